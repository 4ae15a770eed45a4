/** Goods that are neither allocated nor on the shelf are known to be missing before the pick. */
import { ownMember } from '../../policy/policy.ts';
import { raise, type Rule } from '../draft.ts';

export const stockOut: Rule = ({ snapshot, says, stock }, draft) => {
  if (draft.obligations.confirm?.is !== 'open' || snapshot.status !== 'received') return draft;
  const lines = snapshot.lines.flatMap((one) => {
    const level = ownMember(stock, one.sku);
    const missing = one.ordered - one.allocated;
    return level === null || missing <= 0 || level.available >= missing ? [] : [{
      line: one.line, sku: one.sku, ordered: one.ordered,
      confirmed: one.allocated + Math.max(0, level.available),
    }];
  });
  if (lines.length === 0) return draft;
  return raise(draft, 'stock.out', {
    fault: lines.map((one) => one.sku).join(', '),
    lines: lines.map((one) => one.line),
    since: says.since.received ?? says.arrivedAt,
    because: { is: 'out-of-stock', lines },
  });
};
