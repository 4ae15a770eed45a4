/** A warehouse whose clock runs ahead is told so; order is by revision, so nothing else changes. */
import { raise, type Rule } from '../draft.ts';

/** Clocks of decent servers differ by less; half an hour is a wrong zone or a dead battery. */
const tolerance = 10 * 60_000;

export const wrongClock: Rule = ({ facts, snapshot, says }, draft) => {
  if (snapshot.updatedAt <= says.arrivedAt + tolerance) return draft;
  return raise(draft, 'warehouse.wrong-clock', {
    fault: facts.warehouse, since: says.arrivedAt,
    because: { is: 'clock-wrong', says: snapshot.updatedAt },
  });
};
