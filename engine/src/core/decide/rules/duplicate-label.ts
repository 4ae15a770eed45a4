/** Labels for more units than were ordered mean that something was paid for twice. */
import { raise, type Rule } from '../draft.ts';

export const duplicateLabel: Rule = (at, draft) => {
  const { labels, snapshot } = at;
  const twice = snapshot.lines.filter((line) => {
    const labelled = labels
      .flatMap((one) => one.contents)
      .filter((one) => one.line === line.line)
      .reduce((sum, one) => sum + one.quantity, 0);
    return labelled > line.ordered;
  });
  const newest = labels.at(-1);
  if (twice.length === 0 || newest === undefined) return draft;
  return raise(draft, 'label.duplicate', {
    fault: at.facts.warehouse,
    lines: twice.map((one) => one.line),
    since: newest.firstSeenAt,
    because: {
      is: 'label-duplicate',
      trackingNumbers: labels.flatMap((one) => one.label.trackingNumber ?? []),
      parcels: Math.max(1, snapshot.parcels.length),
    },
  });
};
