import assert from 'node:assert/strict';
import type { Manifest, Performed, ProbeAnswer, Session } from '../connector.ts';
import { renderMessage } from '../message.ts';
import type { Wire } from '../wire.ts';
import { readPushAnswer } from './answer.ts';
import { signedPush } from './request.ts';
import type { PushTarget } from './settings.ts';

/** Who is told by signed push, and by which operation of its manifest. */
export type Pushed = {
  readonly manifest: Manifest;
  readonly tells: 'tell-warehouse' | 'tell-channel';
  readonly party: 'warehouse' | 'channel';
};

/** One party; without a target its messages stay in the mailbox and it fetches them. */
export const openPushSession = (
  { manifest, tells, party }: Pushed,
  target: PushTarget | null,
  wire: Wire,
): Session => ({
  look: (request) =>
    Promise.reject(new Error(`${manifest.connector} has no feed called ${request.feed}`)),

  async perform(items, now): Promise<Performed> {
    const operation = manifest.operations[tells];
    assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
    const [item] = items;
    if (item === undefined) return { outcomes: [], unanswered: null };
    assert(item.do === tells, `${manifest.connector} does not perform ${item.do}`);
    if (target === null) {
      // Lying ready to be fetched is all that can be done; the party acknowledges it later.
      return { outcomes: [{ is: 'done', seen: [], acknowledged: false }], unanswered: null };
    }
    const { timeoutMilliseconds } = operation;
    const message = { id: item.message.id, body: JSON.stringify(renderMessage(item.message)) };
    const answer = await wire.request(
      signedPush(target, message, { timeoutMilliseconds, purpose: item.do }, now),
    );
    const { outcome, unanswered } = readPushAnswer(answer, `The ${party}`, target.secrets);
    return { outcomes: [outcome], unanswered };
  },

  probe: () => prospect(party, target, wire),
});

/** No message without business is ever sent: only the way there can be looked at beforehand. */
const prospect = async (
  party: Pushed['party'], target: PushTarget | null, wire: Wire,
): Promise<ProbeAnswer> => {
  if (target === null) {
    return { isWell: true, sentences: [
      `Messages wait in the mailbox until the ${party} fetches them; there is nothing to try.`,
    ] };
  }
  const { host } = new URL(target.url);
  const obstacle = await wire.obstacleTo?.(target.url) ?? null;
  return obstacle === null
    ? { isWell: true, sentences: [
      `Messages are pushed to ${host}; that is tried with the first one.`,
    ] }
    : { isWell: false, sentences: [
      `Messages cannot be pushed to ${host}: ${obstacle}. They wait until that is put right.`,
    ] };
};
