/**
 * The sweep: an independent count of the open orders there against those here. A feed shows what
 * changed, and a deletion is no change: what stands here and is on no page there is asked for by
 * its id. One call a turn, in the lowest lane; where it stands is committed with each, so that
 * another process goes on. Absence is named and never withdraws anything.
 */
import type {
  LookAnswer, Manifest, Seen, Session, Unanswered,
} from '../contract/connector.ts';
import { readKey, type ShipStationOrderId } from '../core/model/ids.ts';
import { instant, later, type Instant, type Milliseconds } from '../core/model/instant.ts';
import { learnStanding } from '../store/bearers.ts';
import { saveUnreadable } from '../store/calls.ts';
import { dossiersOf } from '../store/dossiers.ts';
import type { Tx } from '../store/database.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import {
  askForSweep, countStanding, markSwept, nextUnswept, nothingFound, readSweep, saveSweep,
  type SweepFound, type SweepState,
} from '../store/sweeps.ts';
import { announce } from '../store/announce.ts';
import { readPolicy } from '../store/policies.ts';
import { ConnectorTripped, sentenceOf } from './contained.ts';
import { hearSeen } from './hear-seen.ts';
import { withCare, type Care } from './part.ts';
import type { Surroundings } from './surroundings.ts';

/** Before ShipStation was: an order may have lain for years. */
const longAgo = instant(Date.UTC(2010, 0, 1));

export type SweepStep =
  | { readonly is: 'went-on' }
  | { readonly is: 'not-held' }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

const minute = 60_000;
const shortest = 5 * minute;
const longest = 15 * minute;
const day = 24 * 60 * minute;

/** What one page of a list holds, so that a sweep's cost can be told before it is made. */
const rowsPerPage = 500;

/** However many more are open, the rest between two sweeps is the longest. */
export const openAtMost = rowsPerPage * (longest / minute);

/** How long a sweep rests after the last: by what it costs, and by how much is left to spend. */
export const sweepInterval = (
  about: { readonly open: number; readonly lists: number; readonly spent: number },
): Milliseconds => {
  const { open, lists, spent } = about;
  const pages = lists + Math.floor(open / rowsPerPage);
  // One call in forty, of about forty a minute; none of the few that are left in a full minute.
  const wanted = pages * minute;
  return spent > 0.8 ? longest : Math.max(shortest, Math.min(longest, wanted));
};

/** When the next sweep, or its next call, is due; null while nothing stands there to be missed. */
export const sweepDueAt = (
  { askedAt, begunAt, finishedAt, wholeFinishedAt }: SweepState,
  about: { readonly open: number; readonly lists: number; readonly spent: number },
  now: Instant,
): Instant | null => {
  if (begunAt !== null || askedAt !== null) return askedAt ?? begunAt;
  // The first look of the feeds shows what there is; the count begins behind it.
  if (finishedAt === null) return about.open === 0 ? null : now;
  const nightly = later(wholeFinishedAt ?? finishedAt, day);
  return about.open === 0 ? nightly
    : instant(Math.min(nightly, finishedAt + sweepInterval(about)));
};

/** Before the first sweep after an upgrade nobody has said of any order whether it stands. */
const learntPerTurn = 1_000;

/** Makes one call of a sweep. */
export const sweepOnce = async (
  { database, now, holder, log }: Surroundings,
  lease: Lease,
  { sweep }: Manifest,
  session: Session,
): Promise<SweepStep> => {
  const { connection } = lease;
  const lists = sweep?.lists ?? [];
  const inOne = (work: (tx: Tx, care: Care) => Promise<SweepStep>) =>
    withCare({ log }, `a sweep of ${connection}`, (care) =>
      database.transaction((tx) => work(tx, care)));
  const learnt = await database.transaction((tx) => learnStanding(tx, connection, learntPerTurn));
  if (learnt === learntPerTurn) return { is: 'went-on' };
  const begun = await database.transaction(async (tx) =>
    (await stillHeld(tx, lease, holder)) ? begin(tx, connection, now()) : null);
  if (begun === null) return { is: 'not-held' };
  const { begunAt, place } = begun;
  const at = now();
  const list = place.is === 'list' ? lists[place.list] : undefined;
  if (place.is === 'list' && list !== undefined) {
    // No end: what people change while it is read still stands on the list.
    const answer = await session.look(
      { feed: list, from: longAgo, to: later(at, day), page: place.page }, at);
    if (answer.is === 'unanswered') return { is: 'unanswered', unanswered: answer };
    return inOne(async (tx, care): Promise<SweepStep> => {
      if (!(await stillHeld(tx, lease, holder))) return { is: 'not-held' };
      await hearSeen(tx, connection, answer.seen, { seenAt: at, now: now(), care });
      await markSwept(tx, connection, answer.seen.flatMap(orderIn), begunAt);
      const found = await withPage(tx, begun.found, answer.seen);
      const next = answer.next !== null ? { ...place, page: answer.next }
        : { is: 'list', list: place.list + 1, page: null } as const;
      await saveSweep(tx, connection, {
        ...begun, found, place: lists[next.list] === undefined ? { is: 'asking' } : next,
      });
      return { is: 'went-on' };
    });
  }
  const missing = await database.transaction((tx) =>
    nextUnswept(tx, connection, { begunAt, isWhole: begun.isWhole }));
  if (missing === null) {
    await database.transaction(async (tx) => {
      if (!(await stillHeld(tx, lease, holder))) return;
      await saveSweep(tx, connection, {
        ...begun, askedAt: null, begunAt: null, finishedAt: at,
        wholeFinishedAt: begun.isWhole ? at : begun.wholeFinishedAt,
      });
      const { strays, gone } = begun.found;
      if (strays.length + gone > 0) log('a sweep found differences', { connection, strays, gone });
    });
    return { is: 'went-on' };
  }
  const answer = await askSingly(session, missing, at);
  if (answer.is === 'unanswered') return { is: 'unanswered', unanswered: answer };
  return inOne(async (tx, care): Promise<SweepStep> => {
    if (!(await stillHeld(tx, lease, holder))) return { is: 'not-held' };
    const { seen } = answer;
    await hearSeen(tx, connection, seen, { seenAt: at, now: now(), care });
    await saveUnreadable(tx, connection, now(), answer.unreadable);
    // Also one that could not be read: it is not asked for again in this sweep.
    await markSwept(tx, connection, [missing], begunAt);
    await saveSweep(tx, connection, { ...begun, found: withAnswer(begun.found, seen) });
    return { is: 'went-on' };
  });
};

/** One that our connector trips over is one that could not be read; the others are asked for. */
const askSingly = async (
  session: Session,
  order: ShipStationOrderId,
  at: Instant,
): Promise<LookAnswer> => {
  try {
    return (await session.lookAt?.(order, at)) ?? nothingSeen;
  } catch (fault) {
    if (!(fault instanceof ConnectorTripped)) throw fault;
    return { ...nothingSeen, unreadable: [`order ${order}: ${sentenceOf(fault)}`] };
  }
};

const nothingSeen = { is: 'page', seen: [], next: null, unreadable: [] } as const;

type Begun = SweepState & { readonly begunAt: Instant; readonly place: SweepState['place'] };

const begin = async (tx: Tx, connection: string, now: Instant): Promise<Begun> => {
  const state = await readSweep(tx, connection);
  if (state.begunAt !== null) return { ...state, begunAt: state.begunAt };
  const lastWhole = state.wholeFinishedAt ?? state.finishedAt;
  const begun: Begun = {
    ...state, begunAt: now, place: { is: 'list', list: 0, page: null },
    isWhole: lastWhole !== null && now - lastWhole >= day,
    found: { ...nothingFound, here: await countStanding(tx, connection) },
  };
  await saveSweep(tx, connection, begun);
  return begun;
};

const orderIn = (seen: Seen): readonly ShipStationOrderId[] =>
  seen.kind === 'shipstation-order' ? [seen.order.id] : [];

/** So many numbers are named; beyond that the count says enough. */
const strayNumbersAtMost = 20;

/** Counts ours and others', and names those with a key of ours that nobody here knows. */
const withPage = async (
  tx: Tx,
  found: SweepFound,
  seen: readonly Seen[],
): Promise<SweepFound> => {
  const orders = seen.flatMap((one) => one.kind === 'shipstation-order' ? [one.order] : [])
    .map((order) => ({
      number: order.number,
      ours: [order.key, ...order.lines.map((line) => line.key)]
        .flatMap((key) => (key === null ? null : readKey(key))?.consignment ?? []),
    }));
  const homes = await dossiersOf(tx, [...new Set(orders.flatMap((one) => one.ours))]);
  const ours = orders.filter((one) => one.ours.length > 0);
  const strays = ours.filter((one) => !one.ours.some((consignment) => homes.has(consignment)));
  return {
    ...found,
    there: found.there + ours.length - strays.length,
    others: found.others + orders.length - ours.length,
    strays: [...found.strays, ...strays.map((one) => one.number)].slice(0, strayNumbersAtMost),
  };
};

const withAnswer = (found: SweepFound, seen: readonly Seen[]): SweepFound => ({
  ...found,
  asked: found.asked + 1,
  gone: found.gone + (seen.some((one) => one.kind === 'shipstation-order-gone') ? 1 : 0),
});

/** A person asks for one; false where there is no such connection or nothing to count. */
export const askForSweepOf = async (
  tx: Tx,
  { connectors, now }: Surroundings,
  connection: string,
): Promise<boolean> => {
  const { connections } = await readPolicy(tx);
  const named = Object.hasOwn(connections, connection)
    ? connections[connection]?.connector : undefined;
  const connector = named !== undefined && Object.hasOwn(connectors, named)
    ? connectors[named] : undefined;
  if (connector?.manifest.sweep === undefined) return false;
  await askForSweep(tx, connection, now());
  await announce(tx, 'wishes', connection);
  return true;
};
