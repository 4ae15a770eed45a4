import type { Answer } from '../machine.ts';
import { modelProblem } from './answers.ts';
import type { Account, Switches } from './account.ts';
import { readPacific } from './pacific.ts';

/** The paged lists (shipstation.md 3.2, 3.6): filter, sort, cut a page. */
export type Query = Readonly<Record<string, string>>;

const largestPage = 500;

export type Paging = { readonly number: number; readonly size: number };

type Asked =
  | { readonly is: 'refused'; readonly answer: Answer }
  | {
      readonly is: 'read';
      readonly paging: Paging;
      readonly numbers: Readonly<Record<string, number>>;
      /** Every date filter holds; times are compared as Pacific text. */
      readonly isInside: (row: object) => boolean;
    };

export function readQuery(
  query: Query,
  names: {
    readonly dates: readonly string[];
    readonly numbers: readonly string[];
    readonly switches: Switches;
    /** Whether a row at the very moment of a date filter is found. */
    readonly dateEnds: 'inside' | 'outside';
  },
): Asked {
  const problems: Record<string, string[]> = {};
  const numbers: Record<string, number> = {};
  for (const name of [...names.numbers, 'page', 'pageSize']) {
    const given = query[name.toLowerCase()];
    if (given === undefined || given === '') continue;
    if (/^\d{1,15}$/.test(given)) numbers[name] = Number(given);
    else problems[name] = [`The value '${given}' is not valid for ${name}.`];
  }
  const spans: { field: string; from: string; to: string }[] = [];
  for (const field of names.dates) {
    const ends = ['Start', 'End'].map((end) => {
      const given = query[`${field}${end}`.toLowerCase()];
      const read = given === undefined || given === '' ? '' : readPacific(given);
      if (read === null) problems[field + end] = [`The value '${given}' is not valid.`];
      return read ?? '';
    });
    const [from = '', to = ''] = ends;
    if (from !== '' || to !== '') spans.push({ field, from, to });
  }
  const { pageSizeAbove500, defaultPageSize } = names.switches;
  const asked = numbers['pageSize'] || Number(defaultPageSize);
  if (asked > largestPage && pageSizeAbove500 === 'refused') {
    problems['pageSize'] = [`The largest pageSize is ${largestPage}.`];
  }
  if (Object.keys(problems).length > 0) return { is: 'refused', answer: modelProblem(problems) };
  const isInside = (row: object) => {
    // Holds because any object may be asked for a name; what comes back is unknown.
    const values = row as Readonly<Record<string, unknown>>;
    return spans.every(({ field, from, to }) => {
      const value = values[field];
      if (typeof value !== 'string') return false;
      const full = value.length === 10 ? `${value}T00:00:00.0000000` : value;
      if (names.dateEnds === 'outside' && (full === from || full === to)) return false;
      return (from === '' || full >= from) && (to === '' || full <= to);
    });
  };
  const size = Math.min(asked, largestPage);
  return { is: 'read', paging: { number: numbers['page'] || 1, size }, numbers, isInside };
}

type Sorting<Row> = {
  readonly fields: Readonly<Record<string, keyof Row>>;
  readonly id: keyof Row;
  readonly otherwise: keyof Row;
};

export function sortRows<Row>(
  rows: readonly Row[],
  query: Query,
  sorting: Sorting<Row>,
): readonly Row[] {
  const field = sorting.fields[query['sortby']?.toLowerCase() ?? ''] ?? sorting.otherwise;
  const isAsItStands = field === sorting.id && query['sortdir']?.toLowerCase() !== 'desc';
  // Rows are kept in the order of their ids.
  if (isAsItStands) return rows;
  const turn = query['sortdir']?.toLowerCase() === 'desc' ? -1 : 1;
  const compare = (a: Row[keyof Row], b: Row[keyof Row]) => (a < b ? -1 : a > b ? 1 : 0);
  return rows.toSorted(
    (a, b) => turn * (compare(a[field], b[field]) || compare(a[sorting.id], b[sorting.id])),
  );
}

export function cutPage<Row>(account: Account, rows: readonly Row[], paging: Paging) {
  const { pagesShown, pageBeyondEnd } = account.switches;
  const pages = Math.ceil(rows.length / paging.size);
  const isBeyond = paging.number > Math.max(pages, 1);
  const number = isBeyond && pageBeyondEnd === 'last' ? Math.max(pages, 1) : paging.number;
  const start = (number - 1) * paging.size;
  return {
    rows: rows.slice(start, start + paging.size),
    envelope: {
      total: rows.length,
      page: paging.number,
      pages: pagesShown === 'zero' ? 0 : pages,
    },
  };
}
