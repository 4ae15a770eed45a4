import type { Attempt, ConsignmentFacts, OrderSighting } from '../model/dossier.ts';
import { readKey, releaseKey } from '../model/ids.ts';
import { earliest, latest, type Instant } from '../model/instant.ts';
import { attemptsOf, standingOf, type Standing } from './attempts.ts';
import { ourUnits, unitsOf, type Units } from './units.ts';

/** A ShipStation order that carries lines of ours, and how it stands for us. */
export type StandingOrder = OrderSighting & {
  /** Our units in it. */
  readonly units: Units;
  /** Which release of ours it is; null for one that came in by another way. */
  readonly release: number | null;
};

/** One release of ours: everything we know of it, standing or not. */
export type Release = {
  readonly number: number;
  readonly key: string;
  readonly create: Standing;
  readonly tries: readonly Attempt[];
  /** Its order, and the parts that were split off; empty while none has been seen. */
  readonly orders: readonly StandingOrder[];
};

export const shipStationOrders = (facts: ConsignmentFacts): readonly StandingOrder[] =>
  Object.values(facts.orders)
    .map((one) => ({
      ...one,
      units: unitsOf(ourUnits(facts, one.order.lines)),
      release: releaseNumber(facts, one.order.key),
    }))
    .toSorted((one, other) => one.firstSeenAt - other.firstSeenAt);

const releaseNumber = (facts: ConsignmentFacts, key: string | null): number | null => {
  const ours = key === null ? null : readKey(key);
  const number = ours?.consignment === facts.id ? Number(ours.rest) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 ? number : null;
};

/** Our releases, first to last. */
export const releasesOf = (facts: ConsignmentFacts, now: Instant): readonly Release[] => {
  const orders = shipStationOrders(facts);
  const tried = Object.values(facts.attempts)
    .filter((one) => one.operation === 'create-order')
    .map((one) => releaseNumber(facts, one.about));
  const numbers = [...new Set([...tried, ...orders.map((one) => one.release)])]
    .filter((one) => one !== null)
    .toSorted((one, other) => one - other);
  return numbers.map((number) => {
    const key = releaseKey(facts.id, number);
    const tries = attemptsOf(facts, 'create-order', key);
    return {
      number, key, tries,
      create: standingOf(tries, now),
      orders: orders.filter((one) => one.release === number),
    };
  });
};

/** Open: a label can still be made for it. An unknown status counts as open, to be safe. */
export const isOpen = ({ order, goneAt }: OrderSighting): boolean =>
  goneAt === null && order.status.is !== 'shipped' && order.status.is !== 'cancelled';

export const openOrders = (facts: ConsignmentFacts): readonly StandingOrder[] =>
  shipStationOrders(facts).filter((one) => isOpen(one));

export const openUnits = (orders: readonly StandingOrder[]): Units =>
  unitsOf(orders.flatMap((one) => [...one.units].map(([line, quantity]) => ({ line, quantity }))));

/** When a release first stood in ShipStation, as far as we know. */
export const stoodSince = (orders: readonly OrderSighting[]): Instant | null =>
  earliest(...orders.map((one) => one.firstSeenAt));

export const lastSeen = (orders: readonly OrderSighting[]): Instant | null =>
  latest(...orders.map((one) => one.seenAt));
