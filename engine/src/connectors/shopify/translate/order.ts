/** Their order -> ours. */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import type { Address } from '../../../core/model/address.ts';
import type { ChannelLine, ChannelOrder } from '../../../core/model/channel.ts';
import type { Money } from '../../../core/model/measures.ts';
import type { ShopifySettings } from '../settings.ts';
import { gid, listOf, numberOf, pageInfo, text, time, whole } from './shapes.ts';

const addressShape = z.object({
  name: text, company: text, address1: text, address2: text, city: text, provinceCode: text,
  zip: text, countryCodeV2: text, phone: text,
});

const lineShape = z.object({
  id: gid,
  name: z.string().transform(storableText),
  sku: text,
  quantity: whole,
  currentQuantity: whole,
  nonFulfillableQuantity: whole,
  requiresShipping: z.boolean(),
  discountedUnitPriceSet: z.object({
    shopMoney: z.object({ amount: z.coerce.string(), currencyCode: z.string() }),
  }).nullish().catch(null),
});

export const linesShape = z.object({ pageInfo, nodes: listOf(lineShape) });

export const orderShape = z.object({
  id: gid,
  name: z.string().transform(storableText).pipe(z.string().min(1)),
  email: text,
  createdAt: time.nullish().catch(null),
  updatedAt: time,
  cancelledAt: z.string().nullish(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string().nullish(),
  shippingLine: z.object({ title: text }).nullish().catch(null),
  shippingAddress: addressShape.nullish().catch(null),
  lineItems: linesShape,
});

export type ShopifyLine = z.output<typeof lineShape>;
export type ShopifyOrder = z.output<typeof orderShape>;

/** `lines` are all lines of the order, also those that the list of orders did not show. */
export const orderOf = (
  row: ShopifyOrder,
  lines: readonly ShopifyLine[],
  unpaid: ShopifySettings['unpaid'],
): ChannelOrder => {
  const isCancelled = typeof row.cancelledAt === 'string';
  // What is sent by nobody, such as a voucher or a tip, is no business of a warehouse.
  const goods = lines.filter((one) => one.requiresShipping && one.quantity > 0);
  return {
    reference: numberOf(row.id),
    // Counts what the shop counts by: seconds since 1970.
    revision: Math.floor(row.updatedAt / 1_000),
    updatedAt: row.updatedAt,
    orderNumber: row.name,
    status: isCancelled ? 'cancelled' : statusOf(row, goods, unpaid),
    placedAt: row.createdAt ?? null,
    requestedService: row.shippingLine?.title ?? null,
    shipBy: null,
    shipTo: addressOf(row),
    lines: goods.map((line): ChannelLine => ({
      line: numberOf(line.id),
      sku: line.sku ?? '',
      name: line.name,
      ordered: line.quantity,
      cancelled: isCancelled ? line.quantity : removedOf(line),
      unitPrice: priceOf(line),
    })),
  };
};

/**
 * Units refunded or edited out before they were sent. What came back after it was sent is missing
 * from `currentQuantity` too, and was not cancelled: the smaller of the two figures is taken.
 */
const removedOf = ({ quantity, currentQuantity, nonFulfillableQuantity }: ShopifyLine): number =>
  Math.min(Math.max(quantity - currentQuantity, 0), nonFulfillableQuantity, quantity);

const statusOf = (
  { displayFinancialStatus, displayFulfillmentStatus }: ShopifyOrder,
  goods: readonly ShopifyLine[],
  unpaid: ShopifySettings['unpaid'],
): ChannelOrder['status'] => {
  if (goods.length > 0 && goods.every((one) => removedOf(one) === one.quantity)) {
    return 'cancelled';
  }
  // Held back or put off there, all that is left of it.
  if (displayFulfillmentStatus === 'ON_HOLD' || displayFulfillmentStatus === 'SCHEDULED') {
    return 'pending';
  }
  switch (displayFinancialStatus) {
    case 'PENDING': case 'PARTIALLY_PAID': case 'EXPIRED':
      return unpaid === 'goes' ? 'paid' : 'pending';
    case 'VOIDED':
      return 'pending';
    // All the money went back, and the goods were not taken out of the order.
    case 'REFUNDED':
      return displayFulfillmentStatus === 'FULFILLED' ? 'paid' : 'pending';
    // An authorised payment is taken when the goods go; what nobody has heard of is no arrears.
    default:
      return 'paid';
  }
};

const addressOf = ({ shippingAddress: to, email }: ShopifyOrder): Address | null =>
  (to === null || to === undefined ? null : {
    name: to.name, company: to.company,
    street1: to.address1, street2: to.address2, street3: null,
    city: to.city, state: to.provinceCode, postalCode: to.zip,
    country: to.countryCodeV2?.toUpperCase() ?? null, phone: to.phone, email,
  });

/** What was paid for one unit; null where it is no sum of two digits. */
const priceOf = ({ discountedUnitPriceSet }: ShopifyLine): Money | null => {
  const { amount = '', currencyCode: currency = '' } = discountedUnitPriceSet?.shopMoney ?? {};
  const parts = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(amount);
  if (parts === null || !/^[A-Z]{3}$/.test(currency)) return null;
  const minor = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return { amount: minor, currency };
};
