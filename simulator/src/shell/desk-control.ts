import { z } from 'zod';
import { voidLabel } from '../shipstation/voids.ts';
import type { Account } from '../shipstation/account.ts';
import { crewAsked, crewShape } from '../desk/people/crew.ts';
import { labelAtDesk } from '../world.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** Makes a person at the desk do one thing now. */
export function openDeskControl(routes: Routes, running: Running): void {
  routes.post('/control/desk', (request) => {
    const change = readBody(request, deskShape);
    return running.act((world) => {
      const desk = {
        ...world.desk,
        isOn: change.isOn ?? world.desk.isOn,
        labelAfterMs: change.labelAfterMs ?? world.desk.labelAfterMs,
        crew: change.crew === undefined ? world.desk.crew : change.crew && crewAsked(change.crew),
      };
      return {
        world: { ...world, desk },
        result: { isOn: desk.isOn, labelAfterMs: desk.labelAfterMs, crew: desk.crew },
      };
    });
  });
  routes.post('/control/desk/label', (request) => {
    const asked = readBody(request, whichOrder);
    return running.act((world, now) => {
      const orderIds = findOrders(world.shipstation, asked);
      const labelled = labelAtDesk(world, orderIds, now);
      const made = [...labelled.shipstation.shipments.values()].filter(
        (row) => !world.shipstation.shipments.has(row.wire.shipmentId),
      );
      return { world: labelled, result: { labels: made.map((row) => row.wire) } };
    });
  });
  routes.post('/control/desk/void', (request) => {
    const asked = readBody(request, whichOrder.extend({ shipmentId: z.int().optional() }));
    return running.act((world, now) => {
      const orderIds = asked.shipmentId === undefined ? findOrders(world.shipstation, asked) : [];
      const shipmentIds = [...world.shipstation.shipments.values()]
        .map((row) => row.wire)
        .filter(({ shipmentId, orderId, voided }) =>
          asked.shipmentId === undefined
            ? orderId !== null && orderIds.includes(orderId) && !voided
            : shipmentId === asked.shipmentId,
        )
        .map((wire) => wire.shipmentId);
      let shipstation = world.shipstation;
      const results = shipmentIds.map((shipmentId) => {
        const told = voidLabel(shipstation, shipmentId, now, world.seed);
        shipstation = told.account;
        const { content } = told.answer;
        return { shipmentId, answer: content.is === 'json' ? content.value : null };
      });
      return { world: { ...world, shipstation }, result: { results } };
    });
  });
}

const deskShape = z.strictObject({
  isOn: z.boolean().optional(),
  labelAfterMs: z.int().min(0).optional(),
  /** People in place of the simple desk; null brings the simple one back. */
  crew: crewShape.nullable().optional(),
});

const whichOrder = z.strictObject({
  orderId: z.int().optional(),
  orderNumber: z.string().optional(),
});

/** Throws a 404 when nothing on the desk's screen matches. */
function findOrders(account: Account, asked: z.infer<typeof whichOrder>): readonly number[] {
  const found = [...account.orders.values()]
    .filter((row) => !row.isDeleted)
    .map((row) => row.wire)
    .filter((order) =>
      asked.orderId === undefined
        ? order.orderNumber === asked.orderNumber
        : order.orderId === asked.orderId,
    );
  if (found.length > 0) return found.map((order) => order.orderId);
  throw Object.assign(new Error('ShipStation shows no such order.'), { statusCode: 404 });
}
