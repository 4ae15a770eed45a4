import assert from 'node:assert/strict';
import type { Performed, ProbeAnswer, Session } from '../../contract/connector.ts';
import { renderMessage } from '../../contract/message.ts';
import { readPushAnswer } from '../../contract/push/answer.ts';
import { signedPush } from '../../contract/push/request.ts';
import type { PushTarget } from '../../contract/push/settings.ts';
import type { Wire } from '../../contract/wire.ts';
import { manifest } from './manifest.ts';

/** One channel; without a target its messages stay in the mailbox and it fetches them. */
export const openSession = (target: PushTarget | null, wire: Wire): Session => ({
  look: (request) => Promise.reject(new Error(`channel-api has no feed called ${request.feed}`)),

  async perform(items, now): Promise<Performed> {
    const operation = manifest.operations['tell-channel'];
    assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
    const [item] = items;
    if (item === undefined) return { outcomes: [], unanswered: null };
    assert(item.do === 'tell-channel', `channel-api does not perform ${item.do}`);
    if (target === null) {
      // Lying ready to be fetched is all that can be done; the channel acknowledges it later.
      return { outcomes: [{ is: 'done', seen: [], acknowledged: false }], unanswered: null };
    }
    const { timeoutMilliseconds } = operation;
    const message = { id: item.message.id, body: JSON.stringify(renderMessage(item.message)) };
    const answer = await wire.request(
      signedPush(target, message, { timeoutMilliseconds, purpose: item.do }, now),
    );
    const { outcome, unanswered } = readPushAnswer(answer, 'The channel', target.secrets);
    return { outcomes: [outcome], unanswered };
  },

  probe: () => Promise.resolve(prospect(target)),
});

/** No message without business is ever sent, so there is nothing to try beforehand. */
const prospect = (target: PushTarget | null): ProbeAnswer => ({
  isWell: true,
  sentences: [
    target === null
      ? 'Messages wait in the mailbox until the channel fetches them; there is nothing to try.'
      : `Messages are pushed to ${new URL(target.url).host}; that is tried with the first one.`,
  ],
});
