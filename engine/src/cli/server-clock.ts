import type { Surroundings } from './surroundings.ts';

/** World time at the server, sent where it is not the wall clock: a demo day that runs faster. */
const worldTimeHeader = 'gatepass-now';

export type ServerClock = {
  /** Milliseconds since 1970 in the server's world; durations count to this. */
  readonly now: number;
  /** Its wall clock, to the whole second; null when the answer did not say. */
  readonly wallClock: number | null;
};

/** A slow desk computer must not show a late order as in time: the server's clock counts. */
export function serverClock(
  headers: Headers, { now = Date.now }: Pick<Surroundings, 'now'>,
): ServerClock {
  const wallClock = instantIn(headers, 'date');
  return { now: instantIn(headers, worldTimeHeader) ?? wallClock ?? now(), wallClock };
}

function instantIn(headers: Headers, name: string): number | null {
  const at = Date.parse(headers.get(name) ?? '');
  return Number.isNaN(at) ? null : at;
}
