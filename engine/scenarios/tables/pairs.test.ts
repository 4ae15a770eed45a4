/** Two tables at a time: every two of their cells stand together in some row, if they can. */
import { beforeAll, expect, test } from 'vitest';
import type { Row } from './setting.ts';
import { tables, type Table } from './tables.ts';
import { faultsOf, pairsOf, walkPair, walkTable } from './walk.ts';

const rows = new Map<Table, readonly Row[]>();
beforeAll(() => {
  for (const table of tables) rows.set(table, walkTable(table).stands.map((one) => one.row));
});

const rowsIn = (table: Table): readonly Row[] => rows.get(table) ?? [];

test.each(pairsOf(tables).map((pair) => ({ pair, name: pair.map((one) => one.name).join(' × ') })))(
  'every two cells hold together. $name', ({ pair }) => {
    const { stands, met } = walkPair(pair, rowsIn);
    expect(met).toBeGreaterThan(50);
    expect(stands.flatMap(faultsOf).slice(0, 20)).toEqual([]);
  });
