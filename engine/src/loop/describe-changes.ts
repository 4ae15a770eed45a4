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
  if (before === undefined) return [`${path}: added ${short(after)}`];
  if (after === undefined) return [`${path}: removed`];
  return [`${path}: ${short(before)} -> ${short(after)}`];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};
