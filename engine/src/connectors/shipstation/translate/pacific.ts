/**
 * V1 speaks Pacific wall-clock time without a zone [req]. Twice a year that is not enough: one
 * autumn hour comes twice and one spring hour never. The rules of the zone are the runtime's own.
 */
import { instant, type Instant } from '../../../core/model/instant.ts';

const zone = 'America/Los_Angeles';

/**
 * The instant of a V1 time such as `2026-03-03T07:41:09.3170000`. A text with an offset is taken
 * by its offset. In the repeated autumn hour it is the earlier of the two instants: limits that
 * count from it then run out early rather than late. A reading in the missing spring hour can
 * only come from a clock that was not put forward, and is taken so. Null when it is no time.
 */
export const pacificInstant = (text: string): Instant | null => read(text)?.at ?? null;

/**
 * As `pacificInstant`, but null in the repeated hour. For times that put sightings in order: with
 * either fixed reading a change in the second pass would look older than one in the first, and
 * the newer sighting would be thrown away. Without a time, the later look wins.
 */
export const orderingInstant = (text: string): Instant | null => {
  const known = read(text);
  return known === null || known.isRepeated ? null : known.at;
};

/** `2026-03-02 14:21:00`, the format that V1 asks for. */
export const renderPacific = (at: Instant): string => wall(zoned(at));

/** The start of a window, early enough to include the whole of a repeated hour. */
export const renderWindowStart = (at: Instant): string => {
  const repeat = repeatedHour(zoned(at));
  return wall(repeat === null ? zoned(at) : repeat.start.subtract({ seconds: 1 }));
};

/**
 * The end of a window, late enough to include the whole of a repeated hour. Rows are stored by
 * wall clock, so a window that ends at 01:10 of the second pass would else lose 01:45 of the first.
 */
export const renderWindowEnd = (at: Instant): string => {
  const wholeSecond = zoned(instant(Math.ceil(at / 1000) * 1000));
  return wall(repeatedHour(wholeSecond)?.end ?? wholeSecond);
};

/**
 * One second before a V1 time, for a window that is to include it: whether V1 takes in what lies
 * just on its edge is not documented.
 */
export const renderSecondBefore = (text: string): string =>
  renderPlain(Temporal.PlainDateTime.from(text).subtract({ seconds: 1 }));

const read = (text: string): { at: Instant; isRepeated: boolean } | null => {
  try {
    if (/(z|[+-]\d\d:?\d\d)$/i.test(text)) {
      const given = Temporal.Instant.from(text.replace(' ', 'T'));
      return { at: instant(given.epochMilliseconds), isRepeated: false };
    }
    const plain = Temporal.PlainDateTime.from(text);
    // .NET's "no date" is the first of January of the year 1.
    if (plain.year < 1990) return null;
    const reading = plain.toZonedDateTime(zone, { disambiguation: 'compatible' });
    return { at: instant(reading.epochMilliseconds), isRepeated: repeatedHour(reading) !== null };
  } catch (refusal) {
    if (refusal instanceof RangeError) return null;
    throw refusal;
  }
};

const zoned = (at: Instant): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** The hour, both passes of it, in which this wall-clock reading occurs twice; else null. */
const repeatedHour = (
  at: Temporal.ZonedDateTime,
): { start: Temporal.ZonedDateTime; end: Temporal.ZonedDateTime } | null => {
  const plain = at.toPlainDateTime();
  const first = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) return null;
  const clocksBack = first.getTimeZoneTransition('next');
  if (clocksBack === null) return null;
  const length = first.until(second);
  return { start: clocksBack.subtract(length), end: clocksBack.add(length) };
};

const wall = (at: Temporal.ZonedDateTime): string => renderPlain(at.toPlainDateTime());

const renderPlain = (at: Temporal.PlainDateTime): string =>
  at.toString({ smallestUnit: 'second', roundingMode: 'floor' }).replace('T', ' ');
