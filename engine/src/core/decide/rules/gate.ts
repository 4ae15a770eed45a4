/** Nothing enters ShipStation before the warehouse has confirmed it at the gate, per line. */
import { rankOf } from '../../facts/hear-warehouse.ts';
import { totalOf, unitsOf } from '../../facts/units.ts';
import type { Instant } from '../../model/instant.ts';
import type { ConsignmentLine, LineQuantity } from '../../model/warehouse.ts';
import type { Gate } from '../../policy/policy.ts';
import type { Case } from '../case.ts';
import { oblige, takeOut, type Rule } from '../draft.ts';

export const gate: Rule = (at, draft) => {
  if (draft.obligations.confirm !== undefined) return draft;
  const { snapshot, says, warehouse } = at;
  const wanted = warehouse?.gate ?? 'packed';
  const openedAt = gateOpenedAt(at);
  if (openedAt === null) {
    const { shipBy } = snapshot;
    return oblige(takeOut(draft), 'confirm', {
      is: 'open',
      waitsOn: 'warehouse',
      since: says.since.received ?? says.arrivedAt,
      limitAt: shipBy,
      because: { is: 'waits-for-gate', gate: wanted, status: snapshot.status },
    });
  }
  const confirmed = unitsOf(confirmedLines(snapshot.lines, wanted));
  const met = oblige(draft, 'confirm', {
    is: 'met', at: openedAt,
    because: { is: 'confirmed', gate: wanted, units: totalOf(confirmed) },
  });
  return { ...met, mayRelease: confirmed, mayStay: confirmed };
};

/** When the warehouse came as far as the gate asks; null while it has not. */
export const gateOpenedAt = ({ snapshot, says, warehouse }: Case): Instant | null => {
  const wanted = warehouse?.gate ?? 'packed';
  if (snapshot.status === 'cancelled' || rankOf(snapshot.status) < rankOf(wanted)) return null;
  return says.since[wanted] ?? says.arrivedAt;
};

/** The units of each line that the gate has confirmed; never more than were ordered. */
export const confirmedLines = (
  lines: readonly ConsignmentLine[],
  wanted: Gate,
): readonly LineQuantity[] =>
  lines.flatMap((one) => {
    const quantity = Math.min(one.ordered, confirmedUnits(one, wanted));
    return quantity > 0 ? [{ line: one.line, quantity }] : [];
  });

const confirmedUnits = (line: ConsignmentLine, wanted: Gate): number => {
  switch (wanted) {
    case 'allocated':
      return Math.max(line.allocated, line.picked);
    case 'picked':
      return line.picked;
    case 'packed':
      return Math.min(line.picked, line.packed);
    default:
      return wanted satisfies never;
  }
};
