import { chance } from '../chance.ts';
import type { CarriedParcel, Carriers } from './carriers.ts';
import type { Van } from './rounds.ts';

/** A labelled box as it stands on the dock when the van comes. */
export type DockParcel = {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly shipmentId: number;
  readonly orderNumbers: readonly string[];
  readonly labelledAt: number;
  readonly isVoided: boolean;
};

export type Collected = {
  readonly carriers: Carriers;
  readonly taken: readonly CarriedParcel[];
};

/** One van takes what is there for it, and overlooks some. */
export function collect(
  carriers: Carriers,
  van: Van,
  dock: readonly DockParcel[],
  seed: number,
): Collected {
  const { habits } = carriers;
  const parcels = new Map(carriers.parcels);
  const taken: CarriedParcel[] = [];
  for (const box of dock) {
    const before = parcels.get(box.trackingNumber);
    if (box.carrierCode !== van.carrierCode || before?.collectedAt != null) continue;
    if (box.labelledAt + habits.toDockMs > van.at) continue;
    const draw = (name: string) => chance(seed, `van/${name}`, box.shipmentId);
    if (box.isVoided && draw('voided') >= habits.takesVoided) continue;
    const missedAt = before?.missedAt ?? [];
    const isMissed = draw(`missed/${missedAt.length}`) < habits.missed;
    const parcel = isMissed
      ? { ...announced(box), missedAt: [...missedAt, van.at] }
      : carried(box, van, carriers, draw, missedAt);
    parcels.set(box.trackingNumber, parcel);
    if (!isMissed) taken.push(parcel);
  }
  const drivenUntil = Math.max(carriers.drivenUntil, van.at);
  return { carriers: { ...carriers, parcels, drivenUntil }, taken };
}

const announced = (box: DockParcel): CarriedParcel => ({
  trackingNumber: box.trackingNumber,
  carrierCode: box.carrierCode,
  shipmentId: box.shipmentId,
  orderNumbers: box.orderNumbers,
  missedAt: [],
  collectedAt: null,
  firstScanAt: null,
  deliveredAt: null,
});

function carried(
  box: DockParcel,
  van: Van,
  { habits }: Carriers,
  draw: (name: string) => number,
  missedAt: CarriedParcel['missedAt'],
): CarriedParcel {
  const later = (name: string, [from, to]: readonly [number, number]) =>
    van.at + Math.round(from + draw(name) * (to - from));
  const isScanned = draw('never scanned') >= habits.neverScanned;
  return {
    ...announced(box),
    missedAt,
    collectedAt: van.at,
    firstScanAt: isScanned ? later('scan', habits.scanAfterMs) : null,
    // What is never scanned is never shown as delivered either.
    deliveredAt: isScanned
      ? Math.max(later('deliver', habits.deliverAfterMs), later('scan', habits.scanAfterMs))
      : null,
  };
}
