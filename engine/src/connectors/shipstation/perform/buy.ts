/** One label is bought, in one call that is never made twice here: V1 would sell a second one. */
import type { ItemOutcome, OperationManifest, Performed } from '../../../contract/connector.ts';
import type { ShipStationOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { closed } from '../translate/heard.ts';
import {
  documentIn, labelBought, mayHaveBought, readPurchase, renderPurchase, type Purchase,
} from '../translate/purchase.ts';
import type { V1 } from '../v1.ts';

export const buyLabel = async (
  v1: V1,
  purchase: Purchase,
  now: Instant,
  { timeoutMilliseconds }: OperationManifest,
): Promise<Performed> => {
  const heard = await v1.call(
    {
      method: 'POST', body: JSON.stringify(renderPurchase(purchase, now)), timeoutMilliseconds,
      purpose: 'buy-label',
    },
    '/orders/createlabelfororder',
  );
  switch (heard.is) {
    case 'unanswered':
      return {
        outcomes: [{ is: 'unknown', text: heard.unanswered.text }], unanswered: heard.unanswered,
      };
    case 'turned-down':
      return settled(mayHaveBought(heard.text)
        ? { is: 'unknown', text: heard.text }
        : refusal(purchase.order, heard.text, heard.status));
    case 'json': {
      const bought = readPurchase(heard.value);
      if (bought === null) {
        const text = 'ShipStation answered something else than a label';
        return { outcomes: [{ is: 'unknown', text }], unanswered: closed('unreadable', text) };
      }
      const label = labelBought(purchase, bought, { currency: v1.currency, now });
      return settled({
        is: 'done', seen: [{ kind: 'label', label }], acknowledged: false,
        documents: documentIn(bought, label.id),
      });
    }
    default:
      return heard satisfies never;
  }
};

const settled = (outcome: ItemOutcome): Performed => ({ outcomes: [outcome], unanswered: null });

const refusal = (order: ShipStationOrderId, text: string, status: number): ItemOutcome =>
  status === 404
    ? {
        is: 'refused', code: 'shipstation.gone', seen: [{ kind: 'shipstation-order-gone', order }],
        text: 'the order is no longer in ShipStation: it was deleted there, or combined into ' +
          'another',
      }
    : { is: 'refused', code: 'shipstation.label-refused', seen: [], text: inWords(text) };

/** V1 answers so when the weight or another needed thing is missing [par 67, lar 15]. */
const inWords = (text: string): string =>
  /^object reference not set/i.test(text)
    ? 'ShipStation could not make the label: its weight, size or another thing that this service ' +
      `needs is missing or wrong (${text})`
    : text;
