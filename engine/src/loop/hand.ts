/**
 * One process's hand on one connection: while it holds the lease it does what is next by lane,
 * one call at a time. What is due meanwhile gathers, and goes together in the next call.
 */
import type { FeedManifest, Manifest, Unanswered } from '../contract/connector.ts';
import { nextInTurn, type Intent } from '../store/intents.ts';
import { readFeed, somebodyWaitsFor } from '../store/feeds.ts';
import { allWell, closeBudget, readBudget } from './budget.ts';
import type { Bell } from './bell.ts';
import { carryOut, type Hand } from './carry-out.ts';
import { laneOfFeed } from './lanes.ts';
import { look } from './look.ts';
import type { Surroundings } from './surroundings.ts';

type Turn =
  | { readonly is: 'carry-out' }
  | { readonly is: 'look'; readonly feed: FeedManifest }
  | { readonly is: 'rest'; readonly milliseconds: number };

/** Works until told to stop or until the lease is lost. */
export const work = async (
  surroundings: Surroundings,
  hand: Hand,
  bell: Bell,
  isHeld: () => boolean,
): Promise<void> => {
  const { connection } = hand.lease;
  while (isHeld()) {
    const turn = await chooseTurn(surroundings, hand);
    if (turn.is === 'rest') {
      await bell.wait(`connection ${connection}`, turn.milliseconds);
      continue;
    }
    const called = turn.is === 'carry-out'
      ? await carryOut(surroundings, hand) : await lookOnce(surroundings, hand, turn.feed);
    if (called === null) {
      // The lease is another's by now, or the wish is gone: whoever renews and decides will tell.
      await bell.wait(`connection ${connection}`, 1_000);
      continue;
    }
    await noteHealth(surroundings, connection, called.unanswered);
    bell.ring('decide');
  }
};

const lookOnce = async (
  surroundings: Surroundings,
  { lease, session }: Hand,
  feed: FeedManifest,
): Promise<{ readonly unanswered: Unanswered | null } | null> => {
  const result = await look(surroundings, lease, session, feed);
  if (result.is === 'not-held') return null;
  return { unanswered: result.is === 'unanswered' ? result.unanswered : null };
};

const noteHealth = async (
  { database, now, wireNow, log }: Surroundings,
  connection: string,
  unanswered: Unanswered | null,
): Promise<void> => {
  if (unanswered !== null) {
    log('connection did not answer', { connection, why: unanswered.why, words: unanswered.text });
  }
  await database.transaction((tx) =>
    unanswered === null
      ? allWell(tx, connection, now())
      : closeBudget(tx, connection, unanswered, { world: now(), wire: wireNow() }));
};

/** What is most worth the next call: the lowest lane among due wishes and due feeds. */
const chooseTurn = async (
  { database, now, wireNow }: Surroundings,
  { lease, manifest }: Hand,
): Promise<Turn> =>
  database.transaction(async (tx): Promise<Turn> => {
    const [wish] = await nextInTurn(
      tx, lease.connection, now(), () => 1, Object.keys(manifest.operations));
    const feeds = await Promise.all(manifest.feeds.map(async (feed) => {
      const position = await readFeed(tx, lease.connection, feed.feed);
      const isAwaited = await somebodyWaitsFor(tx, feed.feed);
      const rest = isAwaited ? feed.briskMilliseconds : feed.everyMilliseconds;
      // An open window goes on at once; else the feed rests for its interval. Either way it is
      // overdue by the last page, so that releases never starve it half way or before its first.
      const dueAt = (position.lookedAt ?? 0) + (position.window === null ? rest : 0);
      return { feed, dueAt, lane: laneOfFeed(feed.feed, now() - dueAt) };
    }));
    const due = feeds.filter((one) => one.dueAt <= now()).toSorted((a, b) => a.lane - b.lane);
    const [feed] = due;
    if (wish === undefined && feed === undefined) {
      const next = Math.min(1_000, ...feeds.map((one) => one.dueAt - now()));
      return { is: 'rest', milliseconds: Math.max(20, next) };
    }
    const isFeedFirst = feed !== undefined && (wish === undefined || feed.lane < wish.lane);
    const turn: Turn = isFeedFirst ? { is: 'look', feed: feed.feed } : { is: 'carry-out' };
    const cost = isFeedFirst ? feed.feed.costInCalls : costOf(manifest, wish);
    const budget = await readBudget(tx, lease.connection, manifest, wireNow(), cost);
    return budget === null || budget.openAt <= wireNow()
      ? turn : { is: 'rest', milliseconds: Math.min(1_000, budget.openAt - wireNow() + 5) };
  });

/** A change that is read back is several calls, and must not run into a closed door half way. */
const costOf = ({ operations }: Manifest, wish: Intent | undefined): number =>
  wish === undefined ? 1 : (operations[wish.action.do]?.costInCalls ?? 1);
