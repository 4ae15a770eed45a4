import type { WarehouseSays } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';
import {
  warehouseStatuses, type ConsignmentSnapshot, type WarehouseStatus,
} from '../model/warehouse.ts';
import { saysTheSame } from './same-content.ts';

/**
 * What the warehouse says after one more snapshot. Order is by revision, then arrival. An older
 * revision never wins; the same revision with other content is a contradiction, kept beside it.
 */
export const hearWarehouse = (
  known: WarehouseSays | null,
  snapshot: ConsignmentSnapshot,
  arrivedAt: Instant,
): WarehouseSays => {
  if (known === null) {
    return {
      snapshot, arrivedAt, since: sinceOf({}, snapshot.status, arrivedAt), rival: null,
      olderInARow: 0, acceptsFrom: null,
    };
  }
  const isNewSeries = known.acceptsFrom !== null && arrivedAt >= known.acceptsFrom;
  if (!isNewSeries && snapshot.revision < known.snapshot.revision) {
    return { ...known, olderInARow: known.olderInARow + 1 };
  }
  if (!isNewSeries && snapshot.revision === known.snapshot.revision) {
    if (saysTheSame(snapshot, known.snapshot)) return { ...known, olderInARow: 0 };
    if (known.rival !== null) return known;
    return { ...known, rival: { snapshot, arrivedAt } };
  }
  return {
    snapshot,
    arrivedAt,
    since: sinceOf(known.since, snapshot.status, arrivedAt),
    rival: null,
    olderInARow: 0,
    acceptsFrom: null,
  };
};

export const isOlderRevision = (known: WarehouseSays | null, revision: number): boolean =>
  known !== null && revision < known.snapshot.revision;

/** How far along the bench a status is; cancelled stands apart. */
export const rankOf = (status: WarehouseStatus): number => warehouseStatuses.indexOf(status);

/**
 * Packed goods were picked and allocated before, so reaching a status reaches all below it. Going
 * back (unpacked for a recount) forgets the times above.
 */
const sinceOf = (
  known: WarehouseSays['since'],
  status: WarehouseStatus,
  arrivedAt: Instant,
): WarehouseSays['since'] => {
  if (status === 'cancelled') return { ...known, cancelled: known.cancelled ?? arrivedAt };
  const reached = warehouseStatuses.filter(
    (one) => one !== 'cancelled' && rankOf(one) <= rankOf(status),
  );
  return Object.fromEntries(reached.map((one) => [one, known[one] ?? arrivedAt]));
};
