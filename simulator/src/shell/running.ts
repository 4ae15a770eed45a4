import type { Clock } from '../clock.ts';
import { readClock, realClock, realMsUntil } from '../clock.ts';
import { readKept, writeKept } from '../keep.ts';
import type { Errand, Moment } from '../machine.ts';
import type { World } from '../world.ts';
import { resumed, settle } from '../world.ts';

/** The one place that holds the world, its clock and its timer. */
export type Running = {
  readonly world: () => World;
  readonly clock: () => Clock;
  readonly realNow: () => number;
  /** Changes the world in one go at the present world time, then lets happen what is due. */
  readonly act: <Result>(
    change: (world: World, now: Moment) => { readonly world: World; readonly result: Result },
  ) => Result;
  readonly setClock: (clock: Clock) => void;
  readonly stop: () => void;
};

/** Longest sleep of the timer; a later moment is simply looked at again. */
const longestSleepMs = 60_000;

export function run(options: {
  readonly fresh: World;
  readonly stateFile: string | null;
  readonly realNow: () => number;
  readonly send: (errand: Errand) => void;
}): Running {
  const { stateFile, realNow, send } = options;
  const kept = stateFile === null ? null : readKept(stateFile);
  let clock = kept?.clock ?? realClock(realNow());
  let world = kept === null ? options.fresh : resumed(kept.world, readClock(clock, realNow()));
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const rest = () => {
    if (isStopped) return;
    const settled = settle(world, readClock(clock, realNow()));
    world = settled.world;
    if (stateFile !== null) writeKept(stateFile, world, clock);
    settled.errands.forEach(send);
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const wait = settled.wakeAt === null ? null : realMsUntil(clock, settled.wakeAt, realNow());
    // Due hold dates and a kept agenda are found at the latest after the longest sleep.
    const sleepMs = Math.min(wait ?? longestSleepMs, longestSleepMs);
    timer = setTimeout(rest, Math.ceil(sleepMs));
    timer.unref();
  };

  return {
    world: () => world,
    clock: () => clock,
    realNow,
    act: (change) => {
      const changed = change(world, readClock(clock, realNow()));
      world = changed.world;
      rest();
      return changed.result;
    },
    setClock: (next) => {
      clock = next;
      rest();
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
