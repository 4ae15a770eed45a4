/** How long and when, in words. Instants are UTC texts; people read the warehouse's clock. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `23 min`, `2 h 05`, `3 days 4 h`. Parts are cut, never rounded up. */
export function durationInWords(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < minute) return 'under 1 min';
  if (length < hour) return `${String(Math.floor(length / minute))} min`;
  if (length < day) {
    const minutes = String(Math.floor((length % hour) / minute)).padStart(2, '0');
    return `${String(Math.floor(length / hour))} h ${minutes}`;
  }
  const days = Math.floor(length / day);
  const hours = Math.floor((length % day) / hour);
  return `${String(days)} ${days === 1 ? 'day' : 'days'} ${String(hours)} h`;
}

/** `0.6 s`, `30 s`: how long the other side took to answer. */
export function callTimeInWords(milliseconds: number): string {
  if (milliseconds < 100) return 'under 0.1 s';
  if (milliseconds < 9_950) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${String(Math.round(milliseconds / 1_000))} s`;
}

/** A reader in a place, at an instant by the server's clock. */
export type Reader = { readonly timeZone: string; readonly now: number };

/** The zone if this runtime knows it; else UTC, which the output then names. */
export function knownZone(name: string): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (refusal) {
    if (refusal instanceof RangeError) return 'UTC';
    throw refusal;
  }
}

const months = [
  'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec',
] as const;

/** `13:51`; with the day when it is another one, and the year when that is another one too. */
export function clockInWords(instant: string, { timeZone, now }: Reader): string {
  const there = zoned(instant, timeZone);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const time = timeOfDay(there, 'minute');
  if (there.toPlainDate().equals(today.toPlainDate())) return time;
  const date = `${String(there.day)} ${months[there.month - 1] ?? ''}`;
  return there.year === today.year ? `${date} ${time}` : `${date} ${String(there.year)} ${time}`;
}

/** `13:51:40`, without a day. */
export function secondsInWords(instant: string, timeZone: string): string {
  return timeOfDay(zoned(instant, timeZone), 'second');
}

/** `Sunday 22 November 2026`. */
export function dayInWords(instant: string, timeZone: string): string {
  return zoned(instant, timeZone)
    .toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .replace(',', '');
}

export function ago(instant: string, { now }: Reader): string {
  return durationInWords(now - Temporal.Instant.from(instant).epochMilliseconds);
}

function zoned(instant: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}

/** In the hour that a zone has twice a year, the offset tells the two apart. */
function timeOfDay(there: Temporal.ZonedDateTime, to: 'minute' | 'second'): string {
  const time = there.toPlainTime().toString({ smallestUnit: to });
  const wall = there.toPlainDateTime();
  const first = wall.toZonedDateTime(there.timeZoneId, { disambiguation: 'earlier' });
  const last = wall.toZonedDateTime(there.timeZoneId, { disambiguation: 'later' });
  return first.epochMilliseconds === last.epochMilliseconds ? time : `${time} (${there.offset})`;
}
