import type { ItemOutcome, OperationManifest, Performed } from '../../../contract/connector.ts';
import type { LabelId } from '../../../core/model/ids.ts';
import { closed } from '../translate/heard.ts';
import { idNumber } from '../translate/reading.ts';
import { readVoided } from '../translate/written.ts';
import type { V1 } from '../v1.ts';

/**
 * Asks for a label's money back. The answer names no label, so that nothing is seen here: the
 * feed of voids shows it, and the order comes back to Awaiting Shipment by itself [h-void].
 */
export const voidLabel = async (
  v1: V1,
  label: LabelId,
  { timeoutMilliseconds }: OperationManifest,
): Promise<Performed> => {
  const heard = await v1.call(
    {
      method: 'POST', body: JSON.stringify({ shipmentId: idNumber(label) }), timeoutMilliseconds,
      purpose: 'void-label',
    },
    '/shipments/voidlabel',
  );
  switch (heard.is) {
    case 'unanswered':
      return {
        outcomes: [{ is: 'unknown', text: heard.unanswered.text }], unanswered: heard.unanswered,
      };
    case 'turned-down':
      return settled(refusal(heard.text));
    case 'json': {
      const voided = readVoided(heard.value, v1.secrets);
      if (voided === null) {
        const text = 'ShipStation answered something else than whether the label is void';
        return { outcomes: [{ is: 'unknown', text }], unanswered: closed('unreadable', text) };
      }
      return settled(voided.is === 'void'
        ? { is: 'done', seen: [], acknowledged: false } : refusal(voided.text));
    }
    default:
      return heard satisfies never;
  }
};

const settled = (outcome: ItemOutcome): Performed => ({ outcomes: [outcome], unanswered: null });

const refusal = (text: string): ItemOutcome => ({
  is: 'refused', code: 'shipstation.void-refused', seen: [],
  text: text === '' ? 'ShipStation did not void the label and did not say why' : text,
});
