/** The calls of a list as numbers and as places in a chart. Pure. */
import type { Call } from '../api/client.ts';

export type CallFigures = {
  readonly count: number;
  readonly failed: number;
  /** Failed ones of which nobody noted how long they took. */
  readonly untimed: number;
  /** Milliseconds; half of those with a time took no longer. Null where none has one. */
  readonly half: number | null;
  /** One in twenty takes longer. */
  readonly slow: number | null;
};

/** Worked out as the engine does for the card, from just the calls that are shown. */
export function figuresOf(calls: readonly Call[]): CallFigures {
  const times = calls.flatMap(({ tookMilliseconds: took }) => took === null ? [] : [took])
    .toSorted((one, other) => one - other);
  return {
    count: calls.length,
    failed: calls.filter(({ isFailed }) => isFailed).length,
    untimed: calls.filter((call) => call.isFailed && call.tookMilliseconds === null).length,
    half: shareWithin(times, 0.5), slow: shareWithin(times, 0.95),
  };
}

/** The smallest of them that this share does not exceed. */
const shareWithin = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? null;

export type PlacedCall = {
  readonly call: Call;
  /** Seconds since 1970. */
  readonly at: number;
  /** Milliseconds, within the chart. */
  readonly height: number;
};

export type Plane = {
  /** In the order of time; a call whose answer is awaited has no place yet. */
  readonly placed: readonly PlacedCall[];
  /** Powers of ten, in milliseconds: the lines of the chart from bottom to top. */
  readonly decades: readonly number[];
};

/** An answer in less is as good as at once. */
const shortest = 10;

export function planeOf(calls: readonly Call[]): Plane {
  const timed = calls.flatMap((call) => call.tookMilliseconds === null ? []
    : [Math.max(shortest, call.tookMilliseconds)]);
  const lowest = Math.floor(Math.log10(Math.min(...timed, 1_000)));
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...timed, shortest))));
  const bottom = 10 ** lowest;
  const placed = calls
    .filter((call) => call.isFailed || call.tookMilliseconds !== null)
    .map((call) => ({
      call, at: Date.parse(call.at) / 1000, height: Math.max(bottom, call.tookMilliseconds ?? 0),
    }))
    .toSorted((one, other) => one.at - other.at);
  const decades = Array.from({ length: highest - lowest + 1 }, (_, step) => 10 ** (lowest + step));
  return { placed, decades };
}
