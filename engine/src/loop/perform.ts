/** Gives items to the connector, and makes sure that there is exactly one outcome for each. */
import type { Performed } from '../contract/connector.ts';
import type { Action } from '../core/model/decision.ts';
import { readFeed } from '../store/feeds.ts';
import { stillHeld } from '../store/leases.ts';
import { storableWhole } from '../store/storable.ts';
import { readBudget } from './budget.ts';
import type { Hand } from './carry-out.ts';
import { ConnectorTripped } from './contained.ts';
import { labelFeed, laneOf, lanes } from './lanes.ts';
import type { Surroundings } from './surroundings.ts';

export type PerformedAll = Performed & {
  /** The connector tripped; null where it did not, or where every item could be told apart. */
  readonly tripped: ConnectorTripped | null;
  /** Those that it tripped over with nothing else beside them. */
  readonly over: readonly { readonly item: Action; readonly fault: ConnectorTripped }[];
};

/**
 * A call that was turned down as a whole for one of its items is halved until that item stands
 * alone: it is refused by itself, and the others go. Each call is asked for anew, of lease and of
 * budget; what may not leave now stays unknown and comes again. So it is with a connector that
 * tripped before any call had left; where one had, nobody knows what came of any item.
 */
export const performAll = async (
  surroundings: Surroundings,
  hand: Hand,
  items: readonly Action[],
): Promise<PerformedAll> => {
  const whole = await performOnce(surroundings, hand, items);
  if (whole.tryAlone !== true || items.length < 2) return whole;
  const middle = Math.ceil(items.length / 2);
  const outcomes: Performed['outcomes'][number][] = [];
  const shelve = [...(whole.shelve ?? [])];
  const over = [...whole.over];
  let { unanswered, tripped } = whole;
  for (const half of [items.slice(0, middle), items.slice(middle)]) {
    const mayLeave = unanswered === null && tripped?.hasLeft !== true &&
      (await mayCall(surroundings, hand, half));
    const performed = mayLeave ? await performAll(surroundings, hand, half) : null;
    shelve.push(...(performed?.shelve ?? []));
    outcomes.push(...(performed?.outcomes ?? half.map(() => leftForLater)));
    over.push(...(performed?.over ?? []));
    unanswered = performed?.unanswered ?? unanswered;
    tripped = performed?.tripped ?? tripped;
  }
  return { outcomes, unanswered, shelve, tripped, over };
};

const leftForLater = {
  is: 'unknown', text: 'turned down together with others; it goes again by itself',
} as const;

const performOnce = async (
  { now }: Surroundings,
  { session }: Hand,
  items: readonly Action[],
): Promise<PerformedAll> => {
  try {
    return { ...storableWhole(await session.perform(items, now())), tripped: null, over: [] };
  } catch (fault) {
    if (!(fault instanceof ConnectorTripped)) throw fault;
    const [only, another] = items;
    return {
      outcomes: items.map(() => ({ is: 'unknown', text: fault.message })),
      unanswered: null, tryAlone: !fault.hasLeft, tripped: fault,
      over: only !== undefined && another === undefined ? [{ item: only, fault }] : [],
    };
  }
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
