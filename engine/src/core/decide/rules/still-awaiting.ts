/** An order whose goods have gone must not stay Awaiting Shipment: it would be labelled again. */
import { raise, type Rule } from '../draft.ts';

export const stillAwaiting: Rule = (at, draft) => {
  const { snapshot, labels, says } = at;
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  const [standing] = at.open;
  if (!hasLeft || labels.length === 0 || standing === undefined) return draft;
  return raise(draft, 'order.still-awaiting', {
    fault: at.facts.warehouse,
    lines: [...standing.units.keys()],
    since: says.since.dispatched ?? says.arrivedAt,
    because: { is: 'still-awaiting', number: standing.order.number },
  });
};
