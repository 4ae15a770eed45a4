/** How long each step may take: one set for all warehouses, and what one has of its own. */
import type { Milliseconds } from '../model/instant.ts';
import { duration, members, optional, type Place } from './reading.ts';

/** How long each step may take before it is an exception, in milliseconds. */
export type Limits = {
  readonly readyToRelease: Milliseconds;
  readonly releaseToLabel: Milliseconds;
  readonly labelToWarehouse: Milliseconds;
  readonly labelToChannel: Milliseconds;
  readonly labelToCollected: Milliseconds;
  /** Where ShipStation fetches orders from us; absent: an hour. */
  readonly releaseToFetched?: Milliseconds;
};

const minute: Milliseconds = 60_000;

export const defaultLimits = {
  readyToRelease: 2 * minute,
  releaseToLabel: 30 * minute,
  labelToWarehouse: 5 * minute,
  labelToChannel: 10 * minute,
  labelToCollected: 24 * 60 * minute,
} as const satisfies Limits;

/** Its interval is ShipStation's own and nowhere written; people can press its button. */
export const fetchedWithin = ({ releaseToFetched }: Limits): Milliseconds =>
  releaseToFetched ?? 60 * minute;

/** Those that a place names, and no other: so policies read as they always did. */
export const namedLimits = (place: Place): Partial<Limits> =>
  Object.fromEntries(
    [...members(place, [...Object.keys(defaultLimits), 'releaseToFetched'])]
      .flatMap(([name, member]) => {
        const length = optional<Milliseconds | null>(member, duration, null);
        return length === null ? [] : [[name, length]];
      }));

/** The set that holds for every warehouse, with its defaults. */
export const commonLimits = (place: Place): Limits => ({ ...defaultLimits, ...namedLimits(place) });
