import type { Party, Stage } from '../model/decision.ts';
import type { LineFinding } from '../model/reasons.ts';
import type { WarehouseStatus } from '../model/warehouse.ts';
import type { Gate } from '../policy/policy.ts';

/** Times are for a reader in a place: the warehouse's zone, unless the reader chose another. */
export type Reader = { readonly timeZone: string; readonly now: number };

export const stageWord: Readonly<Record<Stage, string>> = {
  'received': 'Received',
  'allocated': 'Allocated',
  'picking': 'Picking',
  'ready-to-ship': 'Ready to ship',
  'in-shipstation': 'In ShipStation',
  'labelled': 'Labelled',
  'warehouse-told': 'Warehouse told',
  'channel-told': 'Channel told',
  'left-the-building': 'Left the building',
  'cancelled': 'Cancelled',
};

export const partyWord: Readonly<Record<Party, string>> = {
  'warehouse': 'the warehouse',
  'shipping-desk': 'the shipping desk',
  'gatepass': 'Gatepass',
  'channel': 'the channel',
  'carrier': 'the carrier',
  'person': 'a person',
};

export const statusWord: Readonly<Record<WarehouseStatus, string>> = {
  received: 'received',
  allocated: 'allocated',
  picking: 'being picked',
  picked: 'picked',
  packed: 'packed',
  dispatched: 'dispatched',
  cancelled: 'cancelled',
};

export const gateWord: Readonly<Record<Gate, string>> = {
  allocated: 'stock is allocated',
  picked: 'everything is picked',
  packed: 'everything is packed',
};

/** `2 units`, `1 unit`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`; of a long list the first few and how many more there are. */
export const listed = (words: readonly string[], most = 150): string => {
  let length = 0;
  const fits = words.filter((word, index) => (length += word.length + 2) <= most || index === 0);
  const left = words.length - fits.length;
  const all = left === 0 ? fits : [...fits, `${String(left)} more`];
  return all.length <= 1
    ? (all[0] ?? '')
    : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};

/** `14:32`; on another day of the reader's `14:32 on 23 Nov`, in another year with the year. */
export const clock = (at: number, { timeZone, now }: Reader): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(inCalendar(at)).toZonedDateTimeISO(timeZone);
  const today = Temporal.Instant.fromEpochMilliseconds(inCalendar(now))
    .toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (local.toPlainDate().equals(today.toPlainDate())) return time;
  const day = `${time} on ${String(local.day)} ${months[local.month - 1] ?? ''}`;
  return local.year === today.year ? day : `${day} ${String(local.year)}`;
};

/** A time that no calendar holds is said as the nearest one that it does hold, in any zone. */
const inCalendar = (at: number): number => {
  const last = 8.64e15 - 2 * 86_400_000;
  return Math.trunc(Math.min(last, Math.max(-last, at)));
};

const months = [
  'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec',
] as const;

/**
 * A foreign text made fit to stand in a line of ours: nothing that breaks, turns round or hides
 * what stands beside it, and no longer than a person reads.
 */
export const plain = (text: string, most = 60): string => {
  const tidy = text.toWellFormed()
    .replaceAll(/[^\P{Cf}\u200d]/gu, '')
    .replaceAll(/[\p{Cc}{}<>]/gu, ' ')
    .replaceAll(/\s+/g, ' ').trim();
  const letters = Array.from(tidy);
  return letters.length > most ? `${letters.slice(0, most - 1).join('').trimEnd()}…` : tidy;
};

/** A foreign text as a quotation inside a sentence of ours. */
export const quoted = (text: string): string => {
  const cut = plain(text, 150);
  return `“${cut === '' ? 'no words' : cut}”`;
};

/** A quotation at the end of a sentence of ours, with the full stop of that sentence. */
export const quotedLast = (text: string): string => ended(quoted(text));

/** A quotation that ends with a full stop of its own takes no second. */
export const ended = (quotation: string): string =>
  /[.!?]”$/.test(quotation) ? quotation : `${quotation}.`;

/** A name that another system gave, as it stands inside a sentence of ours. */
export const named = (name: string, most = 50): string =>
  plain(name, most).replace(/[\s.,:;]+$/, '') || 'without a name';

/** A name at the beginning of a sentence; one that is no beginning gets a noun before it. */
export const opening = (noun: string, name: string): string =>
  /^[\p{Lu}\p{N}]/u.test(name) ? name : `${noun} ${name}`;

/** ` (1Z…, 1Z…)`, or nothing when no number is known. */
export const tracking = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '' : ` (${listed(numbers, 70)})`;

/** `1 of 2 of TEE-BLK-M and 0 of 1 of MUG`. */
export const lineFindings = (lines: readonly LineFinding[]): string =>
  listed(lines.map((one) =>
    `${String(one.confirmed)} of ${String(one.ordered)} of ${one.sku}`), 130);
