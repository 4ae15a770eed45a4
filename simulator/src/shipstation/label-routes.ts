import { answerJson } from '../machine.ts';
import type { PlainRoutes } from './call.ts';
import { read } from './call.ts';
import { shownCarriers } from './funds.ts';
import { createLabel, createLabelForOrder } from './label-calls.ts';
import { markAsShipped } from './marks.ts';
import { listFulfillments, listShipments } from './sent-lists.ts';
import { voidLabelCall } from './voids.ts';
import { listWebhooks, subscribe } from './webhooks.ts';

/** Labels, what was sent without one, and webhooks (shipstation.md 3.6). */
export const labelRoutes: PlainRoutes = {
  'post /orders/createlabelfororder': ({ account, body, now, seed }) =>
    createLabelForOrder(account, body, now, seed),
  'post /orders/markasshipped': ({ account, body, now, seed }) =>
    markAsShipped(account, body, now, seed),
  'get /shipments': read(({ account, query }) => listShipments(account, query)),
  'get /shipments/list': read(({ account, query }) => listShipments(account, query)),
  'post /shipments/createlabel': ({ account, body, now, seed }) =>
    createLabel(account, body, now, seed),
  'post /shipments/voidlabel': ({ account, body, now, seed }) =>
    voidLabelCall(account, body, now, seed),
  'get /fulfillments': read(({ account, query }) => listFulfillments(account, query)),
  'get /carriers': read(({ account }) => answerJson(200, shownCarriers(account))),
  'get /webhooks': read(({ account }) => listWebhooks(account)),
  'post /webhooks/subscribe': ({ account, body }) => subscribe(account, body),
};
