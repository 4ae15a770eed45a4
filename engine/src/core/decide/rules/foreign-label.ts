/** A label that does not hang on one of our releases was made outside the hand-over. */
import { shipStationOrders } from '../../facts/releases.ts';
import { raise, type Rule } from '../draft.ts';

export const foreignLabel: Rule = (at, draft) => {
  if (at.channel?.enters !== 'gatepass') return draft;
  // Orders that came in by another way and that we adopted are ours to label.
  const known = new Set<string | null>(shipStationOrders(at.facts).map((one) => one.order.id));
  const foreign = at.labels.filter(({ label }) => !known.has(label.order));
  const [first] = foreign;
  if (first === undefined) return draft;
  return raise(draft, 'label.foreign', {
    fault: at.facts.warehouse,
    lines: [...new Set(foreign.flatMap((one) => one.contents.map(({ line }) => line)))],
    since: first.firstSeenAt,
    because: {
      is: 'label-foreign',
      trackingNumbers: foreign.flatMap((one) => one.label.trackingNumber ?? []),
    },
  });
};
