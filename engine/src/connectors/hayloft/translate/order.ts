/** An order as Hayloft lists it -> a consignment in our words. */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import { parseInstant } from '../../../core/model/instant.ts';
import type { ConsignmentSnapshot, WarehouseStatus } from '../../../core/model/warehouse.ts';

const states: ReadonlyMap<string, WarehouseStatus> = new Map([
  ['open', 'received'], ['reserved', 'allocated'], ['picking', 'picking'], ['picked', 'picked'],
  ['packed', 'packed'], ['gone', 'dispatched'], ['cancelled', 'cancelled'],
]);

/** What cannot be read makes its row unreadable: no gate is opened by a guess. */
const readBy = <Value>(read: (given: string) => Value | null | undefined) =>
  z.string().transform((given, context): Value => {
    const value = read(given);
    if (value !== null && value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'is not known here' });
    return z.NEVER;
  });

const whole = z.int().nonnegative();
const text = z.string().transform(storableText);
const optional = text.nullish().transform((given) => given || null);
const time = readBy(parseInstant);
/** Empty entries are nothing. */
const listOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.array(shape.nullable()).transform((all) => all.filter((one) => one !== null));

export const orderShape = z.object({
  id: whole, version: whole, changed: time, number: text, shop: text,
  state: readBy((word) => states.get(word)),
  service: optional,
  to: z.object({
    name: optional, street: optional, town: optional, postcode: optional, country: optional,
  }),
  items: listOf(z.object({
    item: text, sku: text, title: text, wanted: whole, reserved: whole, picked: whole,
    packed: whole, missing: whole, grams: whole.nullish(),
  })),
  gone: z.object({ at: time, carrier: optional, tracking: listOf(text) }).nullish(),
});

export const snapshotOf = (order: z.output<typeof orderShape>): ConsignmentSnapshot => ({
  revision: order.version, updatedAt: order.changed, orderNumber: order.number,
  channel: order.shop, status: order.state, service: order.service,
  wave: null, sequence: null, shipBy: null, parcels: [],
  shipTo: {
    name: order.to.name, company: null, street1: order.to.street, street2: null, street3: null,
    city: order.to.town, state: null, postalCode: order.to.postcode, country: order.to.country,
    phone: null, email: null,
  },
  lines: order.items.map((line) => ({
    line: line.item, channelLine: null, orderNumber: null, sku: line.sku, name: line.title,
    ordered: line.wanted, allocated: line.reserved, picked: line.picked, packed: line.packed,
    short: line.missing, shortReason: null, bin: null, unitPrice: null,
    weightGrams: line.grams ?? null, customs: null,
  })),
  dispatch: order.gone === null || order.gone === undefined ? null : {
    at: order.gone.at, carrier: order.gone.carrier, service: null,
    trackingNumbers: order.gone.tracking,
  },
});
