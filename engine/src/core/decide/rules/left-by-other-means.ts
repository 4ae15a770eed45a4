/** Goods that left the building without a label of ours are not released any more. */
import { excuse, oblige, stop, type Rule } from '../draft.ts';

export const leftByOtherMeans: Rule = ({ snapshot, says, labels }, draft) => {
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  if (!hasLeft || labels.length > 0 || draft.obligations.release !== undefined) return draft;
  const carrier = snapshot.dispatch?.carrier ?? null;
  const because = { is: 'left-by-other-means', carrier } as const;
  const at = snapshot.dispatch?.at ?? says.since.dispatched ?? says.arrivedAt;
  const left = oblige(stop(draft), 'leave', { is: 'met', at, because });
  return excuse(left, ['release', 'label', 'tell-warehouse'], because);
};
