/** A short pick gets no label until a person or the policy says what is to go. */
import { fingerprint } from '../../facts/fingerprint.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import { totalOf, without } from '../../facts/units.ts';
import type { LineFinding } from '../../model/reasons.ts';
import type { Case } from '../case.ts';
import { oblige, raise, stop, takeOut, type Draft, type Rule } from '../draft.ts';

export const shortPick: Rule = (at, draft) => {
  if (draft.obligations.confirm?.is !== 'met') return draft;
  const lines = shortLines(at, draft);
  if (lines.length === 0) return draft;
  // Nothing is held back that has left; nor does the rest follow by itself.
  if (at.snapshot.status === 'dispatched' || at.snapshot.dispatch !== null) return stop(draft);
  const ruling = rulingInForce(at.facts, 'ship-short', fingerprint(lines), at.now);
  // Somebody let go what there was, and says so.
  const went = totalOf(without(draft.mayRelease, at.spokenFor)) === 0 ? at.sent.at(-1) : undefined;
  const by = ruling?.by ?? went?.by ?? null;
  const mayGoShort = by !== null || (at.warehouse?.shortPick ?? 'hold') !== 'hold';
  // What is there goes, as a release of its own; what comes later is a later release.
  const since = at.says.arrivedAt;
  if (mayGoShort && totalOf(draft.mayRelease) > 0) {
    const isRestCancelled = by === null && at.warehouse?.shortPick === 'cancel-short';
    return isRestCancelled ? draft : raise(draft, 'pick.rest-awaited', {
      fault: lines.map((one) => one.sku).join(', '),
      lines: lines.map((one) => one.line),
      since,
      because: { is: 'to-ship-short', lines, by },
    });
  }
  const because = { is: 'short', lines } as const;
  const raised = raise(takeOut(draft), 'pick.short', {
    fault: lines.map((one) => one.sku).join(', '),
    lines: lines.map((one) => one.line),
    since,
    because,
  });
  const isOut = at.open.length === 0;
  return isOut
    ? oblige(raised, 'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because })
    : raised;
};

/** Lines of which less was confirmed than ordered, except what is labelled and gone already. */
export const shortLines = ({ snapshot }: Case, draft: Draft): readonly LineFinding[] =>
  snapshot.lines
    .map((line) => ({
      line: line.line,
      sku: line.sku,
      ordered: line.ordered,
      confirmed: draft.mayRelease.get(line.line) ?? 0,
    }))
    .filter((finding) => finding.confirmed < finding.ordered);
