/**
 * An address that shows one label for a few minutes and needs no key: printers and browsers fetch
 * it. It is sealed, so that nobody makes one up, and says nothing to whoever reads a log.
 */
import { z } from 'zod';
import { instant, later, type Instant } from '../core/model/instant.ts';

export const printAddress = '/v1/print';
export const printFile = '/v1/print/*';

const printable = z.strictObject({
  print: z.literal('label'), order: z.string(), label: z.string(), until: z.int(),
});

export const goodFor = 10 * 60_000;

export const writePrintToken = (
  seal: (text: string) => string,
  { order, label }: { readonly order: string; readonly label: string },
  now: Instant,
): { readonly token: string; readonly until: Instant } => {
  const until = later(now, goodFor);
  return { token: seal(JSON.stringify({ print: 'label', order, label, until })), until };
};

export type PrintToken =
  | { readonly is: 'good'; readonly order: string; readonly label: string }
  | { readonly is: 'expired' }
  | { readonly is: 'forged' };

export const readPrintToken = (
  unseal: (sealed: string) => string | null,
  token: string,
  now: Instant,
): PrintToken => {
  const text = unseal(token);
  const read = printable.safeParse(text === null ? null : asJson(text));
  if (!read.success) return { is: 'forged' };
  const { order, label, until } = read.data;
  return now >= instant(until) ? { is: 'expired' } : { is: 'good', order, label };
};

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return null;
    throw refusal;
  }
};
