/**
 * Fields of V1 answers, read with tolerance for what integrators have met: numbers as text, ids
 * as either, booleans as "true" or "True", null entries in lists, absent for null. Unknown fields
 * are ignored everywhere: the service adds them over time.
 */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { pacificInstant } from './pacific.ts';

/** Ids are numbers above 32 bits [s4n 1.0.11]; we keep them as text. */
export const idText = z
  .union([
    z.int().positive(), z.string().trim().regex(/^[1-9]\d*$/, 'is not an id'),
  ], 'is not an id')
  .transform(String);

/** An id that may be absent; .NET's zero stands for absent too. */
export const idTextOrNull = z
  .union([idText, z.literal([0, '0', ''])], 'is not an id')
  .nullish()
  .transform((id) => (typeof id === 'string' && id !== '' && id !== '0' ? id : null));

/** An id as V1 takes it: a number above 32 bits, and far below where numbers lose digits. */
export const idNumber = (id: string): number => {
  const number = Number(id);
  assert(Number.isSafeInteger(number) && number > 0, 'an id of V1 is a whole number');
  return number;
};

/** Text that may be absent; blank text says nothing. */
export const textOrNull = z
  .union([z.string(), z.number()], 'is not text')
  .nullish()
  .transform((value) => storableText(String(value ?? '')))
  .transform((value) => (value === '' ? null : value));

export const numeric = z.union(
  [z.number(), z.string().trim().regex(/^-?\d+(\.\d+)?$/).transform(Number)],
  'is not a number',
);

export const numericOrNull = z
  .union([numeric, z.literal('')], 'is not a number')
  .nullish()
  .transform((value) => (typeof value === 'number' ? value : null));

export const quantity = numeric.pipe(
  z.int('is not a whole number').min(0, 'is less than nothing'),
);

/** A statement; absent is no. The URLs that ShipStation sends spell it with a capital. */
export const statement = z
  .union([z.boolean(), z.string()], 'is neither true nor false')
  .nullish()
  .transform((value) => value === true || String(value).toLowerCase() === 'true');

/** A time without which a row says nothing. */
export const time = textOrNull.transform((text, context): Instant => {
  const at = text === null ? null : pacificInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'is not a time' });
  return z.NEVER;
});

/** A list that may be absent and may hold null entries [agr]. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item.nullable(), 'is not a list')
    .nullish()
    .transform((items): z.output<Item>[] =>
      (items ?? []).filter((one): one is NonNullable<typeof one> => one !== null),
    );

/** What is wrong with a row, in words that name the field and never repeat its value. */
export const findings = (error: z.ZodError): string => {
  const words = error.issues.map((issue) => {
    const field = issue.path.map(String).join('.');
    return field === '' ? issue.message : `${field} ${issue.message}`;
  });
  return words.slice(0, 3).join('; ');
};
