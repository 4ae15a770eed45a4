import { z } from 'zod';
import type { Moment } from '../../machine.ts';
import type { Account } from '../account.ts';
import { shownOrder, withOrder } from '../account.ts';
import { modifiedAt } from '../modified.ts';
import { isStore } from '../target.ts';
import { pacificText } from '../pacific.ts';
import type { Order, SeenStatus } from '../shapes.ts';
import type { Acted } from './acted.ts';
import { refusedBecause } from './acted.ts';

/** One order changed by hand on the screen; what is not named stays. */
const text = z.string().nullable().optional();

export const editShape = z.strictObject({
  orderNumber: z.string().min(1).optional(),
  /** Any text: production shows statuses that no list names (shipstation.md 3.8 [skv]). */
  orderStatus: z.string().min(1).optional(),
  carrierCode: text,
  serviceCode: text,
  packageCode: text,
  confirmation: text,
  customerEmail: text,
  customerNotes: text,
  internalNotes: text,
  requestedShippingService: text,
  holdUntilDate: z.iso.date().nullable().optional(),
  weight: z
    .strictObject({ value: z.number().min(0), units: z.enum(['pounds', 'ounces', 'grams']) })
    .nullable()
    .optional(),
  shipTo: z.record(z.string(), z.string().nullable()).optional(),
  advancedOptions: z
    .strictObject({
      warehouseId: z.int().nullable().optional(),
      customField1: text,
      customField2: text,
      customField3: text,
    })
    .optional(),
  tagIds: z.array(z.int()).nullable().optional(),
  /** Units by the item's id; an item with 0 units leaves the order. */
  quantities: z.record(z.string(), z.int().min(0)).optional(),
  externallyFulfilled: z.boolean().optional(),
  externallyFulfilledBy: text,
  externallyFulfilledById: z.int().nullable().optional(),
  externallyFulfilledByName: text,
});
export type Edit = z.infer<typeof editShape>;

export function editOrder(account: Account, orderId: number, edit: Edit, now: Moment): Acted {
  const order = shownOrder(account, orderId);
  if (order === null) return refusedBecause('ShipStation shows no such order.');
  const edited = editedOrder(order, edit, pacificText(now));
  return { is: 'done', account: withOrder(account, edited), orderIds: [orderId] };
}

const unitNumbers = { pounds: 0, ounces: 1, grams: 2 } as const;

function editedOrder(order: Order, edit: Edit, modifyDate: string): Order {
  const { shipTo, advancedOptions, weight, quantities, orderStatus, ...plain } = edit;
  const named = Object.fromEntries(
    Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...order,
    ...named,
    // Holds because a status is a text on the wire, and this one is meant to be any.
    orderStatus: (orderStatus ?? order.orderStatus) as SeenStatus,
    shipTo: shipTo === undefined ? order.shipTo : { ...order.shipTo, ...shipTo },
    weight: weight === undefined
      ? order.weight
      : weight && { ...weight, WeightUnits: unitNumbers[weight.units] },
    items: quantities === undefined
      ? order.items
      : order.items.flatMap((item) => {
        const quantity = quantities[String(item.orderItemId)] ?? item.quantity;
        return quantity === 0 ? [] : [{ ...item, quantity }];
      }),
    advancedOptions: {
      ...order.advancedOptions,
      ...Object.fromEntries(
        Object.entries(advancedOptions ?? {}).filter(([, value]) => value !== undefined)),
    },
    modifyDate,
  };
}

/** Cancelled on the screen; a label that was bought stays bought. */
export function cancelOrder(account: Account, orderId: number, now: Moment): Acted {
  const order = shownOrder(account, orderId);
  if (order === null) return refusedBecause('ShipStation shows no such order.');
  return editOrder(account, orderId, { orderStatus: 'cancelled', holdUntilDate: null }, now);
}

/** Deleted on the screen: shown to nobody, and its key stays taken (3.12). */
export function removeOrder(account: Account, orderId: number, now: Moment): Acted {
  const order = shownOrder(account, orderId);
  if (order === null) return refusedBecause('ShipStation shows no such order.');
  const row = { ...account.orders.get(orderId), wire: { ...order, modifyDate: pacificText(now) } };
  const orders = new Map(account.orders).set(orderId, { ...row, isDeleted: true });
  return { is: 'done', account: { ...account, orders }, orderIds: [orderId] };
}

/** No order has this id: a key that leads here leads nowhere. */
const nobody = 0;

/** Moved to another store: its key no longer finds it there (3.7 [chb]). */
export function moveOrder(
  account: Account,
  moved: { readonly orderId: number; readonly storeId: number },
  now: Moment,
): Acted {
  const order = shownOrder(account, moved.orderId);
  if (order === null) return refusedBecause('ShipStation shows no such order.');
  if (!isStore(account, moved.storeId)) return refusedBecause('The account has no such store.');
  const advancedOptions = { ...order.advancedOptions, storeId: moved.storeId };
  const wire = { ...order, advancedOptions, modifyDate: pacificText(now) };
  const orderIdByKey = new Map(account.orderIdByKey).set(order.orderKey, nobody);
  return {
    is: 'done',
    account: { ...withOrder(account, wire), orderIdByKey },
    orderIds: [moved.orderId],
  };
}

/** Put on hold on the screen: with a date until that day, without one until somebody acts. */
export function parkOrder(
  account: Account,
  parked: { readonly orderId: number; readonly until: string | null },
  now: Moment,
): Acted {
  const order = shownOrder(account, parked.orderId);
  if (order === null) return refusedBecause('ShipStation shows no such order.');
  if (order.orderStatus !== 'awaiting_shipment' && order.orderStatus !== 'on_hold') {
    return refusedBecause(`The order is ${order.orderStatus}.`);
  }
  return held(account, { ...order, orderStatus: 'on_hold', holdUntilDate: parked.until }, now);
}

export function unparkOrder(account: Account, orderId: number, now: Moment): Acted {
  const order = shownOrder(account, orderId);
  if (order === null || order.orderStatus !== 'on_hold') {
    return refusedBecause('ShipStation shows no such order on hold.');
  }
  return held(account, { ...order, orderStatus: 'awaiting_shipment', holdUntilDate: null }, now);
}

const held = (account: Account, order: Order, now: Moment): Acted => ({
  is: 'done',
  account: withOrder(account, {
    ...order,
    modifyDate: modifiedAt(account, order, 'modifyOnHold', now),
  }),
  orderIds: [order.orderId],
});
