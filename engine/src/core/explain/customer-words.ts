/** The few words in which what a customer reads differs by language: times, and the noun. */
import type { Reader } from './words.ts';

export const replyLanguages = ['en-GB', 'en-US'] as const;
export type ReplyLanguage = (typeof replyLanguages)[number];

export const parcelWord: Readonly<Record<ReplyLanguage, string>> = {
  'en-GB': 'parcel', 'en-US': 'package',
};

/** `today at 13:51`, `yesterday at 1:51 pm`, `on 21 November at 13:51`, on the reader's clock. */
export const moment = (at: number, { timeZone, now }: Reader, language: ReplyLanguage): string => {
  const local = zoned(at, timeZone);
  const today = zoned(now, timeZone).toPlainDate();
  const time = language === 'en-US' ? twelveHours(local.hour, local.minute)
    : local.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = local.toPlainDate();
  if (day.equals(today)) return `today at ${time}`;
  if (day.equals(today.subtract({ days: 1 }))) return `yesterday at ${time}`;
  const month = months[local.month - 1] ?? '';
  const date = language === 'en-US'
    ? `${month} ${String(local.day)}${local.year === today.year ? '' : `, ${String(local.year)}`}`
    : `${String(local.day)} ${month}${local.year === today.year ? '' : ` ${String(local.year)}`}`;
  return `on ${date} at ${time}`;
};

const twelveHours = (hour: number, minute: number): string =>
  `${String(hour % 12 === 0 ? 12 : hour % 12)}:${String(minute).padStart(2, '0')} ` +
  (hour < 12 ? 'am' : 'pm');

/** A time that no calendar holds is told as the nearest that it does hold. */
const zoned = (at: number, timeZone: string) => {
  const last = 8.64e15 - 2 * 86_400_000;
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(Math.min(last, Math.max(-last, at))))
    .toZonedDateTimeISO(timeZone);
};

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
  'October', 'November', 'December',
] as const;
