import { z } from 'zod';
import type { Moment } from '../machine.ts';
import type { Account } from '../shipstation/account.ts';
import { ruleShape } from '../shipstation/rules.ts';
import type { Acted } from '../shipstation/screen/acted.ts';
import { combineOrders, uncombineOrder } from '../shipstation/screen/combine.ts';
import {
  cancelOrder, editOrder, editShape, moveOrder, parkOrder, removeOrder, unparkOrder,
} from '../shipstation/screen/edit.ts';
import { splitOrder } from '../shipstation/screen/split.ts';
import { linesOf, lineShape, orderMeant, whichOrder } from '../shipstation/screen/which.ts';
import { readBody } from './control.ts';
import type { Routes } from './routes.ts';
import type { Running } from './running.ts';

/** What people do to orders on ShipStation's screen, one call an act, done at once. */
export function openOrderControl(routes: Routes, running: Running): void {
  const act = (perform: (account: Account, now: Moment) => Acted) =>
    running.act((world, now) => {
      const acted = perform(world.shipstation, now);
      if (acted.is === 'refused') {
        throw Object.assign(new Error(acted.why), { statusCode: 409 });
      }
      const orders = acted.orderIds.map((orderId) => acted.account.orders.get(orderId)?.wire);
      return { world: { ...world, shipstation: acted.account }, result: { orders } };
    });
  /** An act on one order that needs no more than to know which. */
  const plain = (
    name: string,
    perform: (account: Account, orderId: number, now: Moment) => Acted,
  ) =>
    routes.post(`/control/shipstation/${name}`, (request) => {
      const which = readBody(request, z.strictObject(whichOrder));
      return act((account, now) => perform(account, orderMeant(account, which), now));
    });
  plain('cancel', cancelOrder);
  plain('delete', removeOrder);
  plain('uncombine', uncombineOrder);
  plain('unpark', unparkOrder);

  routes.post('/control/shipstation/split', (request) => {
    const shape = z.strictObject({ ...whichOrder, lines: z.array(lineShape).min(1) });
    const { lines, ...which } = readBody(request, shape);
    return act((account, now) => {
      const orderId = orderMeant(account, which);
      return splitOrder(account, { orderId, lines: linesOf(account, orderId, lines) }, now);
    });
  });
  routes.post('/control/shipstation/combine', (request) => {
    const shape = z.strictObject({ orders: z.array(z.strictObject(whichOrder)).min(2) });
    const { orders } = readBody(request, shape);
    return act((account, now) =>
      combineOrders(account, orders.map((which) => orderMeant(account, which)), now));
  });
  routes.post('/control/shipstation/edit', (request) => {
    const { change, ...which } = readBody(request, z.strictObject({
      ...whichOrder,
      change: editShape,
    }));
    return act((account, now) => editOrder(account, orderMeant(account, which), change, now));
  });
  routes.post('/control/shipstation/move', (request) => {
    const shape = z.strictObject({ ...whichOrder, storeId: z.int() });
    const { storeId, ...which } = readBody(request, shape);
    return act((account, now) =>
      moveOrder(account, { orderId: orderMeant(account, which), storeId }, now));
  });
  routes.post('/control/shipstation/park', (request) => {
    const shape = z.strictObject({ ...whichOrder, until: z.iso.date().nullable().default(null) });
    const { until, ...which } = readBody(request, shape);
    return act((account, now) =>
      parkOrder(account, { orderId: orderMeant(account, which), until }, now));
  });
  routes.get('/control/shipstation/rules', () => ({ items: running.world().shipstation.rules }));
  routes.post('/control/shipstation/rules', (request) => {
    const { rules } = readBody(request, z.strictObject({ rules: z.array(ruleShape) }));
    return running.act((world) => ({
      world: { ...world, shipstation: { ...world.shipstation, rules } },
      result: { items: rules },
    }));
  });
}
