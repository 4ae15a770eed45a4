import type { Moment } from '../machine.ts';

/**
 * V1 speaks Pacific wall-clock time without a zone (shipstation.md 3.14). The pretend account
 * keeps and compares that text as it stands: in the autumn night the clock goes back and so does
 * the order of rows, which is the worse of the two readings for whoever polls.
 */
const zone = 'America/Los_Angeles';
const shape =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)?$/;

/** A moment as `2026-03-03T07:41:09.3170000`. */
export const pacificText = (at: Moment): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ fractionalSecondDigits: 7 });

export const pacificDate = (at: Moment): string => pacificText(at).slice(0, 10);

/** Item times carry fewer fraction digits than order times. */
export const shortFraction = (text: string): string => text.replace(/\.?0+$/, '');

/** Pacific text as a moment; of an hour that comes twice, the first. */
export const pacificMoment = (text: string): Moment =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;

/** Midnight Pacific at the start of a `yyyy-MM-dd` date. */
export const pacificMidnight = (date: string): Moment =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;

/**
 * Text from a caller as full Pacific text, or null when it is no date. A time with an offset is
 * moved to Pacific, since one connector in production sends `-00:00` and is understood.
 */
export function readPacific(given: string): string | null {
  const found = shape.exec(given.trim());
  if (found === null) return null;
  const [, date, minutes = '00:00', seconds = '00', fraction = '', offset] = found;
  const wall = `${date}T${minutes}:${seconds}.${fraction.slice(0, 7).padEnd(7, '0')}`;
  try {
    if (offset === undefined) {
      return Temporal.PlainDateTime.from(wall, { overflow: 'reject' }).toString({
        fractionalSecondDigits: 7,
      });
    }
    const zoned = offset === '-00:00' ? 'Z' : offset;
    return pacificText(Temporal.Instant.from(`${wall}${zoned}`).epochMilliseconds);
  } catch (problem) {
    // A month 13 passes the shape and fails in Temporal: that is a bad date, not a bug.
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}
