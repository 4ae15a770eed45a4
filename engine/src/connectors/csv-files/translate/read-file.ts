/** The bytes of a file -> what it says of which consignments, and what is wrong in which line. */
import { instant, type Instant } from '../../../core/model/instant.ts';
import type { CsvSettings } from '../settings.ts';
import { readTime } from './cells.ts';
import { readCsv, type CsvRow } from './csv.ts';
import { decode } from './decode.ts';
import { group, type Mistake } from './groups.ts';
import { consignmentOf, type Consignment } from './snapshot.ts';

export type FileRead = {
  readonly consignments: readonly Consignment[];
  readonly mistakes: readonly Mistake[];
  /** Rows below the heading, broken ones included. */
  readonly rows: number;
  /** The lines with mistakes as they stand in the file, for whoever puts them right. */
  readonly source: ReadonlyMap<number, readonly string[]>;
};

export type FileGiven = {
  readonly name: string;
  readonly modifiedAt: number;
  readonly bytes: Uint8Array;
};

export const readFile = (
  { name, modifiedAt, bytes }: FileGiven, settings: CsvSettings,
): FileRead => {
  const decoded = decode(bytes, settings.encoding);
  if (decoded.is === 'undecodable') {
    return nothing([{ line: 0, words: decoded.words }], 0);
  }
  const rows = readCsv(decoded.text, settings.delimiter);
  const below = settings.layout === 'flat' ? Math.max(0, rows.length - 1) : rows.length;
  const grouped = group(rows, settings.layout, settings.columns);
  if (grouped.is === 'no-such-file') {
    return nothing(grouped.mistakes, below);
  }
  const consignments: Consignment[] = [];
  const mistakes: Mistake[] = [...grouped.mistakes];
  for (const one of grouped.groups) {
    const read = consignmentOf({
      group: one, settings, has: grouped.has, fileAt: timeOfFile(name, modifiedAt, settings),
    });
    if ('snapshot' in read) consignments.push(read);
    else mistakes.push(...read);
  }
  return {
    consignments, mistakes: mistakes.toSorted((a, b) => a.line - b.line), rows: below,
    source: sourceOf(rows, mistakes),
  };
};

const nothing = (mistakes: readonly Mistake[], rows: number): FileRead =>
  ({ consignments: [], mistakes, rows, source: new Map() });

/** Where the name ends in a time (`ord_77_261122134012.csv`) that is the file's; else its own. */
const timeOfFile = (
  name: string, modifiedAt: number, { timeZone }: CsvSettings,
): Instant => {
  const digits = /_(\d{12})\.[^.]*$/.exec(name)?.[1];
  const named = digits === undefined
    ? null : readTime(digits, 'YYMMDDHHmmss', timeZone, modifiedAt);
  return (named !== null && 'value' in named ? named.value : null) ?? instant(modifiedAt);
};

const sourceOf = (
  rows: readonly CsvRow[], mistakes: readonly Mistake[],
): FileRead['source'] => {
  const wanted = new Set(mistakes.map((one) => one.line));
  return new Map(rows.filter(({ line }) => wanted.has(line)).map((row) =>
    [row.line, 'cells' in row ? row.cells : [row.text]]));
};
