/** A weight of zero stops the label; a weight that is a system's filler is at least pointed at. */
import { fingerprint } from '../../facts/fingerprint.ts';
import { rulingInForce } from '../../facts/rulings.ts';
import { unitsOf } from '../../facts/units.ts';
import { weightOf } from '../release-content.ts';
import { raise, type Rule } from '../draft.ts';
import { block, isPreFlight } from '../pre-flight.ts';

export const weightCheck: Rule = (at, draft) => {
  if (!isPreFlight(at, draft) || at.snapshot.lines.every((one) => one.ordered === 0)) return draft;
  const { snapshot, warehouse, facts, now } = at;
  const ordered = unitsOf(
    snapshot.lines.map(({ line, ordered: quantity }) => ({ line, quantity })));
  const weight = weightOf(at, ordered);
  const about = fingerprint(snapshot.lines.map(({ line, weightGrams }) => [line, weightGrams]));
  if (rulingInForce(facts, 'weight-confirmed', about, now) !== null) return draft;
  // Without any weight the desk's scale has the word; a weight that is said to be zero is wrong.
  const zero = snapshot.lines.filter((one) => one.weightGrams === 0);
  const isWeighed = snapshot.parcels.some((one) => (one.weightGrams ?? 0) > 0);
  if (weight === 0 || (zero.length > 0 && !isWeighed)) {
    const skus = zero.map((one) => one.sku);
    return block(at, draft, 'weight.missing', skus.join(', ') || 'no weight', {
      is: 'weight-missing', skus,
    }, zero.map((one) => one.line));
  }
  const filler = weight !== null && warehouse?.placeholderWeightsGrams.includes(weight);
  return filler !== true ? draft : raise(draft, 'weight.default', {
    fault: `${String(weight)} g`,
    since: at.says.arrivedAt,
    because: { is: 'weight-default', weightGrams: weight },
  });
};
