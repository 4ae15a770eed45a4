/**
 * A stretch of a day at one rate of orders, lived through by Gatepass or by the naive loop, with
 * the same seeded work, faults and desk; and what both called meanwhile.
 */
import { passTime, turnedClock } from '../../engine/tests/together/joined/clock.ts';
import { pretend } from '../../engine/tests/together/joined/pretended.ts';
import { watchBusy } from '../../engine/tests/together/joined/quiet.ts';
import { joinedRun } from '../../engine/tests/together/joined/run.ts';
import { judge, type Verdict } from '../../simulator/src/referee/judge.ts';
import type { CallNotes } from '../../simulator/src/referee/calls.ts';
import type { World } from '../../simulator/src/world.ts';
import { begin, from, policy, withFaults } from '../half-hour/live.ts';
import { naiveLoop } from '../naive/loop.ts';

export type Stretch = {
  readonly seed: number;
  readonly ordersPerHour: number;
  readonly storm: number;
  readonly lengthMs: number;
  readonly waveEveryMs: number;
  /** Afterwards, without faults and without new orders, in milliseconds. */
  readonly restMs: number;
  /** ShipStation says when something happened, with the faults of its webhooks; else only polls. */
  readonly hooks: boolean;
};

export type Lived = {
  /** What was called while customers bought, by kind, in so many milliseconds. */
  readonly busy: CallNotes['byKind'];
  readonly whole: CallNotes['byKind'];
  readonly verdict: Verdict;
};

export const stretchOfGatepass = async (about: Stretch): Promise<Lived> => {
  const run = await joinedRun({
    seed: about.seed, from, ...(about.hooks ? { publicUrl: 'http://gatepass' } : {}),
  });
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    run.act(begin(about));
    return await lived(about, run);
  } finally {
    await run.end();
  }
};

export const stretchOfNaive = async (about: Stretch): Promise<Lived> => {
  const clock = turnedClock(from);
  const busy = watchBusy();
  const pretended = pretend({ seed: about.seed }, clock, busy);
  const naive = naiveLoop(clock, pretended.wire);
  pretended.meet(naive.program);
  pretended.act(begin(about));
  try {
    return await lived(about, {
      ...pretended, pass: (milliseconds) => passTime(clock, busy, milliseconds),
    });
  } finally {
    naive.stop();
  }
};

type Running = {
  readonly world: () => World;
  readonly act: (change: (world: World) => World) => void;
  readonly pass: (milliseconds: number) => Promise<void>;
};

const lived = async (about: Stretch, run: Running): Promise<Lived> => {
  await run.pass(about.lengthMs);
  const busy = run.world().notebook.calls.byKind;
  run.act((world) => withFaults(world, 0, about.seed));
  await run.pass(about.restMs);
  const world = run.world();
  return { busy, whole: world.notebook.calls.byKind, verdict: judge(world) };
};

/** Looks at lists are polling; all else is called because of some order. */
export const polls = (calls: CallNotes['byKind']): number => sumOf(calls, isPoll);
export const writes = (calls: CallNotes['byKind']): number => sumOf(calls, (kind) => !isPoll(kind));

const isPoll = (kind: string): boolean =>
  /^get \/(orders|shipments|fulfillments|webhooks)$/.test(kind);

const sumOf = (calls: CallNotes['byKind'], isCounted: (kind: string) => boolean): number =>
  Object.entries(calls).reduce((sum, [kind, count]) => sum + (isCounted(kind) ? count : 0), 0);
