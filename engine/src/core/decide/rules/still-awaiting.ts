/** An order whose goods have gone must not stay Awaiting Shipment: it would be labelled again. */
import { raise, type Rule } from '../draft.ts';

export const stillAwaiting: Rule = (at, draft) => {
  const { snapshot, says } = at;
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  const [standing] = at.open;
  // What left by other means is marked as shipped by the rule of that name.
  const isSeenTo = draft.obligations.label?.is === 'not-owed';
  if (!hasLeft || isSeenTo || standing === undefined) return draft;
  return raise(draft, 'order.still-awaiting', {
    fault: at.facts.warehouse,
    lines: [...standing.units.keys()],
    since: says.since.dispatched ?? says.arrivedAt,
    because: { is: 'still-awaiting', number: standing.order.number },
  });
};
