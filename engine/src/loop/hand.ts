/**
 * One process's hand on one connection: while it holds the lease it does what is next by lane,
 * one call at a time. What is due meanwhile gathers, and goes together in the next call.
 */
import type { FeedManifest, Manifest, Unanswered } from '../contract/connector.ts';
import { instant, type Instant, type Milliseconds } from '../core/model/instant.ts';
import { readConnectionState } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { countInShipStation } from '../store/dossiers.ts';
import type { StoredStep } from '../store/experiments.ts';
import { earliestWish, nextInTurn, type Intent } from '../store/intents.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { isCatchingUp } from '../store/restored.ts';
import { readSweep } from '../store/sweeps.ts';
import type { Trip } from '../store/trips.ts';
import {
  allWell, closeBudget, isShut, readBudget, spentOf, type CallsFor,
} from './budget.ts';
import type { Bell } from './bell.ts';
import { withClosed, type Closed } from './closed.ts';
import { carryOut, type Hand } from './carry-out.ts';
import { ConnectorTripped } from './contained.ts';
import { keepHooksOnce } from './hooks.ts';
import { labelFeed, laneOfFeed, lanes, nextTurn, passing, type DueLook } from './lanes.ts';
import { look } from './look.ts';
import { noteWait } from './note-wait.ts';
import { readAhead } from './outlook.ts';
import { wireTimeOf } from './pace.ts';
import { allowedNow } from './pause.ts';
import { openAtMost, sweepDueAt, sweepOnce } from './sweep.ts';
import type { Surroundings } from './surroundings.ts';
import {
  doing, keepApart, lookingAt, noteTrip, noteWell, restsUntil, sweeping,
} from './trips.ts';
import { isAlone, stepInTurn, tryStep } from './try-step.ts';

type Turn =
  | { readonly is: 'carry-out' }
  | { readonly is: 'look'; readonly feed: FeedManifest }
  | { readonly is: 'keep-hooks' }
  | { readonly is: 'sweep' }
  | { readonly is: 'step'; readonly step: StoredStep }
  | {
      readonly is: 'rest';
      readonly milliseconds: number;
      /** Something is due, and the budget has no room for it. */
      readonly isForBudget?: true;
    };

/** A ring ends a rest; this long it lasts when the ring was missed, in milliseconds. */
export const longestRest = 5_000;

/** Works until told to stop or until the lease is lost. */
export const work = async (
  surroundings: Surroundings,
  hand: Hand,
  bell: Bell,
  isHeld: () => boolean,
): Promise<void> => {
  const { connection } = hand.lease;
  const { now } = surroundings;
  let looksInARow = 0;
  let closed: readonly Closed[] = [];
  let wasClosed = false;
  // Whoever takes a connection up, or a new policy, sees to the hooks first of all.
  let hooksAt: Instant | null = surroundings.now();
  while (isHeld()) {
    const turn = await chooseTurn(surroundings, hand, { looksInARow, hooksAt });
    if (turn.is === 'rest') {
      const from = now();
      await bell.wait(`connection ${connection}`, turn.milliseconds);
      const isClosed = turn.isForBudget === true;
      if (isClosed) closed = withClosed(closed, { from, to: now() }, wasClosed);
      wasClosed = isClosed;
      continue;
    }
    wasClosed = false;
    looksInARow = turn.is === 'carry-out' ? 0 : looksInARow + 1;
    if (turn.is === 'keep-hooks') {
      const { lease, session } = hand;
      hooksAt = await keepHooksOnce(surroundings, lease, session.keepHooks);
      continue;
    }
    const called = await take(surroundings, hand, turn, closed);
    if (called === null) {
      // The lease is another's by now, or the wish is gone: whoever renews and decides will tell.
      await bell.wait(`connection ${connection}`, 1_000);
      continue;
    }
    await noteHealth(surroundings, hand.lease, called);
    bell.ring('decide');
  }
};

/** What came of one turn. */
type Called = {
  readonly unanswered: Unanswered | null;
  /** What was done, where our connector can trip over it. */
  readonly what?: string;
  readonly tripped?: ConnectorTripped | null;
  /** The orders that it tripped over alone; and whether over nothing else. */
  readonly over?: readonly string[];
  readonly isOverAlone?: boolean;
};

const take = async (
  surroundings: Surroundings,
  hand: Hand,
  turn: Exclude<Turn, { is: 'rest' | 'keep-hooks' }>,
  closed: readonly Closed[],
): Promise<Called | null> => {
  switch (turn.is) {
    case 'carry-out': {
      const done = await carryOut(surroundings, hand, closed);
      return done === null ? null : { ...done, what: doing(done.operation) };
    }
    case 'look':
    case 'sweep':
      return lookOnce(surroundings, hand, turn);
    case 'step':
      return tryStep(surroundings, hand, turn.step);
    default:
      return turn satisfies never;
  }
};

const lookOnce = async (
  surroundings: Surroundings,
  { lease, manifest, session }: Hand,
  turn: Extract<Turn, { is: 'look' | 'sweep' }>,
): Promise<Called | null> => {
  const what = turn.is === 'look' ? lookingAt(turn.feed.feed) : sweeping;
  try {
    const result = turn.is === 'look'
      ? await look(surroundings, lease, session, turn.feed)
      : await sweepOnce(surroundings, lease, manifest, session);
    if (result.is === 'not-held') return null;
    return { what, unanswered: result.is === 'unanswered' ? result.unanswered : null };
  } catch (fault) {
    if (!(fault instanceof ConnectorTripped)) throw fault;
    // No page was taken in, and the cursor stands where it was.
    return { what, unanswered: null, tripped: fault };
  }
};

const noteHealth = async (
  { database, now, limitNow, log, holder }: Surroundings,
  lease: Lease,
  { unanswered, what, tripped = null, over = [], isOverAlone = false }: Called,
): Promise<void> => {
  const { connection } = lease;
  if (unanswered !== null) {
    // Their words may quote an order; they stand with the connection, for those who may read it.
    log('connection did not answer', { connection, why: unanswered.why });
  }
  await database.transaction(async (tx) => {
    // What kept us from calling may be that another holds it: that is no trouble of the connection.
    if (!(await stillHeld(tx, lease, holder))) return;
    if (what !== undefined && tripped !== null) {
      const words = tripped.message;
      await noteTrip(tx, connection, { what, words, over, isOverAlone }, now());
      // Of the other side it says nothing; what closed the door before closes it still.
      if (unanswered === null) return;
    }
    if (what !== undefined && tripped === null && unanswered === null) {
      await keepApart(tx, connection, { what, over }, now());
      await noteWell(tx, connection, what, now());
    }
    await (unanswered === null
      ? allWell(tx, connection, now())
      : closeBudget(tx, connection, unanswered, { world: now(), wire: limitNow() }));
  });
};

/** What is most worth the next call: the lowest lane among due wishes and due feeds. */
const chooseTurn = async (
  { database, now, limitNow, pace }: Surroundings,
  hand: Hand,
  so: { readonly looksInARow: number; readonly hooksAt: Instant | null },
): Promise<Turn> =>
  database.transaction(async (tx): Promise<Turn> => {
    const { lease: { connection }, manifest } = hand;
    // Behind a closed door a look is what finds out whether it is open again: it leaves no order
    // with a call of unknown fate.
    const isClosed = await isShut(tx, connection);
    const state = isClosed ? await readConnectionState(tx, connection) : null;
    const closedFor = (state?.closedUntil ?? 0) - limitNow();
    if (closedFor > 0) {
      const milliseconds = Math.min(1_000, wireTimeOf(closedFor, pace()) + 5);
      return { is: 'rest', milliseconds };
    }
    const { mayLook, operations, trips } = await allowedNow(tx, connection, manifest, now());
    // A step looks and writes: it waits for as long as anything of that is paused.
    const isFree = mayLook && operations.length === Object.keys(manifest.operations).length;
    const step = isFree ? await stepInTurn(tx, hand) : null;
    const isStepDue = step !== null && step.goOnAt <= now();
    // It was consented to that nothing else happens here until it is over, whatever it costs.
    if (step !== null && isAlone(hand, step)) {
      return isStepDue ? { is: 'step', step } : { is: 'rest', milliseconds: 200 };
    }
    const mayWish = manifest.feeds.length === 0 || ((!mayLook || !isClosed) &&
      !(await isCatchingUp(tx, connection, manifest.feeds.map((one) => one.feed))));
    const [wish = null] = !mayWish ? [] : await nextInTurn(
      tx, connection, now(), () => 1, operations);
    const spent = spentOf(await readBudget(tx, connection, manifest, limitNow()));
    const ahead = mayLook
      ? await readAhead(tx, connection, manifest, { now: now(), spent }) : [];
    const looks = [
      ...ahead.map((one) => ({
        // The one trial at a closed door goes when its pause is over, due or not.
        dueAt: instant(Math.max(
          isClosed ? Math.min(one.dueAt, now()) : one.dueAt,
          restsUntil(trips, lookingAt(one.feed.feed)))),
        costInCalls: one.feed.costInCalls,
        lane: laneOfFeed(one.feed.feed, now() - (one.position.lookedAt ?? 0)),
        feed: one.feed.feed,
        turn: { is: 'look', feed: one.feed } as const,
      })),
      ...(mayLook && !isClosed
        ? await choresOf(tx, {
          connection, manifest, hooksAt: so.hooksAt, spent, trips,
        }, now()) : []),
    ];
    const due = looks.filter((one) => one.dueAt <= now());
    const next = nextTurn(wish, due, so.looksInARow);
    if (next === null) {
      const room = await readBudget(tx, connection, manifest, limitNow());
      const hasRoom = mayWish && (room === null || room.openAt <= limitNow());
      if (isStepDue && hasRoom) return { is: 'step', step };
      const stepAt = step === null ? Infinity : Math.max(step.goOnAt - now(), 200);
      const wishAt = await earliestWish(tx, connection, now());
      const until = Math.min(
        (wishAt ?? Infinity) - now(), stepAt, ...looks.map((one) => one.dueAt - now()));
      const milliseconds = Math.min(longestRest, wireTimeOf(until, pace()));
      return { is: 'rest', milliseconds: Math.max(20, milliseconds) };
    }
    const labels = ahead.find(({ feed }) => feed.feed === labelFeed);
    const labelsUnlooked = labels === undefined
      ? null : now() - (labels.position.lookedAt ?? 0);
    let opensIn = Infinity;
    const by = passing(next, due).map((one) => ({ is: 'look', look: one }) as const);
    for (const one of [next, ...by]) {
      const calls = callsFor(one, { manifest, wish, labelsUnlooked });
      const budget = await readBudget(tx, connection, manifest, limitNow(), calls);
      if (budget === null || budget.openAt <= limitNow()) {
        return one.is === 'look' ? one.look.turn : one;
      }
      opensIn = Math.min(opensIn, budget.openAt - limitNow());
    }
    await noteWait(tx, connection, { now: now(), opensIn });
    const milliseconds = Math.min(1_000, wireTimeOf(opensIn, pace()) + 5);
    return { is: 'rest', milliseconds, isForBudget: true };
  });

type Due = DueLook & {
  readonly costInCalls: number; readonly turn: Exclude<Turn, { is: 'carry-out' | 'rest' }>;
};

const isForLabels = ({ feed }: Due): boolean => feed === labelFeed;

const isOverdueForLabels = (one: Due): boolean =>
  isForLabels(one) && one.lane === lanes.overdueFeed;

/** What a turn takes of the budget, and what it must leave for the looks at labels after it. */
const callsFor = (
  next: { readonly is: 'carry-out' } | { readonly is: 'look'; readonly look: Due },
  { manifest, wish, labelsUnlooked }: {
    readonly manifest: Manifest; readonly wish: Intent | null;
    readonly labelsUnlooked: Milliseconds | null;
  },
): CallsFor => {
  if (next.is === 'carry-out') {
    const isForHarm = wish?.lane === lanes.outOfHarm;
    return {
      calls: costOf(manifest, wish), isForHarm,
      labelsUnlooked: isForHarm ? null : labelsUnlooked,
    };
  }
  const { costInCalls: calls } = next.look;
  if (!isForLabels(next.look)) return { calls, isForHarm: false, labelsUnlooked };
  // One that comes early is a look like any other, and the next is due when its own time is up.
  const isOverdue = isOverdueForLabels(next.look);
  return { calls, isForHarm: false, labelsUnlooked: isOverdue ? null : 0 };
};

/** After so long in the lowest lanes, hooks and sweep have their turn before releases. */
const choreFloor = 5 * 60_000;

/** What is done now and then beside the feeds, and when. */
const choresOf = async (
  tx: Tx,
  about: {
    readonly connection: string; readonly manifest: Manifest; readonly hooksAt: Instant | null;
    readonly spent: number; readonly trips: readonly Trip[];
  },
  now: Instant,
) => {
  const { hooksCostInCalls, sweep } = about.manifest;
  const laneAt = (dueAt: Instant, lane: number): number =>
    now - dueAt > choreFloor ? lanes.overdueFeed : lane;
  const hooks = about.hooksAt === null || hooksCostInCalls === undefined ? [] : [{
    dueAt: about.hooksAt, costInCalls: hooksCostInCalls,
    lane: laneAt(about.hooksAt, lanes.ordersFeed), feed: null, turn: { is: 'keep-hooks' } as const,
  }];
  if (sweep === undefined) return hooks;
  const sweepAt = sweepDueAt(await readSweep(tx, about.connection), {
    open: await countInShipStation(tx, openAtMost), lists: sweep.lists.length, spent: about.spent,
  }, now);
  return sweepAt === null ? hooks : [...hooks, {
    dueAt: instant(Math.max(sweepAt, restsUntil(about.trips, sweeping))), costInCalls: 1,
    lane: laneAt(sweepAt, lanes.sweep), feed: null,
    turn: { is: 'sweep' } as const,
  }];
};

/** A change that is read back is several calls, and must not run into a closed door half way. */
const costOf = ({ operations }: Manifest, wish: Intent | null): number =>
  wish === null ? 1 : (operations[wish.action.do]?.costInCalls ?? 1);
