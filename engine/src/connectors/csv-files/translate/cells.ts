/** One cell -> what it says, or a sentence that says why not. */
import { parseInstant, instant, type Instant } from '../../../core/model/instant.ts';
import { storableText } from '../../../contract/their-words.ts';

export type Read<Value> =
  | { readonly value: Value }
  | { readonly problem: string };

/** As much of a cell as a person needs to find it. */
const quoted = (cell: string): string => {
  const plain = storableText(cell).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return `“${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}”`;
};

/** Pieces, millimetres, places in a row: no sign, no fraction, no power of ten. */
export const readWhole = (cell: string, decimal: '.' | ','): Read<number | null> => {
  const text = cell.trim();
  if (text === '') return { value: null };
  const whole = decimal === '.' ? /^(\d{1,9})(?:\.0{1,6})?$/ : /^(\d{1,9})(?:,0{1,6})?$/;
  const found = whole.exec(text);
  return found?.[1] === undefined
    ? { problem: `${quoted(cell)} is not a whole number` } : { value: Number(found[1]) };
};

/** Exact to the third digit: `1,5` where the comma is the decimal sign. */
export const readDecimal = (cell: string, decimal: '.' | ','): Read<number | null> => {
  const text = cell.trim();
  if (text === '') return { value: null };
  const found = (decimal === '.' ? /^(\d{1,9})(?:\.(\d{1,6}))?$/ : /^(\d{1,9})(?:,(\d{1,6}))?$/)
    .exec(text);
  return found?.[1] === undefined
    ? { problem: `${quoted(cell)} is not a number` +
      (decimal === ',' ? ' with a decimal comma' : ' with a decimal point') }
    : { value: Number(`${found[1]}.${found[2] ?? '0'}`) };
};

/** Minor units; half a penny goes away from zero. */
export const readMinor = (cell: string, decimal: '.' | ','): Read<number | null> => {
  const read = readDecimal(cell, decimal);
  if ('problem' in read || read.value === null) return read;
  const [whole = '0', part = ''] = cell.trim().split(decimal);
  const digits = `${part}000`;
  const up = Number(digits[2]) >= 5 ? 1 : 0;
  return { value: Number(whole) * 100 + Number(digits.slice(0, 2)) + up };
};

const longestText = 500;

/** Texts that are typed: what no database holds is left out. */
export const readText = (cell: string): Read<string | null> => {
  const text = storableText(cell);
  return text.length > longestText * 10
    ? { problem: `a text of ${String(text.length)} letters is too long` }
    : { value: text === '' ? null : text };
};

/** `iso`, `unix`, or a pattern out of YYYY, YY, MM, DD, HH, mm and ss. */
export const problemOfPattern = (pattern: string): string | null => {
  if (pattern === 'iso' || pattern === 'unix') return null;
  const isWhole = ['YY', 'MM', 'DD'].every((part) => pattern.includes(part));
  return isWhole && pattern.length <= 40
    ? null : 'must be iso, unix, or a pattern with YYYY, MM and DD, such as DD/MM/YYYY HH:mm';
};

const token = /YYYY|YY|MM|DD|HH|mm|ss/g;

/** `near`: when the file was written; of an hour that comes twice that one is meant. */
export const readTime = (
  cell: string, pattern: string, timeZone: string, near: number,
): Read<Instant | null> => {
  const text = cell.trim();
  if (text === '') return { value: null };
  const clock = { timeZone, near };
  const at = pattern === 'unix' ? unixTime(text)
    : pattern === 'iso' ? isoTime(text, clock) : timeBy(text, pattern, clock);
  const shape = pattern === 'iso' ? '2026-11-22T13:40:12Z' : pattern;
  return at === null
    ? { problem: `${quoted(cell)} is not a time like ${shape}` } : { value: at };
};

const unixTime = (text: string): Instant | null =>
  (/^\d{9,11}$/.test(text) ? instant(Number(text) * 1_000) : null);

type Clock = { readonly timeZone: string; readonly near: number };

const isoTime = (text: string, clock: Clock): Instant | null => {
  const zoned = parseInstant(text);
  if (zoned !== null) return zoned;
  const local = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/.exec(text);
  if (local === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    local.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return wallTime({ year, month, day, hour, minute, second }, clock);
};

const timeBy = (text: string, pattern: string, clock: Clock): Instant | null => {
  const names = [...pattern.matchAll(token)].map(([name]) => name);
  const literal = pattern.split(token).map((one) => one.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const groups = names.map((name) => (name === 'YYYY' ? '(\\d{4})' : '(\\d{2})'));
  const shape = literal.map((one, index) => `${one}${groups[index] ?? ''}`).join('');
  const found = new RegExp(`^${shape}$`).exec(text);
  if (found === null) return null;
  const part = (name: string): number | null => {
    const index = names.findIndex((one) => one === name);
    return index < 0 ? null : Number(found[index + 1]);
  };
  return wallTime({
    year: part('YYYY') ?? 2000 + (part('YY') ?? 0), month: part('MM') ?? 0, day: part('DD') ?? 0,
    hour: part('HH') ?? 0, minute: part('mm') ?? 0, second: part('ss') ?? 0,
  }, clock);
};

type Wall = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>;

const wallTime = (wall: Wall, { timeZone, near }: Clock): Instant | null => {
  try {
    const plain = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
    const readings = (['earlier', 'later'] as const)
      .map((disambiguation) => plain.toZonedDateTime(timeZone, { disambiguation }))
      // In the hour that is left out in spring neither shows what was written.
      .filter((one) => one.toPlainDateTime().equals(plain))
      .map(({ epochMilliseconds }) => epochMilliseconds)
      .toSorted((one, other) => Math.abs(one - near) - Math.abs(other - near));
    return instant(readings[0] ?? plain.toZonedDateTime(timeZone).epochMilliseconds);
  } catch (refusal) {
    if (refusal instanceof RangeError) return null;
    throw refusal;
  }
};
