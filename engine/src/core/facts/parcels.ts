/** Parcels that are ShipStation orders of their own, and the labels that are on them. */
import type { ConsignmentFacts } from '../model/dossier.ts';
import { readKey } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { Label, ShipStationOrder } from '../model/shipstation.ts';
import type { ConsignmentSnapshot, Parcel } from '../model/warehouse.ts';
import { attemptsOf, callTimeout } from './attempts.ts';
import { fingerprint } from './fingerprint.ts';
import { outboundLabels, voidedLabels, type OutboundLabel } from './labels.ts';

/** What a release key calls a parcel: its name where that is short and plain. */
export const markOfParcel = (reference: string): string =>
  /^[A-Za-z0-9._-]{1,20}$/.test(reference) ? reference : `~${fingerprint(reference)}`;

/** Which parcel a key of ours names; null for the key of a whole release. */
const markIn = (key: string | null): string | null => {
  const ours = key === null ? null : readKey(key);
  return ours === null ? null : (/^\d+:(.+)$/s.exec(ours.rest)?.[1] ?? null);
};

type Spoken = {
  readonly facts: ConsignmentFacts;
  readonly snapshot: ConsignmentSnapshot;
};

/** The one parcel that an order is for; null where it is for all, in however many. */
export const parcelOfOrder = (
  { snapshot }: Spoken,
  { key }: Pick<ShipStationOrder, 'key'>,
): Parcel | null => {
  const mark = markIn(key);
  if (mark === null) return null;
  return snapshot.parcels.find((one) => markOfParcel(one.reference) === mark) ?? {
    // The warehouse does not speak of it any more: nothing is in it.
    reference: '', weightGrams: null, lengthMm: null, widthMm: null, heightMm: null, lines: [],
  };
};

/** The label that stands on a parcel: by the key of its order, or as the only parcel there is. */
export const labelOfParcel = (at: Spoken, parcel: string): OutboundLabel | null =>
  outboundLabels(at.facts).findLast(({ label }) => isOn(at, parcel, label)) ?? null;

/** Their clock and ours. */
const clocksMayDiffer = 60_000;

/**
 * Bought by a call of ours whose answer never came, and with it what there is to print. Until the
 * call is given up, the answer may still come.
 */
export const isLost = (facts: ConsignmentFacts, label: Label, now: Instant | null): boolean => {
  const bought = label.order === null ? undefined
    : attemptsOf(facts, 'buy-label', label.order)
        .findLast((one) => one.begunAt <= label.madeAt + clocksMayDiffer);
  if (bought === undefined || bought.outcome?.is === 'refused') return false;
  if (bought.outcome === null) return now === null || now > bought.begunAt + callTimeout;
  return bought.outcome.is === 'unknown';
};

/** When the newest voided label of a parcel was voided, that a bench had in its hands. */
const voidedOnParcel = (at: Spoken, parcel: string): Instant | null =>
  voidedLabels(at.facts).flatMap(({ label }) =>
    (label.voidedAt !== null && isOn(at, parcel, label) && !isLost(at.facts, label, null)
      ? [label.voidedAt] : [])).at(-1) ?? null;

const isOn = (
  { facts, snapshot }: Spoken,
  parcel: string,
  { order, orderKey }: OutboundLabel['label'],
): boolean => {
  const mark = markIn(orderKey ?? (order === null ? null : facts.orders[order]?.order.key ?? null));
  return mark === null ? snapshot.parcels.length === 1 : mark === markOfParcel(parcel);
};

/** When a bench last asked for the label of a parcel that has none since; null where none has. */
export const askedFor = (at: Spoken, parcel: string): Instant | null => {
  const asks = at.facts.labelAsks ?? {};
  const askedAt = Object.hasOwn(asks, parcel) ? (asks[parcel] ?? null) : null;
  const voidedAt = voidedOnParcel(at, parcel);
  return askedAt === null || (voidedAt !== null && voidedAt >= askedAt) ? null : askedAt;
};
