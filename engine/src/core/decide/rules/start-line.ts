/** History before a warehouse went live is read, but not judged. */
import { excuse, type Rule } from '../draft.ts';

export const startLine: Rule = ({ warehouse, says }, draft) => {
  const from = warehouse?.startLine ?? null;
  const heardFirst = says.since.received ?? says.arrivedAt;
  if (from === null || heardFirst >= from) return draft;
  return excuse(
    draft, ['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave'],
    { is: 'before-start-line', from });
};
