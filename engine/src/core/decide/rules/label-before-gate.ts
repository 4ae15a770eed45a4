/** A label on goods that the warehouse has not confirmed is the gravest thing there is. */
import { raise, type Rule } from '../draft.ts';
import { hush } from '../hush.ts';

export const labelBeforeGate: Rule = (at, draft) => {
  const [first] = at.labels;
  const hasLeft = at.snapshot.status === 'dispatched' || at.snapshot.dispatch !== null;
  if (first === undefined || hasLeft || draft.obligations.confirm?.is !== 'open') return draft;
  const since = first.firstSeenAt;
  const because = {
    is: 'label-before-gate',
    trackingNumbers: at.labels.flatMap((one) => one.label.trackingNumber ?? []),
  } as const;
  const raised = raise(draft, 'label.before-gate', {
    fault: at.facts.warehouse,
    lines: [...new Set(at.labels.flatMap((one) => one.contents.map(({ line }) => line)))],
    since,
    because,
  });
  return hush(at, raised, since, because);
};
