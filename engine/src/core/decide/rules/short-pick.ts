/** A short pick gets no label until a person or the policy says what is to go. */
import type { LineFinding } from '../../model/reasons.ts';
import type { ConsignmentLine, LineQuantity } from '../../model/warehouse.ts';
import { oblige, raise, stop, type Rule } from '../draft.ts';

export const shortPick: Rule = ({ snapshot, says }, draft) => {
  if (draft.obligations.confirm?.is !== 'met') return draft;
  const lines = shortLines(snapshot.lines, draft.mayRelease);
  if (lines.length === 0) return draft;
  const since = says.arrivedAt;
  const because = { is: 'short', lines } as const;
  const raised = raise(draft, 'pick.short', {
    fault: lines.map((one) => one.sku).join(', '),
    lines: lines.map((one) => one.line),
    since,
    because,
  });
  const held = stop(raised);
  return oblige(held, 'release', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
};

const shortLines = (
  lines: readonly ConsignmentLine[],
  confirmed: readonly LineQuantity[],
): readonly LineFinding[] =>
  lines
    .map((line) => findingOf(line, confirmed))
    .filter((finding) => finding.confirmed < finding.ordered);

const findingOf = (
  line: ConsignmentLine,
  confirmed: readonly LineQuantity[],
): LineFinding => ({
  line: line.line,
  sku: line.sku,
  ordered: line.ordered,
  confirmed: confirmed.find((one) => one.line === line.line)?.quantity ?? 0,
});
