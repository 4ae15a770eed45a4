/**
 * What is done about a connector that trips: the look or the operation that it was rests, longer
 * each time, and all else on the connection goes on. It is named until it goes well again.
 */
import type { Operation } from '../core/model/dossier.ts';
import { later, type Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { endTrip, readTrips, saveTrip, type Trip } from '../store/trips.ts';

export const lookingAt = (feed: string): string => `look ${feed}`;
export const doing = (operation: Operation): string => `do ${operation}`;
export const sweeping = 'sweep';

const firstRest = 5_000;
const longestRest = 8 * 60_000;

/** After a trip items go one by one for so long, so that one that is tripped over stands alone. */
const oneByOneFor = 10 * 60_000;

export const noteTrip = async (
  tx: Tx,
  connection: string,
  { what, words }: { readonly what: string; readonly words: string },
  now: Instant,
): Promise<void> => {
  const before = (await readTrips(tx, connection)).find((one) => one.what === what);
  const inARow = (before?.inARow ?? 0) + 1;
  const rest = Math.min(longestRest, firstRest * 2 ** Math.min(inARow - 1, 20));
  await saveTrip(tx, connection, {
    what, words, inARow, since: before?.since ?? now, at: now, restsUntil: later(now, rest),
  });
};

/** It went well; items go one by one for a while yet. */
export const noteWell = async (
  tx: Tx,
  connection: string,
  what: string,
  now: Instant,
): Promise<void> => {
  const trip = (await readTrips(tx, connection)).find((one) => one.what === what);
  if (trip === undefined) return;
  const isWatched = what.startsWith('do ') && now - trip.at < oneByOneFor;
  if (!isWatched) await endTrip(tx, connection, what);
  else if (trip.inARow > 0) await saveTrip(tx, connection, { ...trip, inARow: 0, restsUntil: now });
};

/** When it may be tried; in the past where nothing rests. */
export const restsUntil = (trips: readonly Trip[], what: string): number =>
  trips.find((one) => one.what === what)?.restsUntil ?? 0;
