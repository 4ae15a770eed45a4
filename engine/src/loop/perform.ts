/** Gives items to the connector, and makes sure that there is exactly one outcome for each. */
import type { Performed } from '../contract/connector.ts';
import type { Action } from '../core/model/decision.ts';
import { readFeed } from '../store/feeds.ts';
import { stillHeld } from '../store/leases.ts';
import { storableWhole } from '../store/storable.ts';
import { readBudget } from './budget.ts';
import type { Hand } from './carry-out.ts';
import { labelFeed, laneOf, lanes } from './lanes.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A call that was turned down as a whole for one of its items is halved until that item stands
 * alone: it is refused by itself, and the others go. Each call is asked for anew, of lease and of
 * budget; what may not leave now stays unknown and comes again.
 */
export const performAll = async (
  surroundings: Surroundings,
  hand: Hand,
  items: readonly Action[],
): Promise<Performed> => {
  const whole = await performOnce(surroundings, hand, items);
  if (whole.tryAlone !== true || items.length < 2) return whole;
  const middle = Math.ceil(items.length / 2);
  const outcomes: Performed['outcomes'][number][] = [];
  const shelve = [...(whole.shelve ?? [])];
  let unanswered = whole.unanswered;
  for (const half of [items.slice(0, middle), items.slice(middle)]) {
    const mayLeave = unanswered === null && (await mayCall(surroundings, hand, half));
    const performed = mayLeave ? await performAll(surroundings, hand, half) : null;
    shelve.push(...(performed?.shelve ?? []));
    outcomes.push(...(performed?.outcomes ?? half.map(() => leftForLater)));
    unanswered = performed?.unanswered ?? unanswered;
  }
  return { outcomes, unanswered, shelve };
};

const leftForLater = {
  is: 'unknown', text: 'turned down together with others; it goes again by itself',
} as const;

const performOnce = async (
  { now }: Surroundings,
  { manifest, session }: Hand,
  items: readonly Action[],
): Promise<Performed> => {
  const performed = await session.perform(items, now());
  if (performed.outcomes.length === items.length) return storableWhole(performed);
  throw new Error(`${manifest.connector} gave ${String(performed.outcomes.length)} outcomes ` +
    `for ${String(items.length)} items`);
};

const mayCall = (
  { database, now, limitNow, holder }: Surroundings,
  { lease, manifest }: Hand,
  [first]: readonly Action[],
): Promise<boolean> =>
  database.transaction(async (tx) => {
    if (!(await stillHeld(tx, lease, holder))) return false;
    const cost = first === undefined ? 1 : (manifest.operations[first.do]?.costInCalls ?? 1);
    const isForHarm = first !== undefined && laneOf(first.do) === lanes.outOfHarm;
    const { lookedAt } = await readFeed(tx, lease.connection, labelFeed);
    const hasLabels = manifest.feeds.some(({ feed }) => feed === labelFeed);
    const budget = await readBudget(tx, lease.connection, manifest, limitNow(), {
      calls: cost, isForHarm,
      labelsUnlooked: isForHarm || !hasLabels ? null : now() - (lookedAt ?? 0),
    });
    return budget === null || budget.openAt <= limitNow();
  });
