/** What we write: dispatches for the warehouse, and what became of each file of theirs. */
import type { MessageContent } from '../../../core/model/decision.ts';
import { renderInstant } from '../../../core/model/instant.ts';
import { storableText } from '../../../contract/their-words.ts';
import type { CsvSettings } from '../settings.ts';
import { writeCsv } from './csv.ts';
import type { FileRead } from './read-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The columns of docs/guides/connect-by-files.md; new ones come at the end. */
const messageHeadings = [
  'kind', 'message', 'consignment', 'order_number', 'at', 'tracking_number', 'tracking_url',
  'carrier', 'service', 'cost', 'currency', 'weight_grams', 'replaces', 'line', 'quantity',
] as const;

/** A row for each line of each parcel; a parcel of which no lines are told has one row. */
export const messageFile = (
  message: MessageContent, { decimal, delimiter }: Pick<CsvSettings, 'decimal' | 'delimiter'>,
): Uint8Array => {
  const head = [
    message.kind, message.id, message.consignment, message.orderNumber, renderInstant(message.at),
  ].map(storableText);
  const rows = message.parcels.flatMap((parcel) => {
    const { amount, currency } = parcel.cost;
    const told = [
      parcel.trackingNumber, parcel.trackingUrl, storableText(parcel.carrier), parcel.service,
      { exact: major(amount, decimal) }, currency, parcel.weightGrams, parcel.replaces,
    ];
    const lines = parcel.lines.length > 0 ? parcel.lines : [{ line: null, quantity: null }];
    return lines.map(({ line, quantity }) => [...head, ...told, line, quantity]);
  });
  return encode(
    writeCsv([[...messageHeadings], ...(rows.length > 0 ? rows : [head])], delimiter));
};

const major = (minor: number, decimal: '.' | ','): string => {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}${decimal}${digits.slice(-2)}`;
};

/** More than these are counted and not listed. */
const mostListed = 2_000;

export type Fate =
  | { readonly is: 'read'; readonly read: FileRead }
  | { readonly is: 'same-again'; readonly as: string }
  | { readonly is: 'too-large'; readonly mostMegabytes: number };

/** One row for each consignment that was taken and each line that was left out. */
export const acknowledgementFile = (name: string, fate: Fate): Uint8Array => {
  const rows = rowsOf(fate);
  const more = rows.length - mostListed;
  return encode(writeCsv([
    ['file', 'result', 'line', 'consignment', 'why'],
    ...rows.slice(0, mostListed).map((row) => [name, ...row]),
    ...(more > 0 ? [[name, 'more', null, null, `${String(more)} more are not listed`]] : []),
  ]));
};

type AcknowledgedRow = readonly [string, number | null, string | null, string | null];

const rowsOf = (fate: Fate): readonly AcknowledgedRow[] => {
  switch (fate.is) {
    case 'same-again':
      return [['nothing-done', null, null,
        `it says letter by letter what ${fate.as} said, which was taken before`]];
    case 'too-large':
      return [['rejected', null, null,
        `it is larger than ${String(fate.mostMegabytes)} MB, the setting largestMegabytes`]];
    case 'read': {
      const { mistakes, consignments } = fate.read;
      return [
        ...mistakes.map(({ line, words }): AcknowledgedRow =>
          ['left-out', line === 0 ? null : line, null, words]),
        ...consignments.map(({ reference, rows }): AcknowledgedRow =>
          ['taken', rows[0] ?? null, reference, null]),
      ];
    }
    default:
      return fate satisfies never;
  }
};

/** The lines that were left out, as they stood there, each with the reason before it. */
export const rejectedRows = ({ mistakes, source }: FileRead): Uint8Array =>
  encode(writeCsv([
    ['line', 'why'],
    ...mistakes.slice(0, mostListed).map(({ line, words }) =>
      [line === 0 ? null : line, words, ...(source.get(line) ?? [])]),
  ]));
