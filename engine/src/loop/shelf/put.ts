/**
 * Puts what was carried out on the shelf. It is our own, so that putting it there and recording
 * that it was done are one transaction; the order's lock is held.
 */
import type { Shelve } from '../../contract/shelf.ts';
import { fingerprint } from '../../core/facts/fingerprint.ts';
import { orderOnShelf } from '../../core/facts/shelf.ts';
import { consignmentId, orderId } from '../../core/model/ids.ts';
import { instant, type Instant } from '../../core/model/instant.ts';
import type { ShipStationOrder } from '../../core/model/shipstation.ts';
import type { Tx } from '../../store/database.ts';
import { readShelf, saveOnShelf, type ShelfRow } from '../../store/shelf.ts';

export type ToShelve = {
  readonly order: string;
  readonly consignment: string;
  readonly shelve: Shelve;
};

/**
 * The orders that stand otherwise by it, as far as anybody can know: what ShipStation fetched
 * before stands there as it was until it comes again.
 */
export const putOnShelf = async (
  tx: Tx,
  connection: string,
  all: readonly ToShelve[],
  now: Instant,
): Promise<readonly ShipStationOrder[]> => {
  const known = await readShelf(tx, connection, all.map((one) => one.shelve.key));
  const rows = new Map(known.map((row) => [row.key, row] as const));
  const changed: ShipStationOrder[] = [];
  for (const { order, consignment, shelve } of all) {
    const before = rows.get(shelve.key) ?? null;
    const after = placed(before, {
      order: orderId(order), consignment: consignmentId(consignment), shelve, now,
    });
    if (after === null) continue;
    await saveOnShelf(tx, connection, after);
    rows.set(after.key, after);
    if (after.firstFetchedAt === null) changed.push(orderOnShelf(after));
  }
  return changed;
};

/**
 * What ShipStation fetched and is about to be taken out there: a fetch beside that call must not
 * bring it back. What was never fetched stands nowhere but here, and is told by its answer.
 */
export const takeOffShelf = async (
  tx: Tx,
  connection: string,
  all: readonly (Omit<ToShelve, 'shelve'> & { readonly key: string })[],
  now: Instant,
): Promise<void> => {
  const known = await readShelf(tx, connection, all.map((one) => one.key));
  const fetched = new Set(known.filter((row) => row.firstFetchedAt !== null).map((row) => row.key));
  await putOnShelf(tx, connection, all.filter((one) => fetched.has(one.key)).map((one) => ({
    ...one, shelve: { key: one.key, status: 'cancelled', release: null },
  })), now);
};

/** Null where nothing changes by it. What was taken back once never comes back under its key. */
const placed = (
  before: ShelfRow | null,
  { order, consignment, shelve, now }: Pick<ShelfRow, 'order' | 'consignment'> & {
    readonly shelve: Shelve; readonly now: Instant;
  },
): ShelfRow | null => {
  const { key, status } = shelve;
  const release = shelve.release ?? before?.release ?? null;
  if (release === null) return null;
  if (before === null) {
    return { key, order, consignment, status, release, changedAt: now, fetchedAt: null,
      firstFetchedAt: null };
  }
  const isOver = before.status !== 'awaiting';
  const isSame = before.status === status && fingerprint(before.release) === fingerprint(release);
  if (isOver || isSame) return null;
  return {
    ...before, status, release, fetchedAt: null,
    // Never earlier than it was, whatever the clock says: what is asked for is what came since.
    changedAt: instant(Math.max(now, before.changedAt)),
  };
};
