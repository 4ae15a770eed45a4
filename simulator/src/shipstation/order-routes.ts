import type { IdRoute, PlainRoutes } from './call.ts';
import { read } from './call.ts';
import { deleteOrder, holdUntil, restoreFromHold } from './order-changes.ts';
import { listByTag, listOrders, oneOrder } from './order-lists.ts';
import { addTag, assignUser, listUsers, removeTag, unassignUser } from './tags-and-users.ts';
import { createOrder, createOrders } from './upsert.ts';

/** Orders (shipstation.md 3.6): written, changed and listed. */
export const orderRoutes: PlainRoutes = {
  'get /orders': read(({ account, query }) => listOrders(account, query)),
  'get /orders/list': read(({ account, query }) => listOrders(account, query)),
  'get /orders/listbytag': read(({ account, query }) => listByTag(account, query)),
  'post /orders/createorder': createOrder,
  'post /orders/createorders': createOrders,
  'post /orders/holduntil': ({ account, body, now }) => holdUntil(account, body, now),
  'post /orders/restorefromhold': ({ account, body, now }) => restoreFromHold(account, body, now),
  'post /orders/addtag': addTag,
  'post /orders/removetag': removeTag,
  'post /orders/assignuser': assignUser,
  'post /orders/unassignuser': unassignUser,
  'get /users': read(({ query }) => listUsers(query)),
};

export const orderIdRoutes: readonly IdRoute[] = [
  {
    shape: /^get \/orders\/(\d+)$/,
    perform: ({ account }, id) => ({ account, answer: oneOrder(account, id) }),
  },
  {
    shape: /^delete \/orders\/(\d+)$/,
    perform: ({ account, now }, id) => deleteOrder(account, id, now),
  },
];
