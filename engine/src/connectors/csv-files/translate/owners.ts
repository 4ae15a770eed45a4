/**
 * Whose each row of a flat file is. A row that cannot be read belongs to every consignment that it
 * may be of: told without it, that one would be told in part and go out as the whole.
 */
import type { CsvRow } from './csv.ts';

export type Owned = {
  readonly row: CsvRow;
  /** What is wrong with the row itself; null for one that is right. */
  readonly problem: string | null;
  /** The consignments that it is of, or may be; null where it may be of any in the file. */
  readonly of: readonly string[] | null;
};

export const isReference = (text: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text);

/** `width`: cells of the heading; `place`: where in a row it says whose it is. */
export const ownersOf = (
  rows: readonly CsvRow[], width: number, place: number,
): readonly Owned[] => {
  const read = rows.map((row) => readRow(row, width, place));
  const known = new Set(read.filter(({ problem }) => problem === null).map(({ key }) => key));
  const sure = read.map((one) => (isSure(one, place, known) ? one.key : null));
  const isTogether = standTogether(sure);
  const above = nearest(sure);
  const below = nearest(sure.toReversed()).toReversed();
  return read.map(({ row, problem, key }, index): Owned => {
    const owner = sure[index] ?? null;
    if (owner !== null) return { row, problem, of: [owner] };
    if (!isTogether) return { row, problem, of: null };
    const beside = [above[index] ?? null, below[index] ?? null, known.has(key) ? key : null];
    return { row, problem, of: [...new Set(beside.filter((one) => one !== null))] };
  });
};

type Read = { readonly row: CsvRow; readonly key: string; readonly problem: string | null };

const readRow = (row: CsvRow, width: number, place: number): Read => {
  const isBroken = 'problem' in row;
  const key = (isBroken ? row.before : row.cells)[place]?.trim() ?? '';
  const unread = isBroken ? row.problem : problemOfWidth(row.cells, width);
  const problem = unread !== null ? `it cannot be read: ${unread}`
    : key === '' ? 'it names no consignment' : null;
  return { row, key, problem };
};

const problemOfWidth = (cells: readonly string[], width: number): string | null => {
  const isLonger = cells.slice(width).some((cell) => cell.trim() !== '');
  return cells.length < width || isLonger
    ? `it has ${String(cells.length)} cells, and the first line has ${String(width)}` : null;
};

/**
 * A sign too many moves all cells behind it, never the first one; what stands before a broken
 * quote stands where it should.
 */
const isSure = ({ row, key, problem }: Read, place: number, known: ReadonlySet<string>): boolean =>
  problem === null || (key !== '' && (place === 0
    ? known.has(key) || isReference(key)
    : 'problem' in row && known.has(key)));

/** Whether the rows of each consignment follow one another. */
const standTogether = (owners: readonly (string | null)[]): boolean => {
  const closed = new Set<string>();
  let current: string | null = null;
  for (const owner of owners) {
    if (owner === null || owner === current) continue;
    if (closed.has(owner)) return false;
    closed.add(owner);
    current = owner;
  }
  return true;
};

/** At each place the last one that is known before it. */
const nearest = (owners: readonly (string | null)[]): readonly (string | null)[] => {
  let last: string | null = null;
  return owners.map((owner) => {
    const before = last;
    last = owner ?? last;
    return before;
  });
};
