import type { Moment } from '../machine.ts';
import type { Evidence, LabelSeen, Message } from './evidence.ts';
import type { Found } from './findings.ts';
import { span, time } from './findings.ts';

/** Whether warehouse and channel were told of each label, once, rightly, and of each change. */
type Party = 'warehouse' | 'channel';

export function tellingFindings(evidence: Evidence): readonly Found[] {
  return (['warehouse', 'channel'] as const).flatMap((party) => [
    ...evidence.labels.flatMap((label) =>
      label.orderNumbers.flatMap((orderNumber) => toldOf(evidence, party, label, orderNumber))),
    ...wrongTellings(evidence, party),
  ]);
}

export const messagesTo = (evidence: Evidence, party: Party): readonly Message[] =>
  party === 'warehouse' ? evidence.toWarehouse : evidence.toChannel;

const tells = (message: Message): boolean =>
  message.kind === 'dispatch' || message.kind === 'notice' || message.kind === 'correction';

const names = (message: Message, trackingNumber: string): boolean =>
  message.parcels.some((parcel) => parcel.trackingNumber === trackingNumber);

/** The first message that tells this party this number. */
export const firstTelling = (
  evidence: Evidence,
  party: Party,
  trackingNumber: string,
): Message | undefined =>
  messagesTo(evidence, party).find((message) => tells(message) && names(message, trackingNumber));

/** From when the party is owed word of the label; null if it is not. */
export function owedFrom(
  evidence: Evidence,
  party: Party,
  label: LabelSeen,
  orderNumber: string,
): Moment | null {
  const jobs = evidence.jobs.get(orderNumber) ?? [];
  if (party === 'warehouse') return jobs.length === 0 ? null : label.madeAt;
  const isSold = [...evidence.world.shop.orders.values()].some(
    (order) => order.orderNumber === orderNumber,
  );
  if (!isSold && !jobs.some((job) => job.asked.channel !== null)) return null;
  if (evidence.rules.channelToldWhen === 'never') return null;
  if (evidence.rules.channelToldWhen === 'label') return label.madeAt;
  const gone = jobs.flatMap(
    (job) => job.said?.find((row) => row.stage === 'dispatched')?.takenAt ?? [],
  );
  return gone.length === 0 ? null : Math.max(label.madeAt, Math.min(...gone));
}

function toldOf(
  evidence: Evidence,
  party: Party,
  label: LabelSeen,
  orderNumber: string,
): readonly Found[] {
  const { rules, now } = evidence;
  const from = owedFrom(evidence, party, label, orderNumber);
  const { trackingNumber } = label.wire;
  const telling = firstTelling(evidence, party, trackingNumber);
  const withinMs = party === 'warehouse' ? rules.warehouseToldWithinMs : rules.channelToldWithinMs;
  if (label.voidedAt !== null) {
    if (telling === undefined) return [];
    const deadFrom = Math.max(label.voidedAt, telling.at);
    if (isTakenBackBy(evidence, party, label, telling, deadFrom + withinMs)) return [];
    if (now <= deadFrom + withinMs) return [];
    return [found(`${party}-dead-number`, deadFrom, orderNumber, `The ${party} was told number `
      + `${trackingNumber} of ${orderNumber}, whose label was voided at ${time(label.voidedAt)}, `
      + `and was not told otherwise within ${span(withinMs)}.`)];
  }
  // On a cancelled order the label must be taken away, not told.
  if (from === null || evidence.cancelled.has(orderNumber)) return [];
  if (telling === undefined) {
    if (now <= from + withinMs) return [];
    return [found(`${party}-not-told`, from + withinMs, orderNumber, `The ${party} was never told `
      + `number ${trackingNumber} of ${orderNumber}, labelled at ${time(label.madeAt)}.`)];
  }
  if (telling.at <= from + withinMs) return [];
  return [found(`${party}-told-late`, from + withinMs, orderNumber, `The ${party} was told number `
    + `${trackingNumber} of ${orderNumber} only after ${span(telling.at - from)}.`)];
}

const found = (
  code: Found['code'],
  at: Moment,
  orderNumber: string | null,
  sentence: string,
  isExcusable = true,
): Found => ({ code, at, orderNumber, sentence, isExcusable });

/** A void or a correction that came, at the latest, by then; for a warehouse a recall as well. */
function isTakenBackBy(
  evidence: Evidence,
  party: Party,
  label: LabelSeen,
  telling: Message,
  by: Moment,
): boolean {
  const { trackingNumber } = label.wire;
  return messagesTo(evidence, party).some((message) => {
    if (message.at > by || message.at < (label.voidedAt ?? 0)) return false;
    const replaces = message.parcels.some((parcel) => parcel.replaces === trackingNumber);
    if (message.kind === 'void') return names(message, trackingNumber) || replaces;
    const isSameOrder = message.consignment === telling.consignment
      && message.orderNumber === telling.orderNumber;
    if (message.kind === 'recall') return isSameOrder;
    if (message.kind !== 'correction' || names(message, trackingNumber)) return false;
    return replaces || isSameOrder;
  });
}

/** What was told that should not have been told so. */
function wrongTellings(evidence: Evidence, party: Party): readonly Found[] {
  const messages = messagesTo(evidence, party).filter(tells);
  const rows = messages.flatMap((message) =>
    message.parcels.map((parcel) => ({ message, parcel })));
  const byParcel = Map.groupBy(rows, ({ message, parcel }) =>
    JSON.stringify([parcel.trackingNumber, message.consignment ?? message.orderNumber]));
  const repeated = [...byParcel.values()].flatMap((group) => {
    const [first, ...others] = group;
    return first === undefined ? [] : others.flatMap((again) => toldAgain(party, first, again));
  });
  return [...repeated, ...rows.flatMap((row) => misplaced(evidence, party, row))];
}

type Told = { readonly message: Message; readonly parcel: Message['parcels'][number] };

function toldAgain(party: Party, first: Told, again: Told): readonly Found[] {
  const { message, parcel } = again;
  const isSame = JSON.stringify(contentOf(first)) === JSON.stringify(contentOf(again));
  if (message.kind === 'correction' && !isSame) return [];
  const what = `number ${parcel.trackingNumber} of ${message.orderNumber}`;
  return isSame
    ? [found('told-twice', message.at, message.orderNumber,
      `The ${party} was told ${what} in two messages.`, false)]
    : [found('told-differently', message.at, message.orderNumber,
      `The ${party} was told ${what} twice, with other content.`, false)];
}

const contentOf = ({ message, parcel }: Told) => [
  message.orderNumber, parcel.carrier, parcel.service ?? null, parcel.lines ?? null,
];

function misplaced(evidence: Evidence, party: Party, { message, parcel }: Told): readonly Found[] {
  const { trackingNumber } = parcel;
  const label = evidence.labels.find(({ wire }) => wire.trackingNumber === trackingNumber);
  if (label === undefined) {
    const isMarked = [...evidence.world.shipstation.fulfillments.values()].some(
      (row) => row.trackingNumber === trackingNumber,
    );
    const isOfFloor = [...evidence.world.warehouse.jobs.values()].some((job) =>
      job.label?.parcels.some((row) => row.trackingNumber === trackingNumber) === true
      && job.dispatchedAt !== null);
    if (isMarked || (isOfFloor && party === 'channel')) return [];
    return [found('told-unknown-number', message.at, message.orderNumber,
      `The ${party} was told number ${trackingNumber} of ${message.orderNumber}, which no label `
      + 'has.', false)];
  }
  if (label.orderNumbers.includes(evidence.numberOf(message.orderNumber))) return [];
  return [found('told-wrong-order', message.at, message.orderNumber,
    `The ${party} was told number ${trackingNumber} under ${message.orderNumber}; the label is of `
    + `${label.orderNumbers.join(' and ')}.`, false)];
}
