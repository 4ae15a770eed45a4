import { consignmentsOf } from '../facts/one-identity.ts';
import type { Decision, ObligationKind } from '../model/decision.ts';
import type { ConsignmentFacts, Contact, Dossier } from '../model/dossier.ts';
import { severityOf } from '../model/exceptions.ts';
import { latest, type Instant } from '../model/instant.ts';
import type { Mark, ShipStationOrder, ShipStationStatus } from '../model/shipstation.ts';
import { outboundLabels } from '../facts/labels.ts';
import { messagesTo } from '../facts/messages.ts';
import { clock, counted, listed, named, quoted, statusWord, type Reader } from './words.ts';

/** What one system says of the order, in words, and when it was last seen. */
export type Says = {
  readonly says: string;
  readonly seenAt: Instant | null;
  readonly by: 'push' | 'poll' | null;
};

export type ThreeSystems = {
  readonly warehouse: Says;
  readonly shipstation: Says;
  readonly channel: Says;
  /** Null when they agree. */
  readonly disagreement: string | null;
};

export const threeSystems = (
  dossier: Dossier,
  decision: Decision | null,
  contact: Contact | null,
  reader: Reader,
): ThreeSystems => {
  const consignments = consignmentsOf(dossier);
  return {
    warehouse: warehouseSays(consignments, reader),
    shipstation: shipStationSays(consignments, contact, reader),
    channel: channelSays(dossier, consignments, reader),
    disagreement: disagreementOf(dossier, decision),
  };
};

const warehouseSays = (consignments: readonly ConsignmentFacts[], reader: Reader): Says => {
  const said = consignments.flatMap((one) => (one.says === null ? [] : [one.says]));
  if (said.length === 0) return { says: 'Nothing yet', seenAt: null, by: null };
  const words = said.map(({ snapshot, since, arrivedAt }) =>
    `${capital(statusWord[snapshot.status])} ` +
    clock(since[snapshot.status] ?? arrivedAt, reader));
  return {
    says: listed([...new Set(words)]),
    seenAt: latest(...said.map((one) => one.arrivedAt)),
    by: 'push',
  };
};

const shipStationSays = (
  consignments: readonly ConsignmentFacts[],
  contact: Contact | null,
  reader: Reader,
): Says => {
  const seen = consignments.flatMap((one) => Object.values(one.orders));
  const orders = seen.filter((one) => one.goneAt === null);
  const labels = consignments.flatMap(outboundLabels);
  const looked = latest(contact?.ordersThrough ?? null, contact?.labelsThrough ?? null,
    ...seen.map((one) => one.seenAt), ...labels.map((one) => one.seenAt));
  const by = looked === null ? null : 'poll';
  if (labels.length > 0) {
    const words = labels.map(({ label }) =>
      `Label made ${clock(label.madeAt, reader)}, ${named(label.carrier)}` +
      (label.trackingNumber === null ? '' : ` ${named(label.trackingNumber)}`));
    return { says: listed(words), seenAt: looked, by };
  }
  if (orders.length === 0) return { says: 'Not there', seenAt: looked, by };
  const marks = new Map(consignments
    .flatMap((one) => Object.values(one.marks ?? {}))
    .filter(({ mark }) => mark.voidedAt === null)
    .map(({ mark }) => [mark.order, mark]));
  return {
    says: listed([...new Set(orders.map(({ order }) =>
      fetchSays(order, reader) ?? statusSays(order.status, marks.get(order.id) ?? null)))]),
    seenAt: looked,
    by,
  };
};

/** Of what stands on our shelf ShipStation has said nothing yet; null where it has. */
const fetchSays = (
  { shelf }: Pick<ShipStationOrder, 'shelf'>,
  reader: Reader,
): string | null => {
  if (shelf === undefined) return null;
  return shelf.fetchedAt === null
    ? 'Not fetched yet' : `Fetched ${clock(shelf.fetchedAt, reader)}, nothing said since`;
};

const statusSays = (status: ShipStationStatus, mark: Mark | null): string => {
  switch (status.is) {
    case 'awaiting':
      return 'Waits for its label';
    case 'awaiting-payment':
      return 'Waits for payment';
    case 'pending-elsewhere':
      return 'Handed to an outside provider';
    case 'on-hold':
      return 'On hold';
    case 'shipped':
      return `Marked as shipped${markedWith(mark)}`;
    case 'cancelled':
      return 'Cancelled';
    case 'other':
      return capital(quoted(status.text));
    default:
      return status satisfies never;
  }
};

const markedWith = (mark: Mark | null): string => {
  const parts = [mark?.carrier ?? null, mark?.trackingNumber ?? null].filter((one) => one !== null);
  return parts.length === 0 ? '' : `, ${parts.map((one) => named(one)).join(' ')}`;
};

const channelSays = (
  { channelSays: said }: Dossier,
  consignments: readonly ConsignmentFacts[],
  reader: Reader,
): Says => {
  const told = consignments.flatMap((one) => messagesTo(one, 'channel'));
  const heard = latest(...told.map((one) => one.acknowledgedAt));
  const known = said === null ? '' : { pending: 'Not paid', paid: 'Paid', cancelled: 'Cancelled' }[
    said.order.status];
  if (heard !== null) {
    return {
      says: `${known === '' ? '' : `${known}. `}Took the tracking number ${clock(heard, reader)}`,
      seenAt: latest(heard, said?.arrivedAt ?? null),
      by: 'push',
    };
  }
  if (said === null) return { says: 'Nothing yet', seenAt: null, by: null };
  return { says: `${known}, no tracking number yet`, seenAt: said.arrivedAt, by: 'push' };
};

/** Where one system knows of goods, labels or cancellations that another does not. */
export const disagreementOf = (
  dossier: Dossier,
  decision: Decision | null,
): string | null => {
  const consignments = consignmentsOf(dossier);
  const labels = consignments.flatMap(outboundLabels).length;
  const isOpen = (kind: ObligationKind): boolean =>
    decision?.consignments.some((one) =>
      one.obligations.some((o) => o.kind === kind && o.state.is === 'open')) ?? false;
  const untold = [
    labels > 0 && isOpen('tell-warehouse') ? 'the warehouse' : null,
    labels > 0 && isOpen('tell-channel') ? 'the channel' : null,
  ].filter((one) => one !== null);
  const grave = decision?.exceptions.some(({ code }) => severityOf(code) === 1) ?? false;
  if (grave) return 'ShipStation holds something that must not go as it is.';
  if (untold.length === 0) return null;
  return `ShipStation has ${counted(labels, 'label')} that ${listed(untold)} ` +
    `${untold.length === 1 ? 'has' : 'have'} not confirmed yet.`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
