/** A label on goods that the warehouse has not confirmed is the gravest thing there is. */
import { gateOpenedAt } from './gate.ts';
import { raise, type Rule } from '../draft.ts';

export const labelBeforeGate: Rule = (at, draft) => {
  const [first] = at.labels;
  const confirmed = new Map(draft.mayRelease.map((one) => [one.line, one.quantity]));
  const isOver = draft.obligations.confirm?.is === 'not-owed';
  const hasLeft = at.snapshot.status === 'dispatched';
  if (first === undefined || isOver || hasLeft) return draft;
  const labelled = new Map<string, number>();
  for (const { line, quantity } of at.labels.flatMap((one) => one.contents)) {
    labelled.set(line, (labelled.get(line) ?? 0) + quantity);
  }
  const isOpen = gateOpenedAt(at) !== null && draft.obligations.confirm?.is === 'met';
  const lines = [...labelled].flatMap(([line, quantity]) =>
    isOpen && quantity <= (confirmed.get(line) ?? 0) ? [] : [line]);
  // A label without named lines still is one: before the gate it covers goods unseen.
  if (lines.length === 0 && (isOpen || labelled.size > 0)) return draft;
  return raise(draft, 'label.before-gate', {
    fault: at.facts.warehouse,
    lines,
    since: first.firstSeenAt,
    because: {
      is: 'label-before-gate',
      trackingNumbers: at.labels.flatMap((one) => one.label.trackingNumber ?? []),
    },
  });
};
