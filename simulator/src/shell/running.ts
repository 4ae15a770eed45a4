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

export type Keeping = {
  readonly file: string;
  /** How long a change may go unwritten, in real milliseconds; 0 writes each at once. */
  readonly withinMs: number;
  /**
   * Where the clock of a new world stands, if nothing happens while the simulator is off, nor
   * after its start until a clock is set; null where time goes on.
   */
  readonly standsAt: Moment | null;
  /** The world to begin with where the file is not there yet. */
  readonly firstFile: string | null;
};

/** Longest sleep of the timer; a later moment is simply looked at again. */
const longestSleepMs = 60_000;

export function run(options: {
  readonly fresh: World;
  readonly keeping: Keeping | null;
  readonly realNow: () => number;
  readonly send: (errand: Errand) => void;
}): Running {
  const { keeping, realNow, send } = options;
  const kept = keeping === null
    ? null
    : (readKept(keeping.file)
      ?? (keeping.firstFile === null ? null : readKept(keeping.firstFile)));
  let clock = firstClock(kept, keeping, realNow());
  let world = kept === null ? options.fresh : resumed(kept.world, readClock(clock, realNow()));
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let writing: NodeJS.Timeout | null = null;

  const write = () => {
    writing = null;
    if (keeping !== null) writeKept(keeping.file, world, clock, realNow());
  };
  const keep = () => {
    if (keeping === null || writing !== null) return;
    if (keeping.withinMs === 0) write();
    else writing = setTimeout(write, keeping.withinMs).unref();
  };

  const rest = () => {
    if (isStopped) return;
    const settled = settle(world, readClock(clock, realNow()));
    world = settled.world;
    keep();
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
      if (writing === null) return;
      clearTimeout(writing);
      write();
    },
  };
}

function firstClock(
  kept: ReturnType<typeof readKept>,
  keeping: Keeping | null,
  realNow: number,
): Clock {
  const standsAt = keeping?.standsAt ?? null;
  if (standsAt === null) return kept?.clock ?? realClock(realNow);
  return { worldAt: kept?.stoodAt ?? standsAt, realAt: realNow, speed: 0 };
}
