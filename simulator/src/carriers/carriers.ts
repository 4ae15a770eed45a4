import { z } from 'zod';
import type { Moment } from '../machine.ts';
import { nextVanAt } from './rounds.ts';

/**
 * The carriers: vans that come at their times, take what stands on the dock under a label of
 * theirs, overlook some of it, and scan a parcel long after they took it. While they are off, a
 * parcel drives away by itself some time after the warehouse was told its number.
 */
export type Carriers = {
  readonly isOn: boolean;
  readonly rounds: readonly Round[];
  readonly habits: CarrierHabits;
  /** Vans due up to here have come. */
  readonly drivenUntil: Moment;
  /** When the next van comes; null while they are off. */
  readonly nextAt: Moment | null;
  /** By tracking number. */
  readonly parcels: ReadonlyMap<string, CarriedParcel>;
};

/** A van that comes at this wall-clock time on these days (1 is Monday). */
export type Round = {
  readonly carrierCode: string;
  readonly at: string;
  readonly days: readonly number[];
  readonly timeZone: string;
};

export type CarrierHabits = {
  /** Share of parcels that the driver overlooks; the next van may take them. */
  readonly missed: number;
  /** Share of parcels that nobody ever scans, although they were taken. */
  readonly neverScanned: number;
  /** Share of parcels that the driver takes although their label was voided. */
  readonly takesVoided: number;
  /** From the van to the first scan, at least and at most. */
  readonly scanAfterMs: readonly [number, number];
  /** From the van to the door. */
  readonly deliverAfterMs: readonly [number, number];
  /** From the label to the dock. */
  readonly toDockMs: number;
};

/** What the carrier knows of a parcel, some of it still to come. */
export type CarriedParcel = {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly shipmentId: number;
  readonly orderNumbers: readonly string[];
  readonly missedAt: readonly Moment[];
  readonly collectedAt: Moment | null;
  /** Null when it will never be scanned. */
  readonly firstScanAt: Moment | null;
  readonly deliveredAt: Moment | null;
};

const hourMs = 3_600_000;
const zone = 'Europe/London';
const weekdays = [1, 2, 3, 4, 5];

/** The times of the example policy. */
export const usualRounds: readonly Round[] = [
  { carrierCode: 'dpd', at: '16:30', days: weekdays, timeZone: zone },
  { carrierCode: 'royal_mail', at: '17:15', days: [...weekdays, 6], timeZone: zone },
  { carrierCode: 'dhl_express_uk', at: '18:00', days: weekdays, timeZone: zone },
];

export const usualCarrierHabits: CarrierHabits = {
  missed: 0.02,
  neverScanned: 0.01,
  takesVoided: 0.3,
  scanAfterMs: [10 * 60_000, 5 * hourMs],
  deliverAfterMs: [14 * hourMs, 40 * hourMs],
  toDockMs: 2 * 60_000,
};

/** Switched on from the beginning, they come from the first moment of the world on. */
export const newCarriers = (isOn = false): Carriers => ({
  isOn,
  rounds: usualRounds,
  habits: usualCarrierHabits,
  drivenUntil: 0,
  nextAt: isOn ? 0 : null,
  parcels: new Map(),
});

const share = z.number().min(0).max(1);
const between = z.tuple([z.int().min(0), z.int().min(0)]);

export const carriersShape = z.strictObject({
  isOn: z.boolean().optional(),
  rounds: z
    .array(
      z.strictObject({
        carrierCode: z.string(),
        at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
        days: z.array(z.int().min(1).max(7)).default([...weekdays]),
        timeZone: z.string().default(zone),
      }),
    )
    .optional(),
  habits: z
    .strictObject({
      missed: share.optional(),
      neverScanned: share.optional(),
      takesVoided: share.optional(),
      scanAfterMs: between.optional(),
      deliverAfterMs: between.optional(),
      toDockMs: z.int().min(0).optional(),
    })
    .optional(),
});
export type CarriersAsked = z.infer<typeof carriersShape>;

/** Vans that were due before the carriers were switched on do not come afterwards. */
export function setCarriers(carriers: Carriers, asked: CarriersAsked, now: Moment): Carriers {
  const given = Object.entries(asked.habits ?? {}).filter(([, value]) => value !== undefined);
  const set = {
    ...carriers,
    isOn: asked.isOn ?? carriers.isOn,
    rounds: asked.rounds ?? carriers.rounds,
    habits: { ...carriers.habits, ...Object.fromEntries(given) },
    drivenUntil: Math.max(carriers.drivenUntil, now),
  };
  return { ...set, nextAt: nextVanAt(set) };
}

/** What anybody may read under a tracking number: scans only, as they become known. */
export function trackingView(carriers: Carriers, now: Moment) {
  return [...carriers.parcels.values()].map((parcel) => {
    const { trackingNumber, carrierCode } = parcel;
    const isScanned = parcel.firstScanAt !== null && parcel.firstScanAt <= now;
    const isDelivered = parcel.deliveredAt !== null && parcel.deliveredAt <= now;
    return {
      trackingNumber,
      carrierCode,
      status: isDelivered ? 'delivered' : isScanned ? 'in transit' : 'announced',
      scans: [
        ...(isScanned ? [{ at: parcel.firstScanAt, what: 'accepted' }] : []),
        ...(isDelivered ? [{ at: parcel.deliveredAt, what: 'delivered' }] : []),
      ],
    };
  });
}
