/** The timeline as its reader wants it: which entries, and in what order. */
import type { TimelineEntry } from '../api/client.ts';

export const timelineOrders = ['problems', 'time'] as const;
export const timelineShows = ['all', 'changes', 'calls'] as const;
export type TimelineOrder = (typeof timelineOrders)[number];
export type TimelineShow = (typeof timelineShows)[number];

export type Arranged = {
  readonly problems: readonly TimelineEntry[];
  readonly rest: readonly TimelineEntry[];
};

/**
 * Problems first puts every problem above everything else; each part stays in order of time.
 * A call is what we asked another system; a change is anything else that became known or decided.
 */
export function arrangeTimeline(
  entries: readonly TimelineEntry[], order: TimelineOrder, show: TimelineShow,
): Arranged {
  const wanted = entries
    .filter((entry) => show === 'all' || (entry.kind === 'call') === (show === 'calls'))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  if (order === 'time') return { problems: [], rest: wanted };
  return {
    problems: wanted.filter((entry) => entry.isProblem),
    rest: wanted.filter((entry) => !entry.isProblem),
  };
}
