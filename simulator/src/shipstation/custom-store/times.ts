import type { Moment } from '../../machine.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** `MM/dd/yyyy HH:mm`, in UTC (5.1). */
export function storeTime(at: Moment): string {
  const date = new Date(at);
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()} `
    + `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** A time that the schema has let through; twelve hours with AM or PM are taken too. */
export function readStoreTime(text: string): Moment | null {
  const found = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)(?::(\d+))?(?: ?([ap])m)?$/i.exec(text.trim());
  if (found === null) return null;
  const [month, day, year, said, minutes, seconds] = found.slice(1, 7)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const half = found[7]?.toLowerCase();
  const hours = half === undefined ? said : (said % 12) + (half === 'p' ? 12 : 0);
  const at = Date.UTC(year < 100 ? year + 2000 : year, month - 1, day, hours, minutes, seconds);
  const is = new Date(at);
  return is.getUTCMonth() === month - 1 && is.getUTCDate() === day && is.getUTCHours() === hours
    ? at : null;
}
