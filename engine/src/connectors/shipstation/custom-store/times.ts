/** Times of Custom Store: `MM/dd/yyyy HH:mm`, in UTC both ways [cs-v1, woo 5.2.0]. */
import { instant, type Instant } from '../../../core/model/instant.ts';

const two = (number: number): string => String(number).padStart(2, '0');

export const renderStoreTime = (at: Instant): string => {
  const date = new Date(at);
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/` +
    `${String(date.getUTCFullYear()).padStart(4, '0')} ` +
    `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

const shape =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])m)?)?$/i;

/**
 * The instant at which the named minute (or second) begins; a date alone is its midnight, and 12
 * hours with AM or PM are taken too [csg12]. Null for what is no time.
 */
export const readStoreTime = (text: string): Instant | null => {
  const found = shape.exec(text.trim());
  if (found === null) return null;
  const [month = 0, day = 0, year = 0, said = 0, minutes = 0, seconds = 0] = found.slice(1, 7)
    .map((part) => Number(part ?? 0));
  const half = found[7]?.toLowerCase();
  if (half !== undefined && (said < 1 || said > 12)) return null;
  const hours = half === undefined ? said : (said % 12) + (half === 'p' ? 12 : 0);
  const at = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  const is = new Date(at);
  const isSame = is.getUTCFullYear() === year && is.getUTCMonth() === month - 1 &&
    is.getUTCDate() === day && is.getUTCHours() === hours && is.getUTCMinutes() === minutes &&
    is.getUTCSeconds() === seconds;
  return isSame ? instant(at) : null;
};
