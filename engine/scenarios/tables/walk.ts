/** Walks a table row by row, and two tables together until every two of their cells have met. */
import type { Facts } from './build.ts';
import { factsOf } from './build.ts';
import { faultsIn } from './must-hold.ts';
import { played } from './play.ts';
import { dimensions, rowInWords, type Dimension, type Row } from './setting.ts';
import { rowsOf, type Table } from './tables.ts';

export type Stand = { readonly row: Row; readonly facts: Facts };

export type Walk = {
  /** Rows that some course of events leads to. */
  readonly stands: readonly Stand[];
  /** Rows that none leads to, counted by reason. */
  readonly cannot: ReadonlyMap<string, number>;
};

export const walkTable = (table: Table): Walk =>
  sorted(rowsOf(table).map((row) => ({ ...table.given, ...row })));

const sorted = (rows: readonly Row[]): Walk => {
  const stands: Stand[] = [];
  const cannot = new Map<string, number>();
  for (const row of rows) {
    const facts = factsOf(row);
    if ('cannot' in facts) cannot.set(facts.cannot, (cannot.get(facts.cannot) ?? 0) + 1);
    else stands.push({ row, facts });
  }
  return { stands, cannot };
};

/** Everything that is wrong with a row: with its decision, or with how it ends. */
export const faultsOf = ({ row, facts }: Stand): readonly string[] => {
  const end = played(facts);
  return [...faultsIn(facts), ...(end.is === 'stuck' ? [end.says] : [])]
    .map((fault) => `${fault}, when: ${rowInWords(row)}`);
};

export type Pair = readonly [Table, Table];

export const pairsOf = (tables: readonly Table[]): readonly Pair[] =>
  tables.flatMap((one, index) => tables.slice(index + 1).map((other) => [one, other] as const));

export type PairWalk = Walk & {
  /** Two cells that stand in one row, */
  readonly met: number;
  /** and such as were tried in up to a dozen rows, none of which can be. */
  readonly apart: number;
};

/** Of which rows a table consists, by their cells. */
export type RowsIn = (table: Table) => readonly Row[];

/** Few rows in which every two cells of the two tables meet, unless a dozen tries are in vain. */
export const walkPair = ([one, other]: Pair, rowsIn: RowsIn): PairWalk => {
  const [ones, others] = [byCell(rowsIn(one)), byCell(rowsIn(other))];
  const met = new Set<string>();
  const rows: Row[] = [];
  let apart = 0;
  for (const { a, b } of meetings(one, other)) {
    if (met.has(`${a} ${b}`)) continue;
    const found = joinedRows(ones.get(a) ?? [], others.get(b) ?? [])
      .map((row) => ({ ...one.given, ...other.given, ...row }))
      .find((row) => !('cannot' in factsOf(row)));
    if (found === undefined) apart += 1;
    else {
      rows.push(found);
      for (const [x, y] of dimensionPairs(one, other)) {
        met.add(`${cellOf(x, found)} ${cellOf(y, found)}`);
      }
    }
  }
  return { ...sorted(rows), met: met.size, apart };
};

const cellOf = (dimension: Dimension, row: Row): string => `${dimension}=${row[dimension] ?? ''}`;

const byCell = (rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    for (const dimension of dimensions) {
      if (row[dimension] === undefined) continue;
      const cell = cellOf(dimension, row);
      const known = found.get(cell);
      if (known === undefined) found.set(cell, [row]);
      else known.push(row);
    }
  }
  return found;
};

const dimensionPairs = (one: Table, other: Table): readonly (readonly [Dimension, Dimension])[] =>
  walkedIn(one).flatMap((a) =>
    walkedIn(other).flatMap((b) => (a === b ? [] : [[a, b] as const])));

const walkedIn = (table: Table): readonly Dimension[] =>
  dimensions.filter((dimension) => table.walks[dimension] !== undefined);

const meetings = (one: Table, other: Table) =>
  dimensionPairs(one, other).flatMap(([a, b]) =>
    (one.walks[a] ?? []).flatMap((cell) =>
      (other.walks[b] ?? []).map((otherCell) =>
        ({ a: `${a}=${cell}`, b: `${b}=${otherCell}` }))));

const enough = 6;

/** Rows of both sides that say nothing different; a few, spread over what there is. */
const joinedRows = (ones: readonly Row[], others: readonly Row[]): readonly Row[] =>
  spread(ones, enough).flatMap((row) =>
    spread(others.filter((another) => agree(another, row)), 2)
      .map((another) => ({ ...row, ...another })));

const agree = (one: Row, other: Row): boolean =>
  dimensions.every((dimension) =>
    one[dimension] === undefined || other[dimension] === undefined ||
    one[dimension] === other[dimension]);

/**
 * At most so many, taken from all over. A plain stride would keep step with the cells and miss
 * some for ever; steps of the golden section keep step with nothing.
 */
const spread = <One>(all: readonly One[], most: number): readonly One[] => {
  if (all.length <= most) return all;
  const places = Array.from({ length: most }, (_, index) =>
    Math.floor(((index * 0.618_033_988_75) % 1) * all.length));
  return [...new Set(places)].flatMap((place) => all.slice(place, place + 1));
};

/** A fixed sample of all rows of one table joined with all of the other. */
export const samplePair = (
  [one, other]: Pair,
  rowsIn: RowsIn,
  most: number,
): Walk => {
  const each = Math.ceil(Math.sqrt(most));
  const rows = spread(rowsIn(one), each).flatMap((row) =>
    spread(rowsIn(other).filter((another) => agree(another, row)), each)
      .map((another) => ({ ...one.given, ...other.given, ...row, ...another })));
  return sorted(rows);
};
