/** Days and times as people type them, on the clocks of a zone. */
import { instantOf, wallOf } from '../time/clock.ts';
import { timeWords as said } from '../words/typed-filter.ts';
import type { Found, Word } from './typed-text.ts';

export type Clock = { readonly now: number; readonly zone: string };

/** A whole day ends where the next begins; an instant has no length. Both in milliseconds. */
export type Span =
  | { readonly is: 'day'; readonly from: number; readonly to: number }
  | { readonly is: 'instant'; readonly at: number }
  /** "last 2 hours": needs no word before it. */
  | { readonly is: 'since'; readonly at: number };

const dayLong = 86_400_000;
const units: readonly (readonly [readonly string[], number])[] = [
  [said.minutes, 60_000], [said.hours, 3_600_000], [said.daysLong, dayLong],
];

export function timeAt(words: readonly Word[], at: number, clock: Clock): Found<Span> | null {
  const text = (from: number) => words[from]?.word ?? '';
  const long = lengthAt(text, at);
  if (long !== null) return { value: spanOf(long, clock), count: long.count };
  const day = dayAt(text, at, clock);
  const clockFirst = hoursAt(text, at);
  if (day === null && clockFirst === null) return null;
  if (day === null) return timeOnDay(text, at, clock);
  const skipped = isOneOf(said.at, text(at + day.count)) ? 1 : 0;
  const hours = hoursAt(text, at + day.count + skipped);
  if (hours !== null) {
    return instant(`${day.value}T${hours.value}`, clock, day.count + skipped + hours.count);
  }
  const next = dayText(Date.parse(`${day.value}T00:00Z`) + dayLong);
  return {
    value: {
      is: 'day', from: instantOf(`${day.value}T00:00`, clock.zone),
      to: instantOf(`${next}T00:00`, clock.zone),
    },
    count: day.count,
  };
}

type TextAt = (from: number) => string;

function timeOnDay(text: TextAt, at: number, clock: Clock): Found<Span> | null {
  const hours = hoursAt(text, at);
  if (hours === null) return null;
  const skipped = isOneOf(said.at, text(at + hours.count)) ? 1 : 0;
  const day = dayAt(text, at + hours.count + skipped, clock);
  return day === null ? instant(`${todayOf(clock)}T${hours.value}`, clock, hours.count)
    : instant(`${day.value}T${hours.value}`, clock, hours.count + skipped + day.count);
}

const instant = (wall: string, { zone }: Clock, count: number): Found<Span> =>
  ({ value: { is: 'instant', at: instantOf(wall, zone) }, count });

type Length = { readonly milliseconds: number; readonly isAgo: boolean; readonly count: number };

/** "last 2 hours", "last hour", "2 hours ago". */
function lengthAt(text: TextAt, at: number): Length | null {
  const isLast = isOneOf(said.last, text(at));
  const from = isLast ? at + 1 : at;
  const number = /^\d{1,3}$/.test(text(from)) ? Number(text(from)) : null;
  const unitAt = number === null ? from : from + 1;
  const unit = units.find(([names]) => isOneOf(names, text(unitAt)))?.[1];
  if (unit === undefined) return null;
  const milliseconds = (number ?? 1) * unit;
  if (isLast) return { milliseconds, isAgo: false, count: unitAt + 1 - at };
  return number !== null && text(unitAt + 1) === said.ago
    ? { milliseconds, isAgo: true, count: unitAt + 2 - at } : null;
}

const spanOf = ({ milliseconds, isAgo }: Length, { now }: Clock): Span =>
  ({ is: isAgo ? 'instant' : 'since', at: now - milliseconds });

/** Which day, as 2026-11-20. */
function dayAt(text: TextAt, at: number, clock: Clock): Found<string> | null {
  const word = text(at);
  const today = todayOf(clock);
  const daysBack = (days: number) => dayText(Date.parse(`${today}T00:00Z`) - days * dayLong);
  if (word === said.today) return { value: today, count: 1 };
  if (word === said.yesterday) return { value: daysBack(1), count: 1 };
  const weekday = placeIn(said.days, said.allDays, word);
  if (weekday >= 0) {
    const back = (new Date(`${today}T00:00Z`).getUTCDay() - weekday + 7) % 7;
    return { value: daysBack(back), count: 1 };
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return isDay(word) ? { value: word, count: 1 } : null;
  const named = dateAt(text(at), text(at + 1)) ?? dateAt(text(at + 1), text(at));
  if (named === null) return null;
  const year = /^20\d{2}$/.test(text(at + 2)) ? text(at + 2) : null;
  const value = year === null ? latest(named, today) : `${year}-${named}`;
  return value !== null && isDay(value) ? { value, count: year === null ? 2 : 3 } : null;
}

/** "20" and "nov" as 11-20. */
function dateAt(day: string, month: string): string | null {
  const number = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(day)?.[1];
  const place = placeIn(said.months, said.allMonths, month);
  return number === undefined || place < 0 ? null
    : `${String(place + 1).padStart(2, '0')}-${number.padStart(2, '0')}`;
}

/** Without a year it is the last such day that was, or today. */
function latest(monthAndDay: string, today: string): string | null {
  const year = Number(today.slice(0, 4));
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].map((back) => `${year - back}-${monthAndDay}`)
    .find((day) => isDay(day) && day <= today) ?? null;
}

/** "9:30", "9:30 pm", "9am", "9 am", as 09:30. */
function hoursAt(text: TextAt, at: number): Found<string> | null {
  const shape = new RegExp(`^(\\d{1,2})(?::(\\d{2}))?(${said.morning}|${said.afternoon})?$`);
  const [, hour, minute, joined] = shape.exec(text(at)) ?? [];
  if (hour === undefined) return null;
  const apart = [said.morning, said.afternoon].find((half) => half === text(at + 1));
  const half = joined ?? apart;
  if (minute === undefined && half === undefined) return null;
  const number = Number(hour);
  if (number > 23 || Number(minute ?? 0) > 59) return null;
  if (half !== undefined && (number < 1 || number > 12)) return null;
  const real = half === undefined ? number : (number % 12) + (half === said.afternoon ? 12 : 0);
  return {
    value: `${String(real).padStart(2, '0')}:${minute ?? '00'}`,
    count: joined === undefined && apart !== undefined ? 2 : 1,
  };
}

const todayOf = ({ now, zone }: Clock): string => wallOf(now, zone).slice(0, 10);

const dayText = (instantOfDay: number): string => new Date(instantOfDay).toISOString().slice(0, 10);

/** Whether the calendar has it: 30 February is no day. */
function isDay(text: string): boolean {
  const instant = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(instant) && dayText(instant) === text;
}

const isOneOf = (known: readonly string[], word: string): boolean => known.includes(word);

function placeIn(short: readonly string[], whole: readonly string[], word: string): number {
  const place = whole.indexOf(word);
  // "sept" and "thurs" as well: from the short name on, any beginning of the whole one.
  return place >= 0 ? place : whole.findIndex((one, index) =>
    word.length >= 3 && one.startsWith(word) && word.startsWith(short[index] ?? one));
}
