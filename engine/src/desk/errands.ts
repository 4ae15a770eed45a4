/** What the desk does by itself, beside the loop: each does a slice and says whether it goes on. */
import type { Instant } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import type { OrderFilter } from '../store/order-filter.ts';
import { carryOnBulk, type BulkGround } from './bulk/carry-on.ts';
import { keepAlerts } from './keep-alerts.ts';
import { keepGroups } from './keep.ts';
import { watchViews } from './watch-views.ts';

type Ground = {
  readonly database: Database; readonly now: () => Instant; readonly random: () => string;
};
type Errand = (ground: Ground) => Promise<boolean>;

/**
 * The desk is told from where a decision would be made, and what the list behind an address shows:
 * it knows nothing of connections, nor of addresses.
 */
export const deskErrands = (
  standingAt: (tx: Parameters<BulkGround['standing']>[0], now: Instant) =>
    ReturnType<BulkGround['standing']>,
  filterOf: (search: string) => OrderFilter | null,
): readonly Errand[] => [
  ({ database, now }) => keepGroups(database, now()),
  keepAlerts,
  (ground) => watchViews({ ...ground, filterOf }),
  ({ database, now, random }) => carryOnBulk({
    database, random, standing: (tx) => standingAt(tx, now()),
  }),
];
