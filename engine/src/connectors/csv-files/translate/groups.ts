/** Rows of a file -> consignments with their lines, by either layout. */
import type { CsvRow } from './csv.ts';
import {
  columnsOf, fields, sameHeading, type Columns, type Field, type Layout,
} from './fields.ts';
import { ownersOf } from './owners.ts';

/** Something wrong: which line of the file, and why, in words; 0 for the file as a whole. */
export type Mistake = { readonly line: number; readonly words: string };

/** A row of one line; reads any field of it, empty where the file has no such column. */
export type GroupRow = { readonly line: number; readonly cell: (field: Field) => string };

export type Group = {
  readonly key: string;
  readonly rows: readonly GroupRow[];
  /** Broken rows that belong to it, or may: without them it would be told in part. */
  readonly mistakes: readonly Mistake[];
};

export type Grouped =
  | { readonly is: 'groups'; readonly groups: readonly Group[]; readonly mistakes: Mistake[];
      readonly has: (field: Field) => boolean }
  | { readonly is: 'no-such-file'; readonly mistakes: readonly Mistake[] };

export const group = (
  rows: readonly CsvRow[], layout: Layout, own: Columns,
): Grouped => {
  const columns = columnsOf(layout, own);
  return layout === 'flat' ? flatGroups(rows, columns, own) : recordGroups(rows, columns);
};

const notWhole = (problem: string): string => `it cannot be read: ${problem}`;

const flatGroups = (rows: readonly CsvRow[], columns: Columns, own: Columns): Grouped => {
  const [head, ...rest] = rows;
  if (head === undefined) return wrongFile('it is empty');
  if ('problem' in head) return wrongFile(`its first line ${notWhole(head.problem)}`);
  const places = placesOf(head.cells, columns, own);
  if (places.is === 'wrong') return { is: 'no-such-file', mistakes: places.mistakes };
  const { at } = places;
  const owned = ownersOf(
    rest, head.cells.length, at.get('consignment') ?? at.get('orderNumber') ?? 0);
  const known = new Map<string, { rows: GroupRow[]; mistakes: Mistake[] }>();
  const mistakes: Mistake[] = [];
  const ofAny: Mistake[] = [];
  for (const { row, problem, of } of owned) {
    const mistake = problem === null ? null : { line: row.line, words: problem };
    if (mistake !== null) mistakes.push(mistake);
    if (of === null && mistake !== null) ofAny.push(mistake);
    for (const key of of ?? []) {
      const there = known.get(key) ?? { rows: [], mistakes: [] };
      known.set(key, there);
      if (mistake !== null) there.mistakes.push(mistake);
      else if ('cells' in row) {
        const cell = (field: Field): string => row.cells[at.get(field) ?? -1] ?? '';
        there.rows.push({ line: row.line, cell });
      }
    }
  }
  // A broken row that says whose it was, of a consignment that is not here, is told once already.
  const groups = [...known].filter(([, one]) => one.rows.length > 0)
    .map(([key, one]) => ({ key, ...one, mistakes: [...one.mistakes, ...ofAny.slice(0, 1)] }));
  return { is: 'groups', groups, mistakes, has: (field) => at.has(field) };
};

const wrongFile = (words: string): Grouped =>
  ({ is: 'no-such-file', mistakes: [{ line: 0, words }] });

const required: readonly Field[] = ['sku', 'ordered'];

const placesOf = (cells: readonly string[], columns: Columns, own: Columns) => {
  const headings = cells.map(sameHeading);
  const at = new Map<Field, number>();
  const mistakes: Mistake[] = [];
  for (const field of fields) {
    const wanted = columns[field];
    if (wanted === undefined) continue;
    const place = headings.indexOf(sameHeading(wanted));
    if (place >= 0) {
      at.set(field, place);
      if (headings.indexOf(sameHeading(wanted), place + 1) >= 0) {
        mistakes.push({ line: 1, words: `the heading ${wanted} stands there twice` });
      }
    } else if (own[field] !== undefined || required.includes(field)) {
      mistakes.push({
        line: 1, words: `the column ${wanted} is missing (it is to say ${field}); ` +
          `there are ${cells.map((one) => one.trim()).join(', ').slice(0, 300)}`,
      });
    }
  }
  if (!at.has('consignment') && !at.has('orderNumber')) {
    mistakes.push({ line: 1, words: 'no column says which consignment a row belongs to' });
  }
  return mistakes.length > 0
    ? { is: 'wrong', mistakes } as const : { is: 'places', at } as const;
};

type Spot = { readonly record: string; readonly index: number };

const spotOf = (text: string | undefined): Spot | null => {
  const found = /^([A-Z]{1,4})([1-9]\d?)$/.exec(text ?? '');
  return found?.[1] === undefined ? null : { record: found[1], index: Number(found[2]) - 1 };
};

const recordGroups = (rows: readonly CsvRow[], columns: Columns): Grouped => {
  const spots = new Map(fields.map((field) => [field, spotOf(columns[field])]));
  const key = spots.get('consignment') ?? spots.get('orderNumber') ?? { record: 'PH', index: 1 };
  const detail = spots.get('sku')?.record ?? 'PD';
  const groups: (Group & { rows: GroupRow[]; mistakes: Mistake[] })[] = [];
  const mistakes: Mistake[] = [];
  const names = new Set<string>();
  let current: (typeof groups)[number] | null = null;
  let header: readonly string[] = [];
  for (const row of rows) {
    const record = 'problem' in row ? null : row.cells[0]?.trim().toUpperCase();
    if ('problem' in row) {
      const mistake = { line: row.line, words: notWhole(row.problem) };
      mistakes.push(mistake);
      // Whose a broken header is nobody knows, and so nobody's are the rows behind it.
      if (row.text.trimStart().replace(/^"/, '').startsWith(key.record)) current = null;
      else current?.mistakes.push(mistake);
    } else if (record === key.record) {
      header = row.cells;
      const name = header[key.index]?.trim() ?? '';
      const problem = name === '' ? 'it names no consignment'
        : names.has(name) ? `the consignment ${name} stands in the file already` : null;
      if (problem !== null) mistakes.push({ line: row.line, words: problem });
      names.add(name);
      current = { key: name, rows: [], mistakes: [] };
      if (problem === null) groups.push(current);
      else current = null;
    } else if (record === detail) {
      if (current === null) {
        const words = `no ${key.record} row that counts stands before it`;
        mistakes.push({ line: row.line, words });
        continue;
      }
      const [head, cells] = [header, row.cells];
      current.rows.push({ line: row.line, cell: (field) => {
        const spot = spots.get(field) ?? null;
        if (spot === null) return '';
        return (spot.record === key.record ? head : cells)[spot.index] ?? '';
      } });
    } else {
      mistakes.push({
        line: row.line, words: `it begins with neither ${key.record} nor ${detail}`,
      });
    }
  }
  if (groups.length === 0 && mistakes.length === 0) return wrongFile('it is empty');
  const empty = groups.filter((one) => one.rows.length === 0 && one.mistakes.length === 0);
  mistakes.push(...empty.map((one) => ({ line: 0, words: `${one.key} has no lines` })));
  return {
    is: 'groups', groups: groups.filter((one) => one.rows.length > 0), mistakes,
    has: (field) => (spots.get(field) ?? null) !== null,
  };
};
