import type { ItemOutcome } from '../../src/contract/connector.ts';
import type { ReleaseContent } from '../../src/core/model/decision.ts';
import { own, textOf, type Parts } from './parts.ts';

/** How orders go out, and what is read from the answer. */
export type OrderParts = {
  readonly create: (releases: readonly ReleaseContent[]) => string;
  /** Null for an answer that is none to this. */
  readonly readCreated: (
    answer: unknown,
    releases: readonly ReleaseContent[],
    parts: Parts,
    secrets: readonly string[],
  ) => readonly ItemOutcome[] | null;
  /** Whether an order of that state has been marked as shipped already. */
  readonly isDone: (state: string) => boolean;
};

export const renderOrder = ({ key, shipTo, lines }: ReleaseContent) => ({
  key,
  name: shipTo.name,
  lines: lines.map(({ sku, name, unitPrice, weightGrams }) => ({
    sku, name, price: unitPrice === null ? null : unitPrice.amount / 100, grams: weightGrams,
  })),
});

export const orders: OrderParts = {
  create: (releases) => JSON.stringify({ orders: releases.map(renderOrder) }),

  readCreated(answer, releases, parts, secrets) {
    const results = own(answer, 'results');
    if (!Array.isArray(results)) return null;
    return releases.map(({ key }): ItemOutcome => {
      const row: unknown = results.find((one) => own(one, 'key') === key);
      // `success` is there only where it is false.
      if (own(row, 'success') === false) {
        const text = parts.words(textOf(own(row, 'why')), secrets);
        return { is: 'refused', code: 'model.refused', text: text === '' ? 'without words' : text };
      }
      return parts.number(own(row, 'id')) === null
        ? { is: 'unknown', text: 'it says nothing of this order' }
        : { is: 'done', seen: [], acknowledged: true };
    });
  },

  isDone: (state) => state === 'shipped',
};
