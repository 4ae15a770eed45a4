/** A label whose print was lost with the answer is voided where the policy would have it anew. */
import { isLost } from '../../facts/parcels.ts';
import type { Rule } from '../draft.ts';
import { voidLabel } from './short-after-label.ts';

export const lostLabel: Rule = (at, draft) => {
  const { snapshot, warehouse } = at;
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  if (warehouse?.labels === 'desk' || warehouse?.lostLabel !== 'void' || hasLeft) return draft;
  const told = new Set(Object.values(at.facts.messages).flatMap((one) => one.labels));
  // What somebody has heard of may be on a parcel by now, printed from ShipStation.
  const lost = at.labels.filter(({ label }) =>
    !told.has(label.id) && isLost(at.facts, label, at.now));
  return lost.reduce((so, label) => voidLabel(at, so, label), draft);
};
