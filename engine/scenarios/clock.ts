/** Times as they stand on the wall of the warehouse: a clock time, with the day once it changes. */
import { later, type Instant } from '../src/core/model/instant.ts';
import { midnight, StoryError } from './world.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const hour = 3_600_000;

/** `13:05`, `13:05:30` or `Mon 09:00`; in November London keeps universal time. */
export const wallTime = (text: string): Instant => {
  const parts = /^(?:(?<day>[A-Z][a-z]{2}) )?(?<h>\d\d):(?<m>\d\d)(?::(?<s>\d\d))?$/.exec(text);
  const { day = 'Sun', h, m, s = '0' } = parts?.groups ?? {};
  if (h === undefined || m === undefined || !days.includes(day)) {
    throw new StoryError(`“${text}” is not a time of the story`);
  }
  return later(midnight, (days.indexOf(day) * 24 + Number(h)) * hour +
    Number(m) * 60_000 + Number(s) * 1_000);
};
