/** What the screen on the wall has to show, from its answer and its line. */
import { statusOf, type Flow } from '../api/client.ts';
import type { LineState } from '../live/live.ts';

export type WallState =
  | { readonly is: 'looking' }
  /** Numbers from before would pass for those of now, all night long. */
  | { readonly is: 'signed-out' }
  | { readonly is: 'troubled'; readonly error: unknown }
  | { readonly is: 'counted'; readonly flow: Flow; readonly isOld: boolean };

type Heard = {
  readonly flow: Flow | undefined;
  /** What the last question came back with; null when it was answered. */
  readonly error: unknown;
  readonly line: LineState;
};

/** Numbers stay on the wall while nobody answers, and are said to be old. */
export function wallState({ flow, error, line }: Heard): WallState {
  if (statusOf(error) === 401) return { is: 'signed-out' };
  if (flow !== undefined) return { is: 'counted', flow, isOld: line === 'off' || error !== null };
  return error === null ? { is: 'looking' } : { is: 'troubled', error };
}

/** As many as have room there. */
const mostVans = 3;

type Vans = Flow['vans'];

/** The first to come, and how many come after them. */
export function nextVans(vans: Vans): { readonly next: Vans; readonly later: number } {
  const inTime = vans.toSorted((one, other) =>
    Date.parse(one.collectedAt) - Date.parse(other.collectedAt));
  return { next: inTime.slice(0, mostVans), later: Math.max(0, vans.length - mostVans) };
}
