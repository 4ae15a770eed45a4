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

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length <= 1
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** `14:32`, or `14:32 on 23 Nov` when that is another day for the reader. */
export const clock = (at: number, { timeZone, now }: Reader): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (local.toPlainDate().equals(today.toPlainDate())) return time;
  return `${time} on ${String(local.day)} ${months[local.month - 1] ?? ''}`;
};

const months = [
  'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec',
] as const;

/** Ends a foreign text so that it can stand inside a sentence of ours. */
export const quoted = (text: string): string => {
  const tidy = text.trim().replaceAll(/[{}<>]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  const cut = tidy.length > 200 ? `${tidy.slice(0, 199).trimEnd()}…` : tidy;
  return `“${cut === '' ? 'no words' : cut}”`;
};

/** ` (1Z…, 1Z…)`, or nothing when no number is known. */
export const tracking = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '' : ` (${listed(numbers)})`;

/** `1 of 2 of TEE-BLK-M and 0 of 1 of MUG`. */
export const lineFindings = (lines: readonly LineFinding[]): string =>
  listed(lines.map((one) => `${String(one.confirmed)} of ${String(one.ordered)} of ${one.sku}`));
