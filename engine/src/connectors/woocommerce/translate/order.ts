/** Their order -> ours. Times are those of its `_gmt` fields, which carry no zone [woo-rest]. */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import type { ChannelLine, ChannelOrder } from '../../../core/model/channel.ts';
import type { Address } from '../../../core/model/address.ts';
import { instant, type Instant } from '../../../core/model/instant.ts';
import type { Money } from '../../../core/model/measures.ts';

/** Text that may be absent; blank text says nothing. */
const text = z.union([z.string(), z.number().transform(String)]).nullish()
  .transform((given) => storableText(given ?? '') || null);

const whole = z.union([
  z.number(), z.string().trim().regex(/^\d{1,15}$/).transform(Number),
]).pipe(z.int().nonnegative());

/** A list, in which empty entries are nothing. */
const listOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.array(shape.nullable()).transform((all) => all.filter((one) => one !== null));

const gmt = z.string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, 'must be a time')
  .transform((given, context): Instant => {
    const at = Date.parse(`${given}Z`);
    if (!Number.isNaN(at)) return instant(at);
    context.addIssue({ code: 'custom', message: 'must be a time' });
    return z.NEVER;
  });

const addressShape = z.object({
  first_name: text, last_name: text, company: text, address_1: text, address_2: text, city: text,
  state: text, postcode: text, country: text, phone: text, email: text,
}).partial();

const lineShape = z.object({
  id: whole,
  name: z.string().transform(storableText),
  sku: text,
  quantity: whole,
  total: z.union([z.string(), z.number().transform(String)]).nullish(),
});

export const orderShape = z.object({
  id: whole,
  number: z.union([z.string(), z.number().transform(String)]).transform(storableText)
    .pipe(z.string().min(1)),
  status: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/).nullish().catch(null),
  date_created_gmt: gmt.nullish().catch(null),
  date_modified_gmt: gmt,
  shipping: addressShape.nullish().catch(null),
  billing: addressShape.nullish().catch(null),
  shipping_lines: listOf(z.object({ method_title: text })).nullish().catch(null),
  line_items: listOf(lineShape),
});

export type WooOrder = z.output<typeof orderShape>;

/** `paidStates` are those that a plug-in has added and in which an order may be sent. */
export const orderOf = (row: WooOrder, paidStates: readonly string[]): ChannelOrder => {
  const status = statusOf(row.status, paidStates);
  return {
    reference: String(row.id),
    // Counts what the shop counts by: seconds since 1970.
    revision: Math.floor(row.date_modified_gmt / 1_000),
    updatedAt: row.date_modified_gmt,
    orderNumber: row.number,
    status,
    placedAt: row.date_created_gmt ?? null,
    requestedService: row.shipping_lines?.[0]?.method_title ?? null,
    shipBy: null,
    shipTo: addressOf(row),
    lines: row.line_items.filter(({ quantity }) => quantity > 0).map((line): ChannelLine => ({
      line: String(line.id),
      sku: line.sku ?? '',
      name: line.name,
      ordered: line.quantity,
      cancelled: status === 'cancelled' ? line.quantity : 0,
      unitPrice: priceOf(line.total ?? null, line.quantity, row.currency ?? null),
    })),
  };
};

/** What nobody has named may be a hold, and waits. */
const statusOf = (status: string, paidStates: readonly string[]): ChannelOrder['status'] => {
  if (['cancelled', 'refunded', 'trash'].includes(status)) return 'cancelled';
  return ['processing', 'completed', ...paidStates].includes(status) ? 'paid' : 'pending';
};

/** Where nothing is sent to another address the shop leaves `shipping` empty. */
const addressOf = ({ shipping, billing }: WooOrder): Address | null => {
  const to = (shipping?.address_1 ?? null) === null ? billing : shipping;
  if (to === null || to === undefined) return null;
  const name = [to.first_name, to.last_name].filter((part) => part !== null).join(' ').trim();
  return {
    name: name === '' ? null : name, company: to.company ?? null,
    street1: to.address_1 ?? null, street2: to.address_2 ?? null, street3: null,
    city: to.city ?? null, state: to.state ?? null, postalCode: to.postcode ?? null,
    country: to.country?.toUpperCase() ?? null,
    phone: to.phone ?? billing?.phone ?? null, email: to.email ?? billing?.email ?? null,
  };
};

/** What was paid for one unit, of the line's total; null where it is no sum of two digits. */
const priceOf = (total: string | null, quantity: number, currency: string | null): Money | null => {
  const parts = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(total ?? '');
  if (parts === null || currency === null) return null;
  const minor = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return { amount: Math.round(minor / quantity), currency };
};
