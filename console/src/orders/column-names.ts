/** Which columns a list of orders may have, and how the address names those that are chosen. */

export const columnNames = [
  'order', 'channel', 'warehouse', 'stage', 'waiting', 'systems', 'carrier', 'tracking', 'blocked',
  'owner', 'collection', 'cost',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** The order itself is always there. */
export const choosable: readonly ColumnName[] = columnNames.filter((name) => name !== 'order');

const widths: Readonly<Record<Exclude<ColumnName, 'blocked'>, string>> = {
  order: 'minmax(7rem, 1fr)', channel: 'minmax(5rem, 0.8fr)', warehouse: 'minmax(5.5rem, 0.8fr)',
  stage: '8.25rem', waiting: 'minmax(10rem, 19rem)', systems: '5.25rem',
  carrier: 'minmax(5rem, 2fr)', tracking: 'minmax(8.5rem, 1.2fr)',
  owner: 'minmax(5.5rem, 1.4fr)', collection: '5rem', cost: '5.25rem',
};

/** As the style sheet lays them out; what goes on with an order has the second line to itself. */
export const layOut = (names: readonly ColumnName[]): string =>
  ['1.5rem', ...names.flatMap((name) => (name === 'blocked' ? [] : [widths[name]]))].join(' ');

/** Reads the part of an address; undefined: all that there are, and whatever is no column. */
export function columnsIn(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const asked = text.split(',').map((one) => one.trim());
  const chosen = choosable.filter((name) => asked.includes(name));
  return chosen.length === choosable.length || chosen.length === 0 ? undefined : chosen.join(',');
}

/** Those shown: the chosen ones, or all. */
export const shownColumns = (chosen: string | undefined): ReadonlySet<string> =>
  new Set(chosen === undefined ? columnNames : ['order', ...chosen.split(',')]);

/** The part of the address after one is put in or taken out; the last one stays. */
export function withColumn(chosen: string | undefined, name: ColumnName): string | undefined {
  const shown = shownColumns(chosen);
  const next = choosable.filter((one) => (one === name ? !shown.has(one) : shown.has(one)));
  return next.length === 0 ? chosen : columnsIn(next.join(','));
}
