/**
 * Takes in what a warehouse says of many consignments: slice by slice, each in one transaction with
 * its decisions, so that what is answered as taken in is stored. What cannot be taken in is found
 * by halving, and spoils no other.
 */
import type { OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import type { StoredDossier } from '../store/dossiers.ts';
import { saveSightings } from '../store/sightings.ts';
import { isCollision } from '../store/transact.ts';
import { decideAndRecordAll, type Recorded, type Standpoint } from './decide-and-record.ts';
import type { Heard } from './hear.ts';
import { foldSnapshot, lockSaid, type Placed, type Said } from './hear-snapshots.ts';
import { isOfOne, wordsOf } from './part.ts';
import { readStandpoint } from './standpoint.ts';
import type { Surroundings } from './surroundings.ts';

/** So many go in one transaction: a few statements for all, and others wait no longer than that. */
const itemsPerSlice = 40;

export type TakenIn = {
  readonly heard: Heard;
  readonly recorded: Recorded;
  readonly standpoint: Standpoint;
};

export type Outcome<Answer> =
  | { readonly is: 'taken-in'; readonly answer: Answer }
  | { readonly is: 'tripped' };

/** One outcome for each, in order. Throws when the store is away: nobody may say it is stored. */
export const takeIn = async <Answer>(
  surroundings: Surroundings,
  said: readonly Said[],
  answerOf: (taken: TakenIn) => Answer,
): Promise<readonly Outcome<Answer>[]> => {
  const outcomes: Outcome<Answer>[] = [];
  for (let first = 0; first < said.length; first += itemsPerSlice) {
    outcomes.push(
      ...await takeSlice(surroundings, said.slice(first, first + itemsPerSlice), answerOf));
  }
  return outcomes;
};

const takeSlice = async <Answer>(
  surroundings: Surroundings,
  said: readonly Said[],
  answerOf: (taken: TakenIn) => Answer,
): Promise<readonly Outcome<Answer>[]> => {
  const { database, now, log } = surroundings;
  try {
    return await database.transaction(async (tx) =>
      (await takeInAll(tx, said, now())).map((one) =>
        ({ is: 'taken-in', answer: answerOf(one) }) as const));
  } catch (fault) {
    const [only, another] = said;
    const isAlone = another === undefined;
    // Those that collide with others time and again may get through in smaller numbers.
    if (!isOfOne(fault) && (isAlone || !isCollision(fault))) throw fault;
    if (only !== undefined && isAlone) {
      const { warehouse, reference } = only;
      log('a consignment could not be taken in', { warehouse, reference, words: wordsOf(fault) });
      return [{ is: 'tripped' }];
    }
    const half = Math.ceil(said.length / 2);
    return [
      ...await takeSlice(surroundings, said.slice(0, half), answerOf),
      ...await takeSlice(surroundings, said.slice(half), answerOf),
    ];
  }
};

/** All of it or nothing: heard, decided on and recorded in this transaction. */
export const takeInAll = async (
  tx: Tx,
  said: readonly Said[],
  now: Instant,
): Promise<readonly TakenIn[]> => {
  const { placed, orders } = await lockSaid(tx, said, now);
  // Read under the locks: whoever changed the policy meanwhile has woken these orders before or
  // will wake them after.
  const standpoint = await readStandpoint(tx, now);
  const stored = new Map(orders);
  const taken = new Map<Placed, TakenIn>();
  for (const round of roundsOf(placed)) {
    for (const [one, of] of await takeRound(tx, round, stored, standpoint)) {
      taken.set(one, of);
      stored.set(one.order, of.recorded);
    }
  }
  return placed.flatMap((one) => taken.get(one) ?? []);
};

/** Every order once: of several words on one order each is decided on by itself, as they came. */
const roundsOf = (placed: readonly Placed[]): readonly (readonly Placed[])[] => {
  const turns = new Map<OrderId, number>();
  return [...Map.groupBy(placed, ({ order }) => {
    const turn = turns.get(order) ?? 0;
    turns.set(order, turn + 1);
    return turn;
  }).values()];
};

const takeRound = async (
  tx: Tx,
  round: readonly Placed[],
  orders: ReadonlyMap<OrderId, StoredDossier>,
  standpoint: Standpoint,
): Promise<readonly (readonly [Placed, TakenIn])[]> => {
  const heard = round.flatMap((placed) => {
    const stored = orders.get(placed.order);
    if (stored === undefined) return [];
    const { dossier, news, accepted } = foldSnapshot(stored.dossier, placed, standpoint.now);
    return [{ placed, news, heard: { stored, heard: dossier, accepted } }];
  });
  const recorded = await decideAndRecordAll(tx, heard.map((one) => one.heard), standpoint);
  await saveSightings(tx, heard.flatMap((one) => one.news));
  return heard.flatMap((one, index) => {
    const decided = recorded[index];
    return decided === undefined
      ? [] : [[one.placed, { heard: one.heard, recorded: decided, standpoint }] as const];
  });
};
