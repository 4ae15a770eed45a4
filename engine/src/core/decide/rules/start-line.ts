/** History before a warehouse went live is read, but not judged; what it adopted is. */
import type { Instant } from '../../model/instant.ts';
import type { Case } from '../case.ts';
import { excuse, type Rule } from '../draft.ts';

export const startLine: Rule = (at, draft) => {
  const from = historyBefore(at);
  return from === null ? draft : excuse(
    draft, ['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave'],
    { is: 'before-start-line', from });
};

/** The line that it lies before; null for what is judged. */
export const historyBefore = ({ warehouse, goingLive, facts, says }: Case): Instant | null => {
  const from = goingLive?.line ?? warehouse?.startLine ?? null;
  const heardFirst = says.since.received ?? says.arrivedAt;
  // What another plan let us begin, or adopt, is ours to end.
  const isOurs = Object.keys(facts.adopted ?? {}).length + Object.keys(facts.attempts).length > 0;
  return from === null || heardFirst >= from || isOurs ? null : from;
};
