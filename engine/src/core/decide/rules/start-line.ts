/** History before a warehouse went live is read, but not judged; what it adopted is. */
import { excuse, type Rule } from '../draft.ts';

export const startLine: Rule = ({ warehouse, goingLive, facts, says }, draft) => {
  const from = goingLive?.line ?? warehouse?.startLine ?? null;
  const heardFirst = says.since.received ?? says.arrivedAt;
  if (from === null || heardFirst >= from) return draft;
  // What another plan let us begin, or adopt, is ours to end.
  const isOurs = Object.keys(facts.adopted ?? {}).length + Object.keys(facts.attempts).length > 0;
  if (isOurs) return draft;
  return excuse(
    draft, ['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave'],
    { is: 'before-start-line', from });
};
