/**
 * People stop a kind of effect on one connection, at once and on every machine: the pause is asked
 * for in the transaction that begins a call. What was begun before is finished.
 */
import type { Manifest } from '../contract/connector.ts';
import { effectOf } from '../core/decide/effect.ts';
import { operations as allOperations } from '../core/model/dossier.ts';
import type { Instant } from '../core/model/instant.ts';
import { announce } from '../store/announce.ts';
import type { Tx } from '../store/database.ts';
import { wakeWaitingFor, wakeWithheld } from '../store/dossiers.ts';
import {
  endPauses, savePause, standingPauses, type Pausable, type StoredPause,
} from '../store/pauses.ts';
import { readPolicy } from '../store/policies.ts';
import { readTrips, type Trip } from '../store/trips.ts';
import { doing, restsUntil } from './trips.ts';

export type Pausing = {
  readonly connection: string;
  readonly effects: readonly Pausable[];
  readonly by: string;
  readonly why: string;
};

/** What stands paused after it; null when the policy has no such connection. */
export const pauseConnection = async (
  tx: Tx,
  { connection, effects, by, why }: Pausing,
  until: Instant | null,
  at: Instant,
): Promise<readonly StoredPause[] | null> => {
  if (!(await isKnown(tx, connection))) return null;
  for (const effect of new Set(effects)) {
    await savePause(tx, { connection, effect, by, why, until }, at);
  }
  await tellWaiting(tx, connection, at);
  return standingPauses(tx, connection, at);
};

/** What was paused of these and is no longer; null when the policy has no such connection. */
export const resumeConnection = async (
  tx: Tx,
  ending: Pausing,
  at: Instant,
): Promise<readonly Pausable[] | null> => {
  if (!(await isKnown(tx, ending.connection))) return null;
  const ended = await endPauses(tx, ending, at);
  await tellWaiting(tx, ending.connection, at);
  return ended;
};

/**
 * What may leave on a connection now: looks, and those operations whose effect is not paused and
 * that do not rest because we tripped over them.
 */
export const allowedNow = async (
  tx: Tx,
  connection: string,
  manifest: Manifest,
  now: Instant,
): Promise<{
  readonly mayLook: boolean; readonly operations: readonly string[];
  readonly trips: readonly Trip[];
}> => {
  const trips = await readTrips(tx, connection);
  const paused = new Set((await standingPauses(tx, connection, now)).map((one) => one.effect));
  return {
    trips,
    mayLook: !paused.has('look'),
    operations: allOperations.filter((one) =>
      manifest.operations[one] !== undefined && !paused.has(effectOf(one)) &&
      restsUntil(trips, doing(one)) <= now),
  };
};

const isKnown = async (tx: Tx, connection: string): Promise<boolean> =>
  Object.hasOwn((await readPolicy(tx)).connections, connection);

const tellWaiting = async (tx: Tx, connection: string, at: Instant): Promise<void> => {
  await wakeWaitingFor(tx, connection, at);
  await wakeWithheld(tx, at);
  await announce(tx, 'due', connection);
  await announce(tx, 'wishes', connection);
  await announce(tx, 'changed', '');
};
