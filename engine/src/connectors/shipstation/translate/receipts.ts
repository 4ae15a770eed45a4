import { z } from 'zod';
import type { ItemOutcome } from '../../../contract/connector.ts';
import { quote } from '../../../contract/their-words.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import { idTextOrNull, statement, textOrNull } from './reading.ts';
import { sightingOfReceipt } from './release.ts';

const receipt = z.object({
  orderId: idTextOrNull,
  orderNumber: textOrNull,
  orderKey: textOrNull,
  success: statement,
  errorMessage: textOrNull,
});

type Receipt = z.output<typeof receipt>;

// Rows are read one by one, so that a broken one leaves the others readable.
const receipts = z.object({ results: z.array(z.unknown()) });

/** How an answer of createorders is to be read. */
export type Reading = {
  readonly secrets: readonly string[];
  /** This account was seen to answer the rows in the order of the request. */
  readonly areInOrder: boolean;
};

/**
 * What became of each release, by the answer of createorders; null when it is no such answer.
 * Rows are matched by order key, since their order is not promised; a release without a row has
 * an unknown fate. Where an account was seen to keep the order, a row without a key speaks of the
 * release at its place, unless it bears another number.
 */
export const readReceipts = (
  releases: readonly ReleaseContent[],
  answer: unknown,
  { secrets, areInOrder }: Reading,
): ItemOutcome[] | null => {
  const read = receipts.safeParse(answer);
  if (!read.success) return null;
  const rows = read.data.results.flatMap((row) => {
    const one = receipt.safeParse(row);
    return one.success ? [one.data] : [];
  });
  const isWhole = areInOrder && rows.length === releases.length;
  return releases.map((release, index) => {
    const inPlace = isWhole ? keylessAt(rows[index], release) : null;
    const row = rowOf(release, releases, rows) ?? inPlace;
    return row === null
      ? { is: 'unknown', text: 'ShipStation answered, but not about this order' }
      : outcomeOf(release, row, secrets);
  });
};

const rowOf = (
  release: ReleaseContent,
  all: readonly ReleaseContent[],
  rows: readonly Receipt[],
): Receipt | null => {
  const byKey = rows.find((row) => row.orderKey === release.key);
  if (byKey !== undefined) return byKey;
  // A refused row may come back without its key; the number helps where it names one item only.
  const isOnly = all.filter((one) => one.number === release.number).length === 1;
  const keyless = rows.filter((row) => row.orderKey === null && row.orderNumber === release.number);
  return isOnly && keyless.length === 1 ? (keyless[0] ?? null) : null;
};

/** A row without a key at a release's place, unless it plainly speaks of another. */
const keylessAt = (row: Receipt | undefined, { number }: ReleaseContent): Receipt | null =>
  (row?.orderKey === null && (row.orderNumber ?? number) === number ? row : null);

const outcomeOf = (
  release: ReleaseContent,
  row: Receipt,
  secrets: readonly string[],
): ItemOutcome => {
  if (!row.success) return refusal(quote(row.errorMessage ?? '', secrets));
  if (row.orderId === null) {
    return { is: 'unknown', text: 'ShipStation said yes but named no order' };
  }
  const order = sightingOfReceipt(release, row.orderId);
  return { is: 'done', seen: [{ kind: 'shipstation-order', order }], acknowledged: true };
};

export const refusal = (theirWords: string): ItemOutcome => ({
  is: 'refused',
  code: 'shipstation.refused',
  text: theirWords === '' ? 'ShipStation refused the order without saying why' : theirWords,
});
