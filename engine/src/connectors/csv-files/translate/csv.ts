/**
 * CSV by RFC 4180, read so that one bad row takes no other with it: a quote that is never closed
 * spoils the line it stands in, and reading goes on with the next one.
 */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | {
      readonly line: number;
      readonly problem: string;
      /** The cells before the one that is broken. */
      readonly before: readonly string[];
      readonly text: string;
    };

export const delimiters = ['auto', ',', ';', 'tab', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A cell of more lines or letters than this is a quote that was not closed. */
const mostLinesInCell = 40;
const longestCell = 8_000;

/** The sign that a setting names; null where the first line of a file is to show it. */
const signOf = (delimiter: Delimiter): string | null =>
  (delimiter === 'auto' ? null : delimiter === 'tab' ? '\t' : delimiter);

export const readCsv = (text: string, delimiter: Delimiter): readonly CsvRow[] => {
  const between = signOf(delimiter) ?? guess(text);
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at, between);
    if (row.is === 'broken') {
      const end = endOfLine(text, at);
      const { problem, before } = row;
      rows.push({ line, problem, before, text: text.slice(at, Math.min(end, at + 2_000)) });
      at = afterBreak(text, end);
      line += 1;
      continue;
    }
    const isEmpty = row.cells.every((cell) => cell.trim() === '');
    if (!isEmpty) rows.push({ line, cells: row.cells });
    at = row.next;
    line += row.lines;
  }
  return rows;
};

/** The one that stands most often in the first line, outside of quotes. */
const guess = (text: string): string => {
  const head = text.slice(0, endOfLine(text, 0)).replaceAll(/"[^"]*"/g, '');
  const counted = [',', ';', '\t', '|'].map((one) => ({ one, count: head.split(one).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.one ?? ',';
};

const endOfLine = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
};

const afterBreak = (text: string, at: number): number =>
  (text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1);

type Row =
  | {
      readonly is: 'row'; readonly cells: readonly string[]; readonly next: number;
      readonly lines: number;
    }
  | { readonly is: 'broken'; readonly problem: string; readonly before: readonly string[] };

const readRow = (text: string, from: number, between: string): Row => {
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  for (;;) {
    if (text[at] === '"') {
      const cell = readQuoted(text, at);
      if (cell === null) {
        return {
          is: 'broken', problem: 'a quote is opened in it and not closed', before: cells,
        };
      }
      lines += cell.breaks;
      at = cell.next;
      const after = text[at];
      if (after !== undefined && after !== between && after !== '\n' && after !== '\r') {
        return {
          is: 'broken', problem: 'something stands between a closing quote and the next cell',
          before: cells,
        };
      }
      cells.push(cell.value);
    } else {
      const start = at;
      while (at < text.length && text[at] !== between && text[at] !== '\n' && text[at] !== '\r') {
        at += 1;
      }
      cells.push(text.slice(start, at));
    }
    if (text[at] === between) {
      at += 1;
      continue;
    }
    return { is: 'row', cells, next: afterBreak(text, at), lines };
  }
};

const readQuoted = (text: string, from: number) => {
  let value = '';
  let breaks = 0;
  let start = from + 1;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') {
      value += text.slice(start, at);
      if (text[at + 1] !== '"') return { value, breaks, next: at + 1 };
      value += '"';
      at += 1;
      start = at + 1;
    } else if (letter === '\n' || (letter === '\r' && text[at + 1] !== '\n')) {
      breaks += 1;
    }
    if (breaks > mostLinesInCell || at - from > longestCell) return null;
  }
  return null;
};

/**
 * A cell that begins like a formula would be carried out when the file is opened in a spreadsheet;
 * an apostrophe before it makes it the text that it is (OWASP, CSV injection).
 */
export type Cell = string | number | null | { readonly exact: string };

export const writeCell = (value: Cell): string => {
  if (value === null) return '';
  const text = typeof value === 'object' ? value.exact : String(value);
  const harmless = typeof value === 'string' && /^\s*[=+\-@]|^[\t\r\n]/.test(text)
    ? `'${text}` : text;
  return /[",;|\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** `exact` is for numbers that are written by digits: no apostrophe before their minus. */
export const writeCsv = (
  rows: readonly (readonly Cell[])[], delimiter: Delimiter = 'auto',
): string => {
  const between = signOf(delimiter) ?? ',';
  return rows.map((cells) => `${cells.map(writeCell).join(between)}\r\n`).join('');
};
