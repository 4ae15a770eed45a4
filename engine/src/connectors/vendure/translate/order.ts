/** Their order -> ours. */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import type { Address } from '../../../core/model/address.ts';
import type { ChannelLine, ChannelOrder } from '../../../core/model/channel.ts';
import type { Money } from '../../../core/model/measures.ts';
import { id, listOf, text, time, whole } from './shapes.ts';

const addressShape = z.object({
  fullName: text, company: text, streetLine1: text, streetLine2: text, city: text, province: text,
  postalCode: text, countryCode: text, phoneNumber: text,
});

const lineShape = z.object({
  id,
  updatedAt: time.nullish().catch(null),
  quantity: whole,
  orderPlacedQuantity: whole,
  proratedUnitPriceWithTax: z.coerce.number().nullish().catch(null),
  productVariant: z.object({
    sku: text,
    name: z.string().transform(storableText),
    updatedAt: time.nullish().catch(null),
  }),
});

export const orderShape = z.object({
  id,
  code: z.string().transform(storableText).pipe(z.string().min(1)),
  state: z.string(),
  type: z.string().nullish(),
  createdAt: time,
  updatedAt: time,
  orderPlacedAt: time.nullish().catch(null),
  currencyCode: z.string().catch(''),
  customer: z.object({ emailAddress: text }).nullish().catch(null),
  shippingAddress: addressShape.nullish().catch(null),
  shippingLines: listOf(z.object({ shippingMethod: z.object({ code: text }).nullish() }))
    .nullish().catch(null),
  lines: listOf(lineShape),
  history: z.object({ totalItems: whole }),
});

type Line = z.output<typeof lineShape>;
export type VendureOrder = z.output<typeof orderShape>;

/** Baskets of shoppers, which become orders or do not. */
export const basketStates = ['Created', 'AddingItems'] as const;

/** States in which nothing is left to be sent, by the server’s own process. */
export const endStates = ['Shipped', 'Delivered', 'Cancelled'] as const;

const paid: readonly string[] = [
  'PaymentAuthorized', 'PaymentSettled', 'PartiallyShipped', 'Shipped', 'PartiallyDelivered',
  'Delivered',
];

const unpaid: readonly string[] = [
  ...basketStates, 'Draft', 'ArrangingPayment', 'Modifying', 'ArrangingAdditionalPayment',
];

export const knownStates: readonly string[] = [...paid, ...unpaid, 'Cancelled'];

/** `paidStates` are those of the server's own in which an order may be sent. */
export const orderOf = (row: VendureOrder, paidStates: readonly string[]): ChannelOrder => {
  const status = statusOf(row, paidStates);
  return {
    reference: row.id,
    revision: revisionOf(row),
    updatedAt: row.updatedAt,
    orderNumber: row.code,
    status,
    placedAt: row.orderPlacedAt ?? null,
    requestedService: (row.shippingLines ?? [])[0]?.shippingMethod?.code ?? null,
    shipBy: null,
    shipTo: addressOf(row),
    lines: row.lines.map((line): ChannelLine => {
      const ordered = Math.max(line.orderPlacedQuantity, line.quantity);
      return {
        line: line.id,
        sku: line.productVariant.sku ?? '',
        name: line.productVariant.name,
        ordered,
        cancelled: status === 'cancelled' ? ordered : ordered - line.quantity,
        unitPrice: priceOf(line, row.currencyCode),
      };
    }).filter(({ ordered }) => ordered > 0),
  };
};

/**
 * Their time of change stands still while an order is paid, changed and sent; its history grows
 * with each of these, and never shrinks. Each counts up by itself, so that their sum does too.
 */
const revisionOf = ({ updatedAt, orderPlacedAt, lines, history }: VendureOrder): number => {
  const latest = Math.max(updatedAt, orderPlacedAt ?? 0, ...lines.flatMap((line) =>
    [line.updatedAt ?? 0, line.productVariant.updatedAt ?? 0]));
  return Math.floor(latest / 1_000) + history.totalItems;
};

const statusOf = (
  { state, lines }: VendureOrder,
  paidStates: readonly string[],
): ChannelOrder['status'] => {
  if (state === 'Cancelled') return 'cancelled';
  // Each line was taken out of it, and nobody has ended the order itself.
  const isPlaced = lines.some(({ orderPlacedQuantity }) => orderPlacedQuantity > 0);
  if (isPlaced && lines.every(({ quantity }) => quantity === 0)) return 'cancelled';
  // An authorised payment is taken when the goods go. What nobody has heard of may be a hold.
  return paid.includes(state) || paidStates.includes(state) ? 'paid' : 'pending';
};

const addressOf = ({ shippingAddress: to, customer }: VendureOrder): Address | null => {
  if (to === null || to === undefined) return null;
  const { fullName, company, streetLine1, streetLine2, city, province } = to;
  const address = {
    name: fullName, company, street1: streetLine1, street2: streetLine2, street3: null, city,
    state: province, postalCode: to.postalCode, country: to.countryCode?.toUpperCase() ?? null,
    phone: to.phoneNumber,
  };
  // An order without one shows an address of nothing.
  const isGiven = Object.values(address).some((part) => part !== null);
  return isGiven ? { ...address, email: customer?.emailAddress ?? null } : null;
};

/** What was paid for one unit; they count in hundredths, whatever the currency. */
const priceOf = ({ proratedUnitPriceWithTax }: Line, currency: string): Money | null => {
  const amount = proratedUnitPriceWithTax ?? Number.NaN;
  const isSum = Number.isSafeInteger(amount) && amount >= 0 && /^[A-Z]{3}$/.test(currency);
  return isSum ? { amount, currency } : null;
};
