/**
 * What a warehouse says of its shelves, taken in by slices: a figure and the waking of those that
 * wait for it are one transaction, and between two everybody else has a turn. Cut off half-way, the
 * same count said again takes in the rest; what was taken in by then counts as known.
 */
import type { Instant } from '../core/model/instant.ts';
import type { Database, Tx } from '../store/database.ts';
import {
  articlesAtOnce, forgetStock, saveStock, wakeForStock, type StockSaid, type StockTaken,
} from '../store/stock.ts';

export const hearStock = async (
  database: Pick<Database, 'transaction'>,
  warehouse: string,
  { kind, at, items }: StockSaid,
  now: Instant,
): Promise<StockTaken> => {
  const wake = async <Part extends { readonly changed: readonly string[] }>(
    tx: Tx, part: Part,
  ): Promise<Part> => {
    await wakeForStock(tx, warehouse, part.changed, now);
    return part;
  };
  const changed: string[] = [];
  let older = 0;
  for (let from = 0; from < items.length; from += articlesAtOnce) {
    const slice = items.slice(from, from + articlesAtOnce);
    const part = await database.transaction(async (tx) =>
      wake(tx, await saveStock(tx, warehouse, { at, items: slice })));
    changed.push(...part.changed);
    older += part.older;
  }
  let forgotten = 0;
  // A newer count may have come meanwhile; it forgets what it has to by itself.
  for (let isMore = kind === 'snapshot'; isMore;) {
    const part = await database.transaction(async (tx) => {
      const gone = await forgetStock(tx, warehouse, at);
      return wake(tx, { changed: gone });
    });
    changed.push(...part.changed);
    forgotten += part.changed.length;
    isMore = part.changed.length === articlesAtOnce;
  }
  return { changed, older, forgotten };
};
