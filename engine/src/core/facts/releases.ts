import type { Attempt, ConsignmentFacts, OrderSighting } from '../model/dossier.ts';
import { readKey, releaseKey } from '../model/ids.ts';
import { earliest, latest, type Instant } from '../model/instant.ts';
import { standingOf, type Standing } from './attempts.ts';
import { outboundLabels } from './labels.ts';
import { ourUnits, totalOf, unitsOf, without, type Units } from './units.ts';

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
  const number = ours?.consignment === facts.id
    ? Number(ours.rest.replace(/:.*$/s, '')) : Number.NaN;
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
    const itsOrders = orders.filter((one) => one.release === number);
    // A parcel that was refused may leave its number to the next one, under another key.
    const tries = Object.values(facts.attempts)
      .filter((one) => one.operation === 'create-order' &&
        releaseNumber(facts, one.about) === number)
      .toSorted((one, other) => one.begunAt - other.begunAt);
    const key = tries.at(-1)?.about ?? itsOrders.at(-1)?.order.key ??
      releaseKey(facts.id, number);
    return { number, key, tries, create: standingOf(tries, now), orders: itsOrders };
  });
};

/** Not closed by ShipStation. An unknown status counts as not closed, to be safe. */
const isStanding = ({ order, goneAt }: OrderSighting): boolean =>
  goneAt === null && order.status.is !== 'shipped' && order.status.is !== 'cancelled';

/**
 * Orders that can still be labelled. One whose label we have seen is not, even while the last
 * look at the order itself is older and says that it waits.
 */
export const openOrders = (facts: ConsignmentFacts): readonly StandingOrder[] =>
  shipStationOrders(facts)
    .filter((one) => isStanding(one) &&
      (labelsOn(facts, one).length === 0 || totalOf(unlabelled(facts, one)) > 0))
    // On our shelf nothing tells that part of it has its label by now; that part stands no more.
    .map((one) => one.order.shelf === undefined ? one : { ...one, units: unlabelled(facts, one) });

/**
 * Orders that ShipStation says are shipped without our having seen a label for all that is in
 * them: the two feeds do not tell at once, so what is in them counts as spoken for.
 */
export const shippedUnseen = (facts: ConsignmentFacts): readonly StandingOrder[] =>
  shipStationOrders(facts).filter((one) =>
    one.goneAt === null && one.order.status.is === 'shipped' &&
    totalOf(unlabelled(facts, one)) > 0);

const labelsOn = (facts: ConsignmentFacts, { order }: OrderSighting) =>
  outboundLabels(facts).filter(({ label }) => label.order === order.id);

/** What is in an order and under none of its labels. */
export const unlabelled = (facts: ConsignmentFacts, one: StandingOrder): Units =>
  without(one.units, unitsOf(labelsOn(facts, one).flatMap((label) => label.contents)));

export const openUnits = (orders: readonly StandingOrder[]): Units =>
  unitsOf(orders.flatMap((one) => [...one.units].map(([line, quantity]) => ({ line, quantity }))));

/**
 * Made by another program: neither the order nor a line of it bears a key of ours. What Gatepass
 * did not make it does not change, unless a person says so.
 */
export const isOfAnother = ({ order, release }: StandingOrder): boolean =>
  release === null && order.lines.every(({ key }) => key === null || readKey(key) === null);

/**
 * When a release first stood in ShipStation, as far as we know. What lay on our shelf did not:
 * nobody could label it before it was fetched.
 */
export const stoodSince = (orders: readonly OrderSighting[]): Instant | null =>
  earliest(...orders.map((one) => one.order.shelf?.fetchedAt ?? one.firstSeenAt));

export const lastSeen = (orders: readonly OrderSighting[]): Instant | null =>
  latest(...orders.map((one) => one.seenAt));
