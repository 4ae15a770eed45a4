/** Their values -> ours. Decimals and dates are objects that name their class [try-src]. */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import { instant, type Instant } from '../../../core/model/instant.ts';

/** Text that may be absent; blank text says nothing. */
export const text = z.union([z.string(), z.number().transform(String)]).nullish()
  .transform((given) => storableText(given ?? '') || null);

export const id = z.union([
  z.number(), z.string().regex(/^\d{1,15}$/).transform(Number),
]).pipe(z.int().positive());

export const quantity = z.union([
  z.number(), z.string().regex(/^-?\d{1,15}(\.\d{1,20})?(e-\d{1,3})?$/).transform(Number),
]).pipe(z.number());

/** A list, in which empty entries are nothing. */
export const listOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.array(shape.nullable()).transform((all) => all.filter((one) => one !== null));

/** A decimal number as its digits; absent where there is none. */
export const decimal = z.object({
  decimal: z.union([z.string(), z.number().transform(String)])
    .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,20})?$/)),
}).transform((one) => one.decimal).nullish().catch(null);

const part = z.coerce.number().pipe(z.int().nonnegative());

/** A moment of theirs, which is in UTC. */
export const stamp = z.object({
  year: part, month: part, day: part, hour: part, minute: part, second: part,
  microsecond: part.nullish(),
}).transform((at): Instant => instant(Date.UTC(
  at.year, at.month - 1, at.day, at.hour, at.minute, at.second, (at.microsecond ?? 0) / 1_000)));

/** As their searches want it. */
export const stampOf = (at: number) => {
  const when = new Date(at);
  return {
    __class__: 'datetime', year: when.getUTCFullYear(), month: when.getUTCMonth() + 1,
    day: when.getUTCDate(), hour: when.getUTCHours(), minute: when.getUTCMinutes(),
    second: when.getUTCSeconds(), microsecond: 0,
  };
};

/** Major units as digits -> minor ones, halves away from zero. */
export const minorOf = (digits: string): number => {
  const [, sign = '', whole = '0', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits) ?? [];
  const hundredths = rest.padEnd(3, '0');
  const minor = Number(whole) * 100 + Number(hundredths.slice(0, 2)) +
    (Number(hundredths[2]) >= 5 ? 1 : 0);
  return sign === '' || minor === 0 ? minor : -minor;
};

/** Minor units as their decimal number of major ones, by digits alone. */
export const decimalOf = (minor: number) => {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const value = `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return { __class__: 'Decimal', decimal: value };
};

/** Their quantities are binary fractions: 0.1 + 0.2 of something is no news. */
export const wholeOf = (given: number): number | null => {
  const whole = Math.round(given);
  return Math.abs(given - whole) < 1e-6 && whole >= 0 ? whole : null;
};
