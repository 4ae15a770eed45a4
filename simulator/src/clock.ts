import type { Moment } from './machine.ts';

/** World time runs from a fixed point at a speed: 1 as real time does, 0 stands still. */
export type Clock = {
  readonly worldAt: Moment;
  readonly realAt: number;
  readonly speed: number;
};

export const realClock = (realNow: number): Clock => ({
  worldAt: realNow,
  realAt: realNow,
  speed: 1,
});

export const readClock = (clock: Clock, realNow: number): Moment =>
  Math.round(clock.worldAt + (realNow - clock.realAt) * clock.speed);

export type ClockChange = {
  readonly set?: Moment | undefined;
  readonly advanceMs?: number | undefined;
  readonly speed?: number | undefined;
};

export function changeClock(clock: Clock, change: ClockChange, realNow: number): Clock {
  const from = change.set ?? readClock(clock, realNow);
  return {
    worldAt: from + (change.advanceMs ?? 0),
    realAt: realNow,
    speed: change.speed ?? clock.speed,
  };
}

/** Real milliseconds until a world moment, or null if a standing clock never reaches it. */
export function realMsUntil(clock: Clock, at: Moment, realNow: number): number | null {
  const missing = at - readClock(clock, realNow);
  if (missing <= 0) return 0;
  return clock.speed > 0 ? missing / clock.speed : null;
}
