import type { Contradiction } from '../model/reasons.ts';
import type { ConsignmentLine, ConsignmentSnapshot } from '../model/warehouse.ts';

/**
 * Statements in one snapshot that cannot both be true. Readable but contradictory input is kept
 * and shown; nothing is ever released on it.
 */
export const contradictionsIn = (snapshot: ConsignmentSnapshot): readonly Contradiction[] => {
  if (snapshot.status === 'cancelled') return [];
  const { lines } = snapshot;
  return [
    ...(lines.length === 0 ? [{ is: 'no-lines' } as const] : []),
    ...linesTwice(lines),
    ...lines.flatMap((line) => withinLine(line, snapshot)),
    ...parcelsExceeding(snapshot),
  ];
};

const linesTwice = (lines: readonly ConsignmentLine[]): readonly Contradiction[] => {
  const names = lines.map((one) => one.line);
  const twice = new Set(names.filter((one, index) => names.indexOf(one) < index));
  return [...twice].map((line) => ({ is: 'line-twice', line }) as const);
};

const withinLine = (
  line: ConsignmentLine,
  { status }: ConsignmentSnapshot,
): readonly Contradiction[] => {
  const { ordered, picked, packed, short, sku } = line;
  const found: Contradiction[] = [];
  if (picked + short > ordered) {
    found.push({ is: 'over-picked', line: line.line, sku, ordered, picked: picked + short });
  }
  if (packed > picked) {
    found.push({ is: 'packed-unpicked', line: line.line, sku, picked, packed });
  }
  // The status claims a step for every unit that is not declared short.
  const confirmed = confirmedAt(status, line);
  if (confirmed !== null && confirmed + short < ordered) {
    found.push({ is: 'status-ahead', line: line.line, sku, status, ordered, confirmed });
  }
  return found;
};

/** The quantity that the claimed status speaks of; null for statuses that claim nothing yet. */
const confirmedAt = (
  status: ConsignmentSnapshot['status'],
  line: ConsignmentLine,
): number | null => {
  switch (status) {
    case 'received':
    case 'picking':
    case 'cancelled':
      return null;
    case 'allocated':
      return Math.max(line.allocated, line.picked, line.packed);
    case 'picked':
      return line.picked;
    case 'packed':
      return line.packed;
    case 'dispatched':
      // Goods that left by other means may never have been counted at our gate.
      return null;
    default:
      return status satisfies never;
  }
};

const parcelsExceeding = (snapshot: ConsignmentSnapshot): readonly Contradiction[] =>
  snapshot.lines.flatMap(({ line, packed, picked }) => {
    const inParcels = snapshot.parcels
      .flatMap((parcel) => parcel.lines)
      .filter((one) => one.line === line)
      .reduce((sum, one) => sum + one.quantity, 0);
    const held = Math.max(packed, picked);
    return inParcels > held
      ? [{ is: 'parcel-exceeds', line, packed: held, inParcels } as const]
      : [];
  });
