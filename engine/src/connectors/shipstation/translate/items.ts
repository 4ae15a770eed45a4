/** Which rows of an order in V1 are which lines of a release. */
import { readKey } from '../../../core/model/ids.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import { itemShape } from './order.ts';
import { renderLine, type ReleaseLine } from './release.ts';
import { plain, type Plain } from './shown.ts';

type Row = {
  /** As it came, every field of it. */
  readonly item: Plain;
  readonly is: 'line' | 'no-longer-wanted' | 'no-goods';
  /** Null for rows that are no line of the release. */
  readonly line: ReleaseLine | null;
};

export type Attributed =
  | { readonly is: 'ours'; readonly rows: readonly Row[]; readonly missing: readonly ReleaseLine[] }
  | { readonly is: 'not-ours'; readonly text: string };

/**
 * By our line key; for an order that came in by another way by the sku, where just one row and one
 * line have it. A row of goods that is neither is not ours to keep or to drop.
 */
export const attribute = (release: ReleaseContent, items: unknown): Attributed => {
  const consignment = readKey(release.key)?.consignment;
  const given = (Array.isArray(items) ? items : [])
    .filter((item) => item !== null)
    .map((item) => ({ item: plain(item), read: itemShape.parse(item) }));
  const goods = given.filter((one) => one.read.isGoods);
  const rows: Row[] = [];
  for (const { item, read } of given) {
    const { key, sku } = read;
    const ours = key === null ? null : readKey(key);
    if (!read.isGoods) {
      rows.push({ item, is: 'no-goods', line: null });
    } else if (ours !== null) {
      if (ours.consignment !== consignment) return notOurs('lines of another consignment');
      const line = release.lines.find((one) => one.key === key) ?? null;
      rows.push({ item, is: line === null ? 'no-longer-wanted' : 'line', line });
    } else {
      const alike = goods.filter((one) => one.read.sku === sku);
      const lines = release.lines.filter((one) => one.sku === sku);
      const [line] = lines;
      if (line === undefined || lines.length > 1 || alike.length > 1) {
        return notOurs('a line that is not of this consignment, or not to be told from another');
      }
      rows.push({ item, is: 'line', line });
    }
  }
  const missing = release.lines.filter((line) => !rows.some((row) => row.line === line));
  return { is: 'ours', rows, missing };
};

const notOurs = (what: string): Attributed => ({
  is: 'not-ours', text: `the order in ShipStation carries ${what}; only a person can change it`,
});

/**
 * The rows as they should be: those of a line with its quantity and otherwise as they came, those
 * no longer wanted left out, discounts kept, new lines added.
 */
export const mergeItems = (
  { rows, missing }: Extract<Attributed, { is: 'ours' }>,
  accountCurrency: string,
): readonly Plain[] => {
  const kept = rows.flatMap(({ item, is, line }, index): Plain[] => {
    if (is === 'no-goods') return [item];
    // A line in two rows: the first carries all of it.
    const isFirst = rows.findIndex((one) => one.line === line) === index;
    if (line === null || !isFirst) return [];
    return [item['sku'] === line.sku
      ? { ...item, quantity: line.quantity } : renderLine(line, accountCurrency)];
  });
  return [...kept, ...missing.map((line) => renderLine(line, accountCurrency))];
};

/** Whether an order shows the lines of a release, all of them and no others. */
export const showsLines = (release: ReleaseContent, items: unknown): boolean => {
  const shown = attribute(release, items);
  if (shown.is === 'not-ours') return false;
  const unitsOf = (rows: readonly Row[]): number =>
    rows.reduce((sum, { item }) => sum + Number(item['quantity']), 0);
  return unitsOf(shown.rows.filter((row) => row.is === 'no-longer-wanted')) === 0 &&
    release.lines.every((line) =>
      unitsOf(shown.rows.filter((row) => row.line === line)) === line.quantity);
};
