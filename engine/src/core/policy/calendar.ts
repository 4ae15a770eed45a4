import { instant, type Instant } from '../model/instant.ts';
import type { Collection, Weekday } from './policy.ts';
import { members, problemAt, required, text, type Place } from './reading.ts';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const asWeekday = (word: string | undefined): Weekday | null =>
  weekdays.find((one) => one === word) ?? null;

/** `mon-fri`, `sat`, `mon, wed, fri` or `daily`. */
const days = (place: Place): readonly Weekday[] | null => {
  const said = text(place);
  if (said === null) return null;
  if (said === 'daily') return weekdays;
  const found: Weekday[] = [];
  for (const part of said.split(',').map((one) => one.trim())) {
    const [from, to, ...more] = part.split('-').map(asWeekday);
    const first = from ?? null;
    const last = to === undefined ? first : to;
    if (first === null || last === null || more.length > 0) {
      return problemAt(place, 'must be days such as mon-fri, or mon, wed, or daily');
    }
    const span = (weekdays.indexOf(last) - weekdays.indexOf(first) + 7) % 7;
    for (let step = 0; step <= span; step += 1) {
      const day = weekdays[(weekdays.indexOf(first) + step) % 7];
      if (day !== undefined && !found.includes(day)) found.push(day);
    }
  }
  return found;
};

const clockTime = (place: Place): { hour: number; minute: number } | null => {
  const parts =
    typeof place.value === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(place.value) : null;
  return parts === null
    ? problemAt(place, 'must be a time of day such as "16:30", in quotation marks')
    : { hour: Number(parts[1]), minute: Number(parts[2]) };
};

export const parseCollection = (place: Place): Collection | null => {
  const m = members(place, ['carrier', 'at', 'days']);
  const carrier = required(place, 'carrier', m.get('carrier'), text);
  const at = required(place, 'at', m.get('at'), clockTime);
  const on = required(place, 'days', m.get('days'), days);
  return carrier === null || at === null || on === null ? null : { carrier, at, days: on };
};

/** An IANA zone name that this runtime knows, such as Europe/London. */
export const parseTimeZone = (place: Place): string | null => {
  const name = text(place);
  if (name === null) return null;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return name;
  } catch (refusal) {
    if (!(refusal instanceof RangeError)) throw refusal;
    return problemAt(place, 'must be a time zone such as Europe/London');
  }
};

/** Ten days before the last instant that the calendar knows. */
const lastDay = 8.64e15 - 10 * 86_400_000;

/**
 * The first collection by one of these carriers at or after an instant; null when none is
 * planned in the next eight days. On the night when a wall-clock time is missing the van is
 * taken to come at the later reading; when it happens twice, at the first.
 */
export const nextCollection = (
  collections: readonly Collection[],
  carrier: string,
  timeZone: string,
  from: Instant,
): Instant | null => {
  // A label dated at the end of time is an oddity, and no reason to trip over its order.
  if (Math.abs(from) > lastDay) return null;
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const fits = collections.filter((one) => one.carrier === carrier);
  let found: Instant | null = null;
  for (let ahead = 0; ahead <= 8 && found === null; ahead += 1) {
    const date = start.toPlainDate().add({ days: ahead });
    for (const one of fits) {
      if (one.days[0] === undefined || !one.days.includes(weekdayOf(date.dayOfWeek))) continue;
      const at = date.toZonedDateTime({
        timeZone,
        plainTime: Temporal.PlainTime.from({ hour: one.at.hour, minute: one.at.minute }),
      });
      const when = instant(at.epochMilliseconds);
      if (when >= from && (found === null || when < found)) found = when;
    }
  }
  return found;
};

/**
 * The first van that an order may go by; with a carrier that nobody knows yet, any of the
 * warehouse's may be the one. Null when none comes in the next eight days.
 */
export const firstVan = (
  { collections, timeZone }: {
    readonly collections: readonly Collection[]; readonly timeZone: string;
  },
  carrier: string | null,
  from: Instant,
): { readonly carrier: string; readonly at: Instant } | null =>
  (carrier === null ? [...new Set(collections.map((one) => one.carrier))] : [carrier])
    .flatMap((one) => {
      const at = nextCollection(collections, one, timeZone, from);
      return at === null ? [] : [{ carrier: one, at }];
    })
    .toSorted((one, other) => one.at - other.at)[0] ?? null;

const weekdayOf = (isoDay: number): Weekday => weekdays[(isoDay - 1) % 7] ?? 'mon';
