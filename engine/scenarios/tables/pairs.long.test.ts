/** Two tables at a time, many rows of one joined with many of the other, always the same. */
import { beforeAll, expect, test } from 'vitest';
import type { Row } from './setting.ts';
import { tables, type Table } from './tables.ts';
import { faultsOf, pairsOf, samplePair, walkTable } from './walk.ts';

const rowsOfEachPair = 20_000;
const rows = new Map<Table, readonly Row[]>();
beforeAll(() => {
  for (const table of tables) rows.set(table, walkTable(table).stands.map((one) => one.row));
});

test.each(pairsOf(tables).map((pair) => ({ pair, name: pair.map((one) => one.name).join(' × ') })))(
  'thousands of joined rows hold. $name', ({ pair }) => {
    const { stands } = samplePair(pair, (table) => rows.get(table) ?? [], rowsOfEachPair);
    expect(stands.length).toBeGreaterThan(50);
    expect(stands.flatMap(faultsOf).slice(0, 20)).toEqual([]);
  });
