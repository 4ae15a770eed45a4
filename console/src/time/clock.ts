/**
 * When, in the zone a reader asked for. The engine speaks UTC instants; here they become wall
 * clocks. In the hour that a zone has twice, the zone's name is added: 01:30 BST, 01:30 GMT.
 */
import { numberLanguage } from '../words/language.ts';

const hour = 3_600_000;
const dayLong = 24 * hour;

/** Americans read a clock of twelve hours; "13:51" is "1:51 PM" to them. */
const ownHours: Intl.DateTimeFormatOptions = numberLanguage === 'en-US'
  ? { hour: 'numeric', hourCycle: 'h12' } : { hour: '2-digit', hourCycle: 'h23' };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${name} ${zone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(numberLanguage, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

/** "13:51", or "21 Nov 13:51" when it was not on the day of `now` in that zone. */
export function clockTime(instant: string | number, zone: string, now: number): string {
  return withDay(instant, zone, now, { ...ownHours, minute: '2-digit' });
}

/** "13:51:40", with the day where it is another one. */
export function clockTimeToTheSecond(instant: string | number, zone: string, now: number): string {
  return withDay(instant, zone, now, { ...ownHours, minute: '2-digit', second: '2-digit' });
}

/** "22 Nov" in that zone; entries of one day share it. */
export function dayOf(instant: string | number, zone: string): string {
  return format(zone, 'day', { day: 'numeric', month: 'short' }).format(new Date(instant));
}

/** "Sunday 22 November 2026 at 13:51:40 GMT (Europe/London)": for titles and reports. */
export function fullTime(instant: string | number, zone: string): string {
  const date = new Date(instant);
  const text = format(zone, 'full', {
    weekday: 'long', day: 'numeric', month: 'long', year: 'numeric',
    ...ownHours, minute: '2-digit', second: '2-digit', timeZoneName: 'short',
  }).format(date);
  return `${text} (${zone})`;
}

/**
 * The instant at which that zone's clocks show "2026-11-23T09:00". Of a time that they show twice
 * it is the first, and one that they skip counts on from before the change.
 */
export function instantOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const candidates = [asUtc - dayLong, asUtc + dayLong]
    .map((near) => asUtc - aheadOfUtc(near, zone));
  const fits = candidates.filter((one) => one + aheadOfUtc(one, zone) === asUtc);
  return Math.min(...(fits.length > 0 ? fits : [candidates[0] ?? asUtc]));
}

/** What that zone's clocks show then: "2026-11-23T09:00". */
export const wallOf = (instant: number, zone: string): string =>
  new Date(instant + aheadOfUtc(instant, zone)).toISOString().slice(0, 16);

/** By how much the zone's clocks are ahead then, in milliseconds. */
function aheadOfUtc(instant: number, zone: string): number {
  const parts = format(zone, 'parts', {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    second: '2-digit', hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  const shown = Date.UTC(
    part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1_000) * 1_000;
}

/** The zone itself if this browser knows it, else UTC: a wrong name must not take the page down. */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat(numberLanguage, { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** The zone of the computer that shows the page. */
export const ownZone = (): string =>
  knownZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);

function withDay(
  instant: string | number, zone: string, now: number, options: Intl.DateTimeFormatOptions,
): string {
  const date = new Date(instant);
  const precision = options.second === undefined ? 'clock' : 'seconds';
  const time = format(zone, precision, options).format(date);
  const year = format(zone, 'year', { year: 'numeric' });
  const day = dayOf(instant, zone) === dayOf(now, zone)
    && year.format(date) === year.format(now) ? '' : `${dayOf(instant, zone)} `;
  const name = isToldTwice(date, zone) ? ` ${zoneName(date, zone)}` : '';
  return `${day}${time}${name}`;
}

/** Whether the wall clock of that zone shows this very time an hour before or after as well. */
function isToldTwice(date: Date, zone: string): boolean {
  const wall = format(zone, 'wall', {
    day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  const told = wall.format(date);
  const before = wall.format(date.getTime() - hour);
  const after = wall.format(date.getTime() + hour);
  return told === before || told === after;
}

function zoneName(date: Date, zone: string): string {
  const parts = format(zone, 'name', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
