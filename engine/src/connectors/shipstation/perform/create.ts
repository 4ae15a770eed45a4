/** Orders come into ShipStation a hundred at a time; a row's own fate is its outcome. */
import type { OperationManifest, Performed } from '../../../contract/connector.ts';
import { nothingKnown, type Traits } from '../../../contract/experiment.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import { closed, type Heard } from '../translate/heard.ts';
import { readReceipts, refusal } from '../translate/receipts.ts';
import { renderRelease } from '../translate/release.ts';
import type { V1 } from '../v1.ts';

export const createOrders = async (
  v1: V1,
  releases: readonly ReleaseContent[],
  { timeoutMilliseconds }: OperationManifest,
  traits: Traits = nothingKnown,
): Promise<Performed> => {
  const heard = await v1.call(
    {
      method: 'POST',
      body: JSON.stringify(releases.map((one) => renderRelease(one, v1.currency))),
      timeoutMilliseconds,
      purpose: 'create-order',
    },
    '/orders/createorders',
  );
  return whatBecameOf(releases, heard, v1.secrets, traits);
};

const whatBecameOf = (
  releases: readonly ReleaseContent[],
  heard: Heard,
  secrets: readonly string[],
  traits: Traits,
): Performed => {
  const all = (text: string) => releases.map(() => ({ is: 'unknown', text }) as const);
  switch (heard.is) {
    case 'unanswered':
      // Also when nothing left this machine: what is unknown is looked for and then repeated,
      // which is right for both, and a refusal would stop the order for good.
      return { outcomes: all(heard.unanswered.text), unanswered: heard.unanswered };
    case 'turned-down':
      return releases.length === 1
        ? { outcomes: [refusal(heard.text)], unanswered: null }
        : { outcomes: all(heard.text), unanswered: null, tryAlone: true };
    case 'json': {
      const outcomes = readReceipts(releases, heard.value, {
        secrets, areInOrder: traits['resultOrder'] === 'same',
      });
      if (outcomes !== null) return { outcomes, unanswered: null };
      const text = 'ShipStation answered something else than what became of the orders';
      return { outcomes: all(text), unanswered: closed('unreadable', text) };
    }
    default:
      return heard satisfies never;
  }
};
