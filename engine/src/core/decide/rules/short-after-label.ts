/** Goods that turn out short after their label was bought: the parcel must not go as labelled. */
import type { OutboundLabel } from '../../facts/labels.ts';
import { urgencyOf } from '../release-content.ts';
import type { Case } from '../case.ts';
import { lookAgain, oblige, raise, wish, type Draft, type Rule } from '../draft.ts';
import { hush } from '../hush.ts';
import { pursue } from '../pursue.ts';

export const shortAfterLabel: Rule = (at, draft) => {
  const { snapshot, labelled } = at;
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  if (draft.obligations.confirm?.is !== 'met' || hasLeft) return draft;
  const confirmed = draft.mayRelease;
  const lines = snapshot.lines
    .filter((one) => (labelled.get(one.line) ?? 0) > (confirmed.get(one.line) ?? 0))
    .filter((one) => (confirmed.get(one.line) ?? 0) < one.ordered)
    .map((one) => ({
      line: one.line, sku: one.sku, ordered: one.ordered,
      confirmed: confirmed.get(one.line) ?? 0,
    }));
  if (lines.length === 0) return draft;
  const wrong = at.labels.filter((one) =>
    one.contents.some(({ line }) => lines.some((short) => short.line === line)));
  const trackingNumbers = wrong.flatMap(({ label }) => label.trackingNumber ?? []);
  const since = at.says.arrivedAt;
  const because = { is: 'short-labelled', lines, trackingNumbers } as const;
  const raised = oblige(
    raise(draft, 'pick.short-labelled', {
      fault: lines.map((one) => one.sku).join(', '), lines: lines.map((one) => one.line), since,
      because,
    }),
    'leave', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
  return at.warehouse?.shortAfterLabel === 'void'
    ? wrong.reduce((so, label) => voidLabel(at, so, label), raised)
    : hush(at, raised, since, because);
};

export const voidLabel = (at: Case, draft: Draft, { label }: OutboundLabel): Draft => {
  if (at.warehouse === null) return draft;
  const pursuit = pursue(at, { operation: 'void-label', about: label.id, content: label.id });
  if (pursuit.is === 'refused') return draft;
  // Whoever heard of it now would have to be told the opposite at once.
  const because = {
    is: 'to-void', trackingNumbers: label.trackingNumber === null ? [] : [label.trackingNumber],
  } as const;
  const quiet = (['tell-warehouse', 'tell-channel'] as const).reduce(
    (so, kind) => oblige(so, kind, { is: 'later', because }), draft);
  if (pursuit.is !== 'go') {
    return pursuit.is === 'done' ? quiet : lookAgain(quiet, pursuit.until);
  }
  return wish(quiet, {
    do: 'void-label', about: label.id, connection: at.warehouse.shipstation, label: label.id,
    urgency: urgencyOf(at, label.carrier, at.says.arrivedAt),
  });
};
