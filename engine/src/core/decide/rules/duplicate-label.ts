/** More units under labels than were ordered, or than are in their order, were paid for twice. */
import { openUnits, shipStationOrders } from '../../facts/releases.ts';
import type { Case } from '../case.ts';
import { raise, type Rule } from '../draft.ts';

export const duplicateLabel: Rule = (at, draft) => {
  const { labels, snapshot } = at;
  const twice = snapshot.lines.filter(({ line, ordered }) =>
    labelledOn(at, line, null) > ordered || isTwiceOnOneOrder(at, line));
  const newest = labels.at(-1);
  if (twice.length === 0 || newest === undefined) return draft;
  const trackingNumbers = labels.flatMap((one) => one.label.trackingNumber ?? []);
  const gone = at.sent.findLast((one) => one.contents.some(({ line }) =>
    twice.some((known) => known.line === line)));
  return raise(draft, 'label.duplicate', {
    fault: at.facts.warehouse,
    lines: twice.map((one) => one.line),
    since: newest.firstSeenAt,
    because: gone === undefined
      ? {
          is: 'label-duplicate', trackingNumbers,
          parcels: Math.max(1, snapshot.parcels.length),
        }
      : { is: 'labelled-after-sent', by: gone.by, trackingNumbers },
  });
};

/** Units of a line under the labels of one order; or of all, with what went without one. */
const labelledOn = ({ outbound }: Case, line: string, order: string | null): number =>
  outbound
    .filter(({ label }) => order === null || label.order === order)
    .flatMap((one) => one.contents)
    .filter((one) => one.line === line)
    .reduce((sum, one) => sum + one.quantity, 0);

/** One label was bought twice for what went short: less than was ordered, and too much. */
const isTwiceOnOneOrder = (at: Case, line: string): boolean =>
  shipStationOrders(at.facts).some((standing) => {
    const here = at.labels.filter(({ label }) => label.order === standing.order.id);
    const most = openUnits([standing]).get(line) ?? 0;
    return here.length > 1 && most > 0 && labelledOn(at, line, standing.order.id) > most;
  });
