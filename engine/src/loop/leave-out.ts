/**
 * Leaves a record out that we trip over, so that everything that came with it is taken in. It is
 * named under its connection, and the orders that it bears on are set aside until it is taken in.
 */
import { createHash } from 'node:crypto';
import type { LeavesOut, Seen } from '../contract/connector.ts';
import { channelName, labelId, type OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import { purchasersIn } from '../store/attempts.ts';
import { saveUnreadable } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { dossiersOf, homeOf, knownOrders, lockDossiers, wake } from '../store/dossiers.ts';
import { consignmentIdOf } from '../store/ids.ts';
import { saveIntents } from '../store/intents.ts';
import { saveLeftOut, type LeftOut } from '../store/left-out.ts';
import { readPolicy } from '../store/policies.ts';
import { consignmentsBorne, type HeardAt } from './hear.ts';
import { placeOf } from './hear-parties.ts';

export const leaveOut = async (
  tx: Tx,
  connection: string,
  one: Seen,
  fault: unknown,
  { now }: HeardAt,
): Promise<void> => {
  const words = fault instanceof Error ? fault.message.slice(0, 200) : 'an unnamed fault';
  await saveUnreadable(tx, connection, now, [
    `Gatepass tripped over ${titleOf(one)} (“${words}”) and went on without it. That is a ` +
      'mistake of Gatepass: tell whoever looks after it, and once it is mended, replay the period.',
  ]);
  await setOrdersAside(tx, await ordersOf(tx, connection, one), {
    connection, record: recordOf(one), fault: words, content: fingerprintOf(one),
  }, now);
};

/**
 * Labels that the connector could not read. The orders that they may be of are set aside until
 * they are read, since no label seen is no proof of none.
 */
export const leaveUnread = async (
  tx: Tx,
  connection: string,
  rows: readonly LeavesOut[],
  { feed, window, now }: LookedAt & { readonly now: Instant },
): Promise<void> => {
  for (const row of rows) {
    await setOrdersAside(tx, await ordersOfUnread(tx, connection, row, window), {
      connection, fault: row.words, ...namedBy(row, { feed, window }),
    }, now);
  }
};

type Window = { readonly from: Instant; readonly to: Instant; readonly page: string | null };

type LookedAt = { readonly feed: string; readonly window: Window };

/** Two labels that cannot be told apart are never gone without by one word of a person. */
const namedBy = (
  { label, row }: LeavesOut,
  { feed, window: { from, to, page } }: LookedAt,
): Pick<LeftOut, 'record' | 'content'> => {
  const content = fingerprintOf(row ?? { feed, from, to, page });
  if (label !== null) return { record: `label ${label}`, content };
  // Its place in the list is no name: it stands elsewhere at the next look. Where nothing else is
  // known of it, a person's word holds for what was looked at until then, and for no later look.
  return row === null ? { record: 'labels that could not be shown', content }
    : { record: `a label without a number (${content.slice(0, 8)})`, content };
};

const ordersOfUnread = async (
  tx: Tx,
  connection: string,
  { order, orderKey }: LeavesOut,
  { from, to }: Window,
): Promise<readonly OrderId[]> =>
  order === null && orderKey === null
    // It may be the label of a purchase whose answer was lost.
    ? purchasersIn(tx, connection, { from, to })
    : ordersOf(tx, connection, { kind: 'label', label: {
      order, orderKey, id: labelId('unread'), orderNumber: null, madeAt: to, trackingNumber: null,
      carrier: '', service: null, cost: { amount: 0, currency: '' }, weightGrams: null,
      isReturn: false, voidedAt: null, lines: [], channelNotice: { is: 'not-told' },
    } });

const setOrdersAside = async (
  tx: Tx,
  orders: readonly OrderId[],
  leftOut: LeftOut,
  now: Instant,
): Promise<void> => {
  // Nobody decides on them meanwhile.
  await lockDossiers(tx, orders);
  const anew = await saveLeftOut(tx, orders, leftOut, now);
  // What was decided without it must not go out; the next decision sets the order aside.
  await saveIntents(tx, anew, []);
  await wake(tx, anew, now);
};

const fingerprintOf = (record: object | string): string =>
  createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 32);

/** What a record is called, the same whenever it is shown. */
export const recordOf = (seen: Seen): string => {
  switch (seen.kind) {
    case 'shipstation-order': return `order ${seen.order.id}`;
    case 'shipstation-order-gone': return `order ${seen.order}`;
    case 'label': return `label ${seen.label.id}`;
    case 'mark': return `mark ${seen.mark.id}`;
    case 'consignment': return `consignment ${seen.place ?? ''} ${seen.reference}`;
    case 'channel-order': return `channel order ${seen.place ?? ''} ${seen.order.orderNumber}`;
    case 'acknowledgement': return `acknowledgement ${seen.message}`;
    default: return seen satisfies never;
  }
};

const titleOf = (seen: Seen): string => {
  switch (seen.kind) {
    case 'shipstation-order': return `the ShipStation order ${seen.order.number}`;
    case 'shipstation-order-gone': return `the ShipStation order with the id ${seen.order}`;
    case 'label': {
      const { trackingNumber, id, orderNumber } = seen.label;
      return `the label ${trackingNumber ?? id} of order ${orderNumber ?? 'unknown'}`;
    }
    case 'mark': return `the mark as shipped ${seen.mark.id}`;
    case 'consignment': return `the consignment ${seen.reference}`;
    case 'channel-order': return `the order ${seen.order.orderNumber}`;
    case 'acknowledgement': return `the acknowledgement of message ${seen.message}`;
    default: return seen satisfies never;
  }
};

/** The orders here that a record bears on, found without reading what is known of them. */
const ordersOf = async (
  tx: Tx,
  connection: string,
  one: Seen,
): Promise<readonly OrderId[]> => {
  switch (one.kind) {
    case 'acknowledgement':
      return [];
    case 'channel-order': {
      const channel = placeOf(await readPolicy(tx), connection, one);
      return channel === null ? []
        : knownOrders(tx, [homeOf(channelName(channel), one.order.orderNumber).order]);
    }
    case 'consignment': {
      const warehouse = placeOf(await readPolicy(tx), connection, one);
      if (warehouse === null) return [];
      return [...(await dossiersOf(tx, [consignmentIdOf(warehouse, one.reference)])).values()];
    }
    default: {
      const [borne] = await consignmentsBorne(tx, connection, [one]);
      return [...new Set((await dossiersOf(tx, borne?.consignments ?? [])).values())];
    }
  }
};
