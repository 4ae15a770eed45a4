/**
 * Time that stands still until it is turned: the clock of a run without sockets. Timers fire in
 * the order of their times, and those of one moment in the order in which they were set.
 */
import { instant, type Instant } from '../../../src/core/model/instant.ts';
import type { Busy } from './quiet.ts';

export type TurnedClock = {
  readonly now: () => Instant;
  readonly after: (milliseconds: number, go: () => void) => () => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** When the next timer fires; null when none is set. */
  readonly nextAt: () => number | null;
  /** Goes to this moment and fires the timers that are due by then, one after the other. */
  readonly turnTo: (at: number) => void;
};

export const turnedClock = (from: number): TurnedClock => {
  let now = from;
  let set = 0;
  const timers = new Map<number, { readonly at: number; readonly go: () => void }>();
  const earliest = () => {
    let found: { readonly id: number; readonly at: number; readonly go: () => void } | null = null;
    for (const [id, timer] of timers) {
      // Ids rise, and a map keeps their order, so that the first of one moment stays the first.
      if (found === null || timer.at < found.at) found = { id, ...timer };
    }
    return found;
  };
  const after = (milliseconds: number, go: () => void): (() => void) => {
    set += 1;
    const id = set;
    timers.set(id, { at: now + Math.max(0, Math.ceil(milliseconds)), go });
    return () => { timers.delete(id); };
  };
  return {
    now: () => instant(now),
    after,
    sleep: (milliseconds) => new Promise((resolve) => { after(milliseconds, resolve); }),
    nextAt: () => earliest()?.at ?? null,
    turnTo(at) {
      now = Math.max(now, at);
      for (let next = earliest(); next !== null && next.at <= now; next = earliest()) {
        timers.delete(next.id);
        next.go();
      }
    },
  };
};

/** Lets so many milliseconds pass, moment by moment, each only when all is at rest. */
export const passTime = async (
  clock: TurnedClock,
  busy: Busy,
  milliseconds: number,
): Promise<void> => {
  const until = clock.now() + milliseconds;
  await busy.rest();
  for (let next = clock.nextAt(); next !== null && next <= until; next = clock.nextAt()) {
    clock.turnTo(next);
    await busy.rest();
  }
  clock.turnTo(until);
  await busy.rest();
};
