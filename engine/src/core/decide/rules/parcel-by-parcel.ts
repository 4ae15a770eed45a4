/** Where the policy says so, each parcel goes as an order of its own, one after the other. */
import { askedFor, labelOfParcel, parcelOfOrder } from '../../facts/parcels.ts';
import { openUnits } from '../../facts/releases.ts';
import { linesOf, totalOf, unitsOf, within, without, type Units } from '../../facts/units.ts';
import { later } from '../../model/instant.ts';
import type { Parcel } from '../../model/warehouse.ts';
import type { Case } from '../case.ts';
import { oblige, type Draft, type Rule } from '../draft.ts';

export const parcelByParcel: Rule = (at, draft) => {
  const confirm = draft.obligations.confirm;
  const isFor = at.warehouse?.parcels === 'each' && at.warehouse.labels !== 'desk';
  if (!isFor || confirm?.is !== 'met' || totalOf(draft.mayRelease) === 0) return draft;
  // Released for a parcel that the warehouse has unpacked since.
  const isUnpacked = at.open.some(({ order }) => parcelOfOrder(at, order)?.reference === '');
  if (isUnpacked) return { ...draft, mayStay: new Map() };
  const taken = sumOf(at.spokenFor, openUnits(at.open));
  const free = without(draft.mayRelease, taken);
  const waiting = at.snapshot.parcels.filter((one) => isToLabel(at, one));
  const next = at.open.length > 0 ? null : nextOf(at, waiting, free);
  if (next !== null) {
    return {
      ...draft, parcel: next, mayRelease: sumOf(taken, within(free, unitsOf(next.lines))),
    };
  }
  const bounded: Draft = { ...draft, mayRelease: within(draft.mayRelease, taken) };
  if (at.open.length > 0 || totalOf(free) === 0) return bounded;
  return oblige(bounded, 'release', {
    is: 'open', waitsOn: 'warehouse', since: confirm.at,
    limitAt: later(confirm.at, at.limits.releaseToLabel),
    because: {
      is: 'label-unasked', units: totalOf(free),
      parcels: waiting.filter((one) => fits(one, free)).map((one) => one.reference),
    },
  });
};

/** Not labelled, and not in ShipStation yet. */
const isToLabel = (at: Case, { reference }: Parcel): boolean =>
  labelOfParcel(at, reference) === null &&
  !at.open.some(({ order }) => parcelOfOrder(at, order)?.reference === reference);

/** The one that was asked for first; where nobody has to ask, in the warehouse's order. */
const nextOf = (at: Case, waiting: readonly Parcel[], free: Units): Parcel | null => {
  const able = waiting.filter((one) => fits(one, free));
  if (at.warehouse?.labels !== 'on-demand') return able[0] ?? null;
  return able
    .flatMap((one) => {
      const askedAt = askedFor(at, one.reference);
      return askedAt === null ? [] : [{ one, askedAt }];
    })
    .toSorted((one, other) => one.askedAt - other.askedAt)[0]?.one ?? null;
};

/** All that is in it is confirmed, and in no other parcel that went before. */
const fits = ({ lines }: Parcel, free: Units): boolean =>
  lines.length > 0 && totalOf(without(unitsOf(lines), free)) === 0;

const sumOf = (one: Units, other: Units): Units =>
  unitsOf([...linesOf(one), ...linesOf(other)]);
