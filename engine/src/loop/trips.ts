/**
 * What is done about a connector that trips: the look or the operation that it was rests, longer
 * each time, and all else on the connection goes on. It is named until it goes well again. Where
 * it tripped over orders that stood alone, these are set aside, and the operation hardly rests.
 */
import type { Operation } from '../core/model/dossier.ts';
import { later, type Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { endTrip, readTrips, saveTrip, type Trip } from '../store/trips.ts';
import { isOutOfHarm } from './lanes.ts';

export const lookingAt = (feed: string): string => `look ${feed}`;
export const doing = (operation: Operation): string => `do ${operation}`;
export const sweeping = 'sweep';

const firstRest = 5_000;
const longestRest = 8 * 60_000;

/** After a trip items go one by one for so long, so that one that is tripped over stands alone. */
const oneByOneFor = 10 * 60_000;

/** So many orders in a row that trip alone, and it is the operation that is at fault. */
const several = 5;

/** An order that was tripped over alone goes alone for so long, whatever goes with others. */
const apartFor = 24 * 60 * 60_000;
/** More than these at once are no matter of single orders. */
const apartAtMost = 100;

const apart = 'apart ';
const named = (what: string, order: string): string => `${apart}${what} ${order}`;

export const noteTrip = async (
  tx: Tx,
  connection: string,
  { what, words, over = [], isOverAlone = false }: {
    readonly what: string; readonly words: string;
    /** The orders that it was tripped over with nothing else beside them. */
    readonly over?: readonly string[];
    /** There was nothing else but those; it may be the fault of any otherwise. */
    readonly isOverAlone?: boolean;
  },
  now: Instant,
): Promise<void> => {
  const trips = await readTrips(tx, connection);
  const before = trips.find((one) => one.what === what);
  const isNews = !isOverAlone || over.some((order) => !isApart(trips, what, order, now));
  await keepApart(tx, connection, { what, over }, now);
  const soFar = before?.inARow ?? 0;
  // It is set aside again, and of the others nothing is learnt.
  if (!isNews && soFar < several) return;
  const inARow = isNews ? soFar + 1 : soFar;
  const rest = isOverAlone ? restOverAlone(what, inARow) : restAfter(inARow);
  await saveTrip(tx, connection, {
    what, words, inARow, since: before?.since ?? now, at: now, restsUntil: later(now, rest),
  });
};

const restAfter = (inARow: number): number =>
  Math.min(longestRest, firstRest * 2 ** Math.min(inARow - 1, 20));

/** Other orders' cancellations wait for nothing of it, or not for long. */
const restOverAlone = (what: string, inARow: number): number => {
  if (isOutOfHarm(what.slice('do '.length))) return inARow < several ? 0 : firstRest;
  return inARow < several ? firstRest : restAfter(inARow - several + 1);
};

/** From here on these go alone: what is tripped over takes a whole call down with it. */
export const keepApart = async (
  tx: Tx,
  connection: string,
  { what, over }: { readonly what: string; readonly over: readonly string[] },
  now: Instant,
): Promise<void> => {
  if (over.length === 0) return;
  for (const order of over) {
    await saveTrip(tx, connection, {
      what: named(what, order), words: '', inARow: 0, since: now, at: now, restsUntil: now,
    });
  }
  const kept = (await readTrips(tx, connection)).filter((one) => one.what.startsWith(apart))
    .toSorted((one, other) => other.at - one.at);
  for (const [place, one] of kept.entries()) {
    if (place >= apartAtMost || now - one.at >= apartFor) await endTrip(tx, connection, one.what);
  }
};

const isApart = (
  trips: readonly Trip[],
  what: string,
  order: string,
  now: Instant,
): boolean => trips.some((one) =>
  one.what === named(what, order) && now - one.at < apartFor);

/** What goes in one call of what is next in turn: one that was tripped over alone goes alone. */
export const together = <Wish extends {
  readonly order: string; readonly action: { readonly do: Operation };
}>(wishes: readonly Wish[], trips: readonly Trip[], now: Instant): readonly Wish[] => {
  const goesAlone = ({ order, action }: Wish): boolean =>
    isApart(trips, doing(action.do), order, now);
  const [first] = wishes;
  return first !== undefined && goesAlone(first)
    ? [first] : wishes.filter((one) => !goesAlone(one));
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
