import { z } from 'zod';
import type { Moment } from '../machine.ts';
import type { Account } from '../shipstation/account.ts';
import {
  deliverFulfillment, providerRejects, providerShips, sendToProvider, voidFulfillment,
} from '../shipstation/fulfillments.ts';
import type { Acted } from '../shipstation/fulfillments.ts';
import { makeReturnLabel } from '../shipstation/labels.ts';
import { resendNotice } from '../shipstation/notices.ts';
import { planned } from '../world.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** What people at the screen, carriers and outside providers do, where the API has no call. */
export function openLabelControl(routes: Routes, running: Running): void {
  routes.get('/control/shipstation/told', () => ({
    items: running.world().shipstation.told,
    waiting: running.world().shipstation.notices,
  }));

  /** Acts on the account; a 404 when there is nothing that the act could be done to. */
  const act = (perform: (account: Account, now: Moment, seed: number) => Acted) =>
    running.act((world, now) => {
      const acted = perform(world.shipstation, now, world.seed);
      if (acted === null) {
        throw Object.assign(new Error('ShipStation has nothing to do that to.'), {
          statusCode: 404,
        });
      }
      const changed = planned({ ...world, shipstation: acted.account }, acted.later);
      return { world: changed, result: { isDone: true } };
    });
  const alone = (account: Account | null): Acted =>
    account === null ? null : { account, later: [] };

  routes.post('/control/shipstation/notices/resend', (request) => {
    const { shipmentId, fulfillmentId } = readBody(request, sentShape);
    return act((account, now) => {
      if (shipmentId !== undefined) {
        return alone(resendNotice(account, { is: 'shipment', id: shipmentId }, now));
      }
      const of = { is: 'fulfillment', id: fulfillmentId ?? 0 } as const;
      return alone(resendNotice(account, of, now));
    });
  });
  routes.post('/control/shipstation/labels/return', (request) => {
    const { shipmentId } = readBody(request, z.strictObject({ shipmentId: z.int() }));
    return act((account, now, seed) =>
      alone(makeReturnLabel(account, shipmentId, now, seed)?.account ?? null));
  });
  routes.post('/control/shipstation/fulfillments/void', (request) => {
    const { fulfillmentId } = readBody(request, fulfillmentShape);
    return act((account, now) => voidFulfillment(account, fulfillmentId, now));
  });
  routes.post('/control/shipstation/fulfillments/deliver', (request) => {
    const { fulfillmentId } = readBody(request, fulfillmentShape);
    return act((account, now) => deliverFulfillment(account, fulfillmentId, now));
  });
  routes.post('/control/shipstation/provider', (request) => {
    const asked = readBody(request, providerShape);
    return act((account, now, seed) => {
      switch (asked.does) {
        case 'take':
          return sendToProvider(account, asked.orderId, now);
        case 'reject':
          return providerRejects(account, asked.orderId, now, seed);
        default:
          return providerShips(account, asked.orderId, asked, now, seed);
      }
    });
  });
}

const sentShape = z.union([
  z.strictObject({ shipmentId: z.int(), fulfillmentId: z.undefined().optional() }),
  z.strictObject({ fulfillmentId: z.int(), shipmentId: z.undefined().optional() }),
]);
const fulfillmentShape = z.strictObject({ fulfillmentId: z.int() });
const providerShape = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('take'), orderId: z.int() }),
  z.strictObject({ does: z.literal('reject'), orderId: z.int() }),
  z.strictObject({
    does: z.literal('ship'),
    orderId: z.int(),
    carrier: z.string(),
    trackingNumber: z.string().nullable().default(null),
  }),
]);
