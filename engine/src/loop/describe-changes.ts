import { sameContent } from '../core/facts/same-content.ts';

/**
 * What differs between two documents, one line per place: `warehouses.leicester.gate: picked ->
 * packed`.
 */
export const describeChanges = (before: unknown, after: unknown, path = ''): string[] => {
  if (sameContent(before, after)) return [];
  // What is new is told place by place too: a whole connection on one line reads as none.
  const isNew = before === undefined && isRecord(after) && Object.keys(after).length > 0;
  if (isNew) return describeChanges({}, after, path);
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      describeChanges(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  const rows = changedRows(before ?? [], after, path);
  if (rows.length > 0) return rows;
  if (before === undefined) return [`${path}: added ${short(after)}`];
  if (after === undefined) return [`${path}: removed`];
  return [`${path}: ${short(before)} -> ${short(after)}`];
};

/** Lists of objects, such as mappings, row by row; none where only their order differs. */
const changedRows = (before: unknown, after: unknown, path: string): string[] => {
  if (!isRows(before) || !isRows(after)) return [];
  const missingIn = (rows: readonly Row[]) => (row: Row): boolean =>
    !rows.some((one) => sameContent(one, row));
  return [
    ...after.filter(missingIn(before)).map((row) => `${path}: added ${rowInWords(row)}`),
    ...before.filter(missingIn(after)).map((row) => `${path}: removed ${rowInWords(row)}`),
  ];
};

type Row = Readonly<Record<string, unknown>>;

const isRows = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) && value.every(isRecord);

const rowInWords = (row: Row): string =>
  Object.entries(row).map(([name, value]) => `${name} ${short(value)}`).join(', ');

const isRecord = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};
