/**
 * One message to the shop: what is there already is read first, what is missing is written and read
 * again, and only then is the order marked by the message's id. A message whose answer was lost, or
 * that is to be told again, is given once more and goes on where something is missing.
 */
import { z } from 'zod';
import type { Performed } from '../../../contract/connector.ts';
import { Ended, refused, toldUnlessEnded, unknown } from '../../../contract/one-message.ts';
import type { MessageContent } from '../../../core/model/decision.ts';
import { mostParcels } from '../manifest.ts';
import { closed, type Rest } from '../rest.ts';
import type { WooSettings } from '../settings.ts';
import { isWhole, readTold, renderTold, toldKey, withMessage } from '../translate/told.ts';
import { askBy, listOf, type Ask } from './asking.ts';
import { placeFor, type Place } from './places.ts';

export const tell = (
  rest: Rest,
  settings: WooSettings,
  message: MessageContent,
  timeoutMilliseconds: number,
): Promise<Performed> => {
  const place = placeFor(settings.tracking);
  // The order is found, marked, and its place read before and after.
  const ask = askBy(rest, Math.floor(timeoutMilliseconds / (4 + place.calls(message))));
  return toldUnlessEnded(() => tellAll(ask, place, settings, message));
};

const tellAll = async (
  ask: Ask,
  place: Place,
  settings: WooSettings,
  message: MessageContent,
): Promise<void> => {
  if (message.parcels.length > mostParcels) {
    throw refused('parcels.too-many', `It has more than ${String(mostParcels)} parcels`);
  }
  const order = await findOrder(ask, message.orderNumber);
  const before = toldOf(order);
  const isTold = before.messages.includes(String(message.id));
  const isClosed = ['cancelled', 'refunded', 'trash'].includes(order.status);
  if (!isTold && message.kind !== 'void' && isClosed) {
    throw refused('order.closed', `The order is ${order.status} in the shop`);
  }
  await place.write(ask, order.id, message);
  await place.hold(ask, order.id, message);
  const told = withMessage(before, message);
  const completes = settings.complete === 'when-whole' && message.kind !== 'void' &&
    order.status !== 'completed' && isWhole(told, order.line_items);
  if (isTold && !completes) return;
  // Tracking stands before the status changes: that is what mails it to the customer [woo-st].
  const written = readOrder(await ask({
    method: 'PUT', path: `wc/v3/orders/${String(order.id)}`,
    body: {
      meta_data: [{ key: toldKey, value: renderTold(told) }],
      ...(completes ? { status: 'completed' } : {}),
    },
  }));
  const isMarked = toldOf(written).messages.includes(String(message.id));
  if (!isMarked || (completes && written.status !== 'completed')) {
    throw unknown('The shop answered yes, and its order does not show it');
  }
};

const orderShape = z.object({
  id: z.coerce.number().int().positive(),
  number: z.union([z.string(), z.number().transform(String)]),
  status: z.string(),
  line_items: z.array(z.object({
    id: z.coerce.number().int(), quantity: z.coerce.number().nonnegative(),
  }).nullable()).transform((all) => all.filter((one) => one !== null)),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() }).catch(
    { key: '', value: null })),
});
type Found = z.output<typeof orderShape>;

const toldOf = ({ meta_data }: Found) =>
  readTold(meta_data.findLast(({ key }) => key === toldKey)?.value);

const readOrder = (value: unknown): Found => {
  const read = orderShape.safeParse(value);
  if (!read.success) throw new Ended(closed('unreadable', 'The shop’s answer is no order'));
  return read.data;
};

/** Their search looks into more than the number, and finds a plug-in’s numbers; hence the id. */
const findOrder = async (ask: Ask, number: string): Promise<Found> => {
  const rows = listOf(await ask({
    method: 'GET', path: 'wc/v3/orders',
    query: { search: number, status: 'any', per_page: '100' },
  }));
  const found = rows.flatMap((row) => {
    const read = orderShape.safeParse(row);
    return read.success && read.data.number === number ? [read.data] : [];
  });
  const [only, another] = found;
  if (another !== undefined) {
    throw refused('order.ambiguous', `Several orders of the shop have the number ${number}`);
  }
  if (only !== undefined) return only;
  throw refused(
    'order.unknown', `The shop shows no order with the number ${number}; it may lie in its bin`);
};
