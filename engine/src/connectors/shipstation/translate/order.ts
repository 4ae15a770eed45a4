import { z } from 'zod';
import { readKey, shipStationOrderId } from '../../../core/model/ids.ts';
import type {
  ShipStationLine, ShipStationOrder, ShipStationStatus,
} from '../../../core/model/shipstation.ts';
import { orderingInstant } from './pacific.ts';
import { idText, idTextOrNull, listOf, quantity, statement, textOrNull } from './reading.ts';

const address = z.object({
  name: textOrNull, company: textOrNull,
  street1: textOrNull, street2: textOrNull, street3: textOrNull,
  city: textOrNull, state: textOrNull, postalCode: textOrNull,
  country: textOrNull, phone: textOrNull,
});

/** A row of V1 items, on an order or on a label. */
export const itemShape = z
  .object({
    lineItemKey: textOrNull,
    sku: textOrNull,
    name: textOrNull,
    quantity,
    adjustment: statement,
  })
  .transform((row): ShipStationLine & { readonly isGoods: boolean } => ({
    key: row.lineItemKey,
    sku: row.sku,
    name: row.name ?? row.sku ?? '',
    quantity: row.quantity,
    isGoods: !row.adjustment,
  }));

/** Discounts stand among the items as adjustments; nobody packs them. */
export const goods = (rows: readonly z.output<typeof itemShape>[]): ShipStationLine[] =>
  rows
    .filter((row) => row.isGoods)
    .map(({ key, sku, name, quantity: units }) => ({ key, sku, name, quantity: units }));

const orderRow = z.object({
  orderId: idText,
  orderNumber: textOrNull,
  orderKey: textOrNull,
  orderStatus: textOrNull,
  modifyDate: textOrNull,
  carrierCode: textOrNull,
  serviceCode: textOrNull,
  packageCode: textOrNull,
  customerEmail: textOrNull,
  shipTo: address.nullish(),
  items: listOf(itemShape),
  advancedOptions: z.object({
    mergedIds: listOf(idText), parentId: idTextOrNull, storeId: idTextOrNull,
  }).nullish(),
});

/** V1 Order -> our record of an order in ShipStation. */
export const orderShape = orderRow.transform((row): ShipStationOrder => ({
  id: shipStationOrderId(row.orderId),
  number: row.orderNumber ?? '',
  key: row.orderKey,
  status: readStatus(row.orderStatus),
  ...storeOf(row.orderKey, row.advancedOptions?.storeId ?? null),
  modifiedAt: row.modifyDate === null ? null : orderingInstant(row.modifyDate),
  carrier: row.carrierCode,
  service: row.serviceCode,
  package: row.packageCode,
  // V1 keeps the e-mail with the customer, not with the address.
  shipTo: row.shipTo ? { ...row.shipTo, email: row.customerEmail } : null,
  lines: goods(row.items),
  splitFrom: idOrNull(row.advancedOptions?.parentId ?? null),
  combines: (row.advancedOptions?.mergedIds ?? []).map(shipStationOrderId),
}));

/** By its store it is known whose an order is that another program made; ours bear their key. */
const storeOf = (key: string | null, id: string | null): { store?: number } => {
  const isOurs = key !== null && readKey(key) !== null;
  return isOurs || id === null ? {} : { store: Number(id) };
};

const idOrNull = (id: string | null) => (id === null ? null : shipStationOrderId(id));

/** Values outside the documented list do occur (`processing` [skv]) and keep their text. */
const readStatus = (text: string | null): ShipStationStatus => {
  switch (text ?? '') {
    case 'awaiting_payment': return { is: 'awaiting-payment' };
    case 'awaiting_shipment': return { is: 'awaiting' };
    case 'pending_fulfillment': return { is: 'pending-elsewhere' };
    case 'on_hold': return { is: 'on-hold' };
    case 'shipped': return { is: 'shipped' };
    case 'cancelled': return { is: 'cancelled' };
    default: return { is: 'other', text: text ?? '' };
  }
};
