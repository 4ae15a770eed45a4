/**
 * A period is decided anew from what is known now, and compared with what was decided. Nothing is
 * carried out from here: with `goes`, the orders that differ are woken, and the one path decides
 * and records. Whoever dies in a slice has it done again by the next; a slice is one transaction.
 */
import { explainDifference } from '../core/explain/difference.ts';
import type { Instant } from '../core/model/instant.ts';
import { warehousePolicy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { wake } from '../store/dossiers.ts';
import { isReadAgain, readAgainFrom } from '../store/feeds.ts';
import { readPolicy } from '../store/policies.ts';
import { savePlanChange } from '../store/plans.ts';
import {
  claimReplay, countOrders, forgetReplays, lockReplay, lockReplays, ordersInPeriod, readReplays,
  saveFindings, saveReplay, type InPeriod, type Replay, type ReplayFinding,
} from '../store/replays.ts';
import { stockFor } from '../store/stock.ts';
import { sayTheSame, type Standpoint } from './decide-and-record.ts';
import { decideWithWords } from './guard/words.ts';
import { readStandpoint } from './standpoint.ts';
import type { Surroundings } from './surroundings.ts';

/** How many orders one transaction passes: long work in slices. */
const ordersPerSlice = 100;

/** A quarter of a year: longer ago nobody wants to hear again. */
const longestPeriod = 92 * 24 * 3_600_000;

/** What is new comes after all that is read again: more of it would keep labels waiting. */
const longestLookBack = 7 * 24 * 3_600_000;

/** What this many replays found is kept, besides the one that begins. */
const replaysKept = 20;

export type ReplayWanted = {
  readonly from: Instant;
  readonly to: Instant;
  /** Wakes what differs. */
  readonly goes: boolean;
  /** Reads the feeds of the period again first. */
  readonly looks: boolean;
  readonly by: string;
  readonly why: string | null;
};

export type Begun =
  | { readonly is: 'begun'; readonly replay: Replay }
  | { readonly is: 'refused'; readonly status: 409 | 422; readonly words: string };

export const beginReplay = async (
  tx: Tx,
  { now, random }: Surroundings,
  wanted: ReplayWanted,
): Promise<Begun> => {
  const at = now();
  const objection = objectionTo(wanted, at);
  if (objection !== null) return { is: 'refused', status: 422, words: objection };
  await lockReplays(tx);
  const [newest] = await readReplays(tx, 1);
  if (newest?.state === 'running' || newest?.state === 'reading') {
    return { is: 'refused', status: 409, words:
      `A replay that ${newest.madeBy} began is under way. Wait for it, or stop it first.` };
  }
  const { from, to, goes, looks, by, why } = wanted;
  const replay: Replay = {
    id: `rpl_${random().slice(0, 16)}`, state: looks ? 'reading' : 'running',
    madeAt: at, madeBy: by,
    content: {
      from, to, goes, after: null, passed: 0, ahead: await countOrders(tx), looked: 0,
      differing: 0,
    },
  };
  await forgetReplays(tx, replaysKept);
  await saveReplay(tx, replay, at);
  await savePlanChange(tx, replay.id, { at, by, what: whatOf(wanted), why });
  if (looks) await readAgainFrom(tx, from);
  return { is: 'begun', replay };
};

const whatOf = ({ goes, looks }: ReplayWanted): string =>
  goes ? `wakes what differs${looks ? ', and reads the feeds again' : ''}` : 'only compares';

const objectionTo = ({ from, to, goes, looks }: ReplayWanted, now: Instant): string | null => {
  if (from >= to) {
    return 'The period ends before it begins, or as it does: give the earlier time first.';
  }
  if (to > now) {
    return 'The end of the period lies in the future: only what has been can be replayed.';
  }
  if (to - from > longestPeriod) {
    return 'The period is longer than 92 days. Replay it in parts, the newest first.';
  }
  if (looks && now - from > longestLookBack) {
    return 'Feeds are read again over at most 7 days: what is new waits behind what is read again.';
  }
  return looks && !goes
    ? 'What is read again is decided on by itself, so that reading again is no dry run: ' +
      'ask for it together with waking what differs.' : null;
};

export const stopReplay = async (
  tx: Tx,
  id: string,
  { by, why }: { readonly by: string; readonly why: string | null },
  at: Instant,
): Promise<Replay | null> => {
  const replay = await lockReplay(tx, id);
  if (replay === null || !isUnderWay(replay)) return replay;
  const stopped: Replay = { ...replay, state: 'stopped' };
  await saveReplay(tx, stopped, at);
  await savePlanChange(tx, id, { at, by, what: 'stopped', why });
  return stopped;
};

export const isUnderWay = ({ state }: Pick<Replay, 'state'>): boolean =>
  state === 'reading' || state === 'running';

/** One slice of the replay under way; answers whether there is more to do at once. */
export const replaySlice = (
  { database, connectors, now }: Surroundings,
): Promise<boolean> =>
  database.transaction(async (tx) => {
    const replay = await claimReplay(tx);
    if (replay === null) return false;
    const at = now();
    if (replay.state === 'reading') {
      const { connections } = await readPolicy(tx);
      const feeds = Object.entries(connections).flatMap(([connection, { connector }]) =>
        (connectors[connector]?.manifest.feeds ?? []).map(({ feed }) => ({ connection, feed })));
      if (!(await isReadAgain(tx, feeds, replay.madeAt))) return false;
      await saveReplay(tx, { ...replay, state: 'running' }, at);
      return true;
    }
    return passSlice(tx, replay, at);
  });

const passSlice = async (tx: Tx, replay: Replay, at: Instant): Promise<boolean> => {
  const { content } = replay;
  const { passed, last, orders } = await ordersInPeriod(tx, content, ordersPerSlice);
  const isDone = passed < ordersPerSlice;
  const standpoint = await readStandpoint(tx, at);
  const findings: ReplayFinding[] = [];
  for (const one of orders) {
    const stock = (await stockFor(tx, [one.dossier]))(one.dossier);
    findings.push(...await findingOn(tx, one, {
      ...standpoint, circumstances: { ...standpoint.circumstances, stock },
    }));
  }
  await saveFindings(tx, replay.id, findings, at);
  if (content.goes) await wake(tx, findings.map((one) => one.order), at);
  await saveReplay(tx, {
    ...replay,
    state: isDone ? 'done' : 'running',
    content: {
      ...content,
      after: last ?? content.after,
      passed: content.passed + passed,
      looked: content.looked + orders.length,
      differing: content.differing + findings.length,
    },
  }, at);
  return !isDone;
};

const findingOn = async (
  tx: Tx,
  { id, orderNumber, dossier, decision }: InPeriod,
  standpoint: Standpoint,
): Promise<readonly ReplayFinding[]> => {
  const { policy, now } = standpoint;
  const { decision: anew } = await decideWithWords(tx, dossier, standpoint);
  if (sayTheSame(decision, anew)) return [];
  const [first] = Object.values(dossier.consignments);
  const warehouse = first === undefined ? null : warehousePolicy(policy, first.warehouse);
  const reader = { timeZone: warehouse?.timeZone ?? 'UTC', now };
  return [{ order: id, orderNumber, ...explainDifference(decision, anew, reader) }];
};
