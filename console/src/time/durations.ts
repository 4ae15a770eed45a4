/** How long, in words: "23 min", "2 h 05", "3 days 4 h". Never a clock time. */
import { words } from '../words/words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Whole parts are cut, never rounded up: 59 min 59 s has not yet been an hour. */
export function durationInWords(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < minute) return words.duration.underAMinute;
  if (length < hour) return words.duration.minutes(Math.floor(length / minute));
  const hours = Math.floor(length / hour);
  if (length < day) {
    return words.duration.hours(hours, Math.floor((length % hour) / minute));
  }
  return words.duration.days(Math.floor(length / day), hours % 24);
}

/** How long a call took: "0.6 s", "30 s", "2 min 05 s". */
export function callTimeInWords(milliseconds: number): string {
  if (milliseconds < 50) return words.duration.underATenth;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return words.duration.seconds(seconds.toFixed(1));
  const whole = Math.round(seconds);
  if (whole < 60) return words.duration.seconds(String(whole));
  return words.duration.minutesAndSeconds(Math.floor(whole / 60), whole % 60);
}

export type Age = 'in-time' | 'due-soon' | 'late' | 'very-late';

export type Wait = {
  readonly since: string | null;
  readonly limitAt: string | null;
  readonly isLate: boolean;
};

/**
 * How a wait stands against its limit: in time below 60 % of it, late above it, very late above
 * twice. The server's `isLate` is believed even where no limit came along; null: nothing to say.
 */
export function ageOf(wait: Wait, now: number): Age | null {
  if (wait.since === null || wait.limitAt === null) return wait.isLate ? 'late' : null;
  const since = Date.parse(wait.since);
  const allowed = Date.parse(wait.limitAt) - since;
  const waited = now - since;
  if (waited > 2 * allowed) return 'very-late';
  if (waited > allowed || wait.isLate) return 'late';
  return waited < 0.6 * allowed ? 'in-time' : 'due-soon';
}
