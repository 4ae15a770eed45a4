/** What a person may say left by other means, or why nobody can say so of it. */
import { contradictionsIn } from '../facts/contradictions.ts';
import { unlabelled } from '../facts/releases.ts';
import { linesOf, totalOf, unitsOf, without } from '../facts/units.ts';
import type { LineQuantity } from '../model/warehouse.ts';
import type { Case } from './case.ts';
import { cancelledBy } from './rules/cancellation.ts';
import { confirmedLines, gateOpenedAt } from './rules/gate.ts';
import { isLabelToCome } from './rules/label.ts';
import { historyBefore } from './rules/start-line.ts';

/** Confirmed at the gate, under no label, and not said to have gone before. */
export const goodsToSend = (at: Case): readonly LineQuantity[] => {
  if (!isCounted(at)) return [];
  const toCome = at.shipped.filter((one) => isLabelToCome(at, one))
    .flatMap((one) => linesOf(unlabelled(at.facts, one)));
  const gone = at.outbound.flatMap((one) => one.contents);
  return linesOf(without(confirmedOf(at), unitsOf([...gone, ...toCome])));
};

const confirmedOf = ({ snapshot, warehouse }: Case) =>
  unitsOf(confirmedLines(snapshot.lines, warehouse?.gate ?? 'packed'));

const isCounted = (at: Case): boolean =>
  gateOpenedAt(at) !== null && contradictionsIn(at.snapshot).length === 0 &&
  at.says.rival === null;

export type NotSent =
  'history' | 'cancelled' | 'uncounted' | 'said' | 'label-to-come' | 'labelled';

/** Null where there are goods of which it may be said. */
export const whyNotSent = (at: Case): NotSent | null => {
  if (historyBefore(at) !== null) return 'history';
  if (cancelledBy(at) !== null) return 'cancelled';
  if (!isCounted(at) || totalOf(confirmedOf(at)) === 0) return 'uncounted';
  if (goodsToSend(at).length > 0) return null;
  if (at.sent.length > 0) return 'said';
  return at.labels.length > 0 ? 'labelled' : 'label-to-come';
};
