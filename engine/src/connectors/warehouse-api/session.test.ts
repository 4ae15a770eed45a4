/** Recorded pairs: our message and what the warehouse receives; and the two ways of telling. */
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { Wire, WireRequest } from '../../contract/wire.ts';
import type { Action, MessageContent } from '../../core/model/decision.ts';
import { connectionName } from '../../core/model/ids.ts';
import { instant } from '../../core/model/instant.ts';
import { warehouseApi } from './connector.ts';
import messages from './fixtures/messages.json' with { type: 'json' };

const secret = `whsec_${Buffer.from('thirty bytes for the signature').toString('base64')}`;
const pushed = { pushUrl: 'https://warehouse.example/hooks?x=1', pushSecret: secret };
const now = instant(Date.UTC(2026, 10, 22, 14, 0, 1));

// The fixture is written in the shape of the type; the compiler cannot brand ids in JSON.
const messageIn = (ours: unknown): MessageContent => ours as MessageContent;

const tell = (message: MessageContent): Action => ({
  do: 'tell-warehouse',
  about: message.id,
  connection: connectionName('warehouse-uk'),
  message,
  urgency: { due: now, cutOff: null, wave: null, sequence: null },
});

const open = (settings: Readonly<Record<string, unknown>>) => {
  const requests: WireRequest[] = [];
  const wire: Wire = {
    request: (request) => {
      requests.push(request);
      return Promise.resolve({ is: 'answer', status: 200, headers: {}, body: '{}' });
    },
  };
  const opened = warehouseApi.open(settings, wire);
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  return { session: opened.session, requests };
};

describe('pushed', () => {
  test.each(messages)('$title', async ({ ours, theirs }) => {
    const { session, requests } = open(pushed);
    const { outcomes } = await session.perform([tell(messageIn(ours))], now);
    expect(outcomes).toEqual([{ is: 'done', seen: [], acknowledged: false }]);
    const [request] = requests;
    expect(request).toMatchObject({ method: 'POST', url: pushed.pushUrl });
    expect(JSON.parse(request?.body ?? '')).toEqual(theirs);
    expect(request?.headers).toMatchObject({
      'webhook-id': ours.id,
      'webhook-timestamp': '1795356001',
      'webhook-signature': new Webhook(secret).sign(ours.id, new Date(now), request?.body ?? ''),
    });
  });

  test('a probe says what is in the way, and sends nothing', async () => {
    const wire: Wire = {
      request: () => Promise.reject(new Error('nothing is sent')),
      obstacleTo: (url) => Promise.resolve(`${new URL(url).pathname} is forbidden`),
    };
    const opened = warehouseApi.open(pushed, wire);
    if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
    expect(await opened.session.probe(now)).toEqual({ isWell: false, sentences: [
      'Messages cannot be pushed to warehouse.example: /hooks is forbidden. ' +
      'They wait until that is put right.',
    ] });
  });

  test('a probe sends nothing and names where the messages will go', async () => {
    const { session, requests } = open(pushed);
    const { isWell, sentences } = await session.probe(now);
    expect(isWell).toBe(true);
    expect(sentences.join(' ')).toContain('warehouse.example');
    expect(requests).toEqual([]);
  });
});

describe('fetched from the mailbox', () => {
  test.each(messages)('$title: done without a call, and not yet acknowledged', async ({ ours }) => {
    const { session, requests } = open({});
    const performed = await session.perform([tell(messageIn(ours))], now);
    expect(performed).toEqual({
      outcomes: [{ is: 'done', seen: [], acknowledged: false }], unanswered: null,
    });
    expect(requests).toEqual([]);
  });
});
