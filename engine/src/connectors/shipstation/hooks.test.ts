/** The account's hooks are brought to exactly those wanted, and others' are left alone. */
import { describe, expect, test } from 'vitest';
import { holdAnswer, holdRequest, v1Address } from '../../../conformance/held-to-v1.ts';
import { jsonAnswer } from '../../../conformance/stand-in.ts';
import type { HooksWanted } from '../../contract/hooks.ts';
import type { WireAnswer, WireRequest } from '../../contract/wire.ts';
import { shipstation } from './connector.ts';
import { eventsWanted, feedsToLookAt } from './translate/hooks.ts';

const wanted: HooksWanted = {
  connection: 'shipstation-uk', address: 'https://gatepass.example/hooks/shipstation-uk/token-1',
};

type Hook = {
  readonly WebHookID: number; readonly HookType: string; readonly Url: string;
  readonly Name: string; readonly Active: boolean; readonly StoreID: number | null;
};

const hook = (id: number, changes: Partial<Hook> = {}): Hook => ({
  WebHookID: id, HookType: 'SHIP_NOTIFY', Url: wanted.address, Active: true, StoreID: null,
  Name: 'Gatepass shipstation-uk: SHIP_NOTIFY', ...changes,
});

/** An account that keeps hooks; `over` may answer for it. */
const openAccount = (
  before: readonly Hook[],
  over: (request: WireRequest) => WireAnswer | null = () => null,
  subscribed: (hook: Hook) => unknown = ({ WebHookID }) => ({ id: WebHookID }),
) => {
  const hooks = new Map(before.map((one) => [one.WebHookID, one]));
  const asked: string[] = [];
  const good = ({ method, url, body }: WireRequest): WireAnswer => {
    if (method === 'GET') return jsonAnswer(200, { webhooks: [...hooks.values()] });
    if (method === 'DELETE') {
      const isKnown = hooks.delete(Number(url.split('/').at(-1)));
      return isKnown ? { is: 'answer', status: 200, headers: {}, body: '' }
        : jsonAnswer(404, { message: 'Webhook not found' });
    }
    const sent = JSON.parse(body ?? '{}') as
      { readonly target_url: string; readonly event: string; readonly friendly_name: string };
    const made = hook(Math.max(100, ...hooks.keys()) + 1, {
      HookType: sent.event, Url: sent.target_url, Name: sent.friendly_name,
    });
    hooks.set(made.WebHookID, made);
    return jsonAnswer(200, subscribed(made));
  };
  const opened = shipstation.open({ v1: { apiKey: 'k', apiSecret: 's' } }, {
    request: (request) => {
      holdRequest(v1Address, request);
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      const answer = over(request);
      if (answer !== null) return Promise.resolve(answer);
      const kept = good(request);
      holdAnswer(v1Address, request, kept);
      return Promise.resolve(kept);
    },
  });
  if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
  const { session } = opened;
  return { hooks, asked, keep: () => session.keepHooks?.(wanted) };
};

const eventsAt = (hooks: ReadonlyMap<number, Hook>, address: string) =>
  [...hooks.values()].filter((one) => one.Url === address).map((one) => one.HookType);

describe('keeping hooks', () => {
  test.each([
    ['as the older page says', ({ WebHookID }: Hook) => ({ id: WebHookID })],
    ['as the newer page says', (made: Hook) => ({ ...made })],
  ])('a new account gets one of each; a second time nothing is asked (%s)', async (_, shape) => {
    const { hooks, asked, keep } = openAccount([], undefined, shape);
    expect(await keep()).toEqual({ is: 'as-wanted', subscribed: eventsWanted, removed: [] });
    expect(eventsAt(hooks, wanted.address)).toEqual(eventsWanted);
    expect(asked.length).toBeLessThanOrEqual(shipstation.manifest.hooksCostInCalls ?? 0);
    asked.length = 0;
    expect(await keep()).toEqual({ is: 'as-wanted', subscribed: [], removed: [] });
    expect(asked).toEqual(['GET /webhooks']);
  });

  test('those of others stay, also when they are dead or called alike', async () => {
    const others = [
      hook(1, { Name: 'connector ship', Url: 'https://other.example/hooks/shipstation-uk/x' }),
      hook(2, { Name: 'Gatepass shipstation-us: SHIP_NOTIFY', Url: 'https://us.example/hooks/a' }),
      hook(3, { Name: 'old', Url: 'https://gatepass.example/hooks/another/x', Active: false }),
    ];
    const { hooks, keep } = openAccount(others);
    expect(await keep()).toMatchObject({ is: 'as-wanted', removed: [] });
    expect([1, 2, 3].map((id) => hooks.get(id))).toEqual(others);
  });

  test('ours at another address or token, dead, doubled or of one store go', async () => {
    const { hooks, asked, keep } = openAccount([
      hook(1, { Url: 'https://old.example/hooks/shipstation-uk/token-1' }),
      hook(2, { Name: 'renamed by hand', Url: 'https://gatepass.example/hooks/shipstation-uk/t0' }),
      hook(3, { Active: false }), hook(4), hook(5), hook(6, { StoreID: 310_442 }),
      hook(7, { HookType: 'ITEM_SHIP_NOTIFY' }),
    ]);
    const kept = await keep();
    expect(kept).toMatchObject({ is: 'as-wanted' });
    expect(kept?.is === 'as-wanted' ? kept.removed.map((one) => one.id) : []).toEqual(
      [3, 5, 6, 7, 1, 2]);
    expect([...hooks.keys()].filter((id) => id < 100)).toEqual([4]);
    expect(eventsAt(hooks, wanted.address).toSorted()).toEqual([...eventsWanted].toSorted());
    // What still calls is removed only once its successor stands.
    const at = (call: string) => asked.indexOf(call);
    expect(at('DELETE /webhooks/3')).toBeLessThan(at('POST /webhooks/subscribe'));
    expect(at('DELETE /webhooks/1')).toBeGreaterThan(at('POST /webhooks/subscribe'));
  });

  test('a crowd of stale ones takes several times, each within its calls', async () => {
    const { hooks, asked, keep } = openAccount(Array.from({ length: 20 }, (_, i) =>
      hook(i + 1, { Url: `https://old.example/${String(i)}` })));
    expect(await keep()).toMatchObject({ is: 'unfinished' });
    expect(asked.length).toBeLessThanOrEqual(shipstation.manifest.hooksCostInCalls ?? 0);
    await keep();
    expect(await keep()).toMatchObject({ is: 'as-wanted' });
    expect(hooks.size).toBe(eventsWanted.length);
  });

  test('a closed door ends it; the next time goes on where it stopped', async () => {
    let calls = 0;
    const { hooks, asked, keep } = openAccount([], () =>
      ((calls += 1) === 3 ? jsonAnswer(429, { message: 'Too Many Requests' }) : null));
    expect(await keep()).toMatchObject({ is: 'unfinished' });
    expect(asked).toHaveLength(3);
    expect(await keep()).toMatchObject({ is: 'as-wanted' });
    expect(eventsAt(hooks, wanted.address)).toEqual(eventsWanted);
  });

  test('a yes that made nothing is not believed', async () => {
    const { keep } = openAccount([], ({ method }) =>
      (method === 'POST' ? jsonAnswer(200, { id: 5 }) : null));
    expect(await keep()).toMatchObject({ is: 'unfinished' });
  });

  test('a list that cannot be read whole changes nothing', async () => {
    const { asked, keep } = openAccount([], ({ method }) => (method === 'GET'
      ? jsonAnswer(200, { webhooks: [{ WebHookID: null, Url: wanted.address }] }) : null));
    expect(await keep()).toMatchObject({ is: 'unfinished' });
    expect(asked).toEqual(['GET /webhooks']);
  });
});

describe('a call to our hook', () => {
  const body = (type: unknown) => JSON.stringify({
    resource_url: 'https://attacker.example/shipments?batchId=1', resource_type: type,
  });

  test.each([
    ['SHIP_NOTIFY', ['labels']], ['ITEM_SHIP_NOTIFY', ['labels']],
    ['ORDER_NOTIFY', ['orders']], ['item_order_notify', ['orders']],
    ['FULFILLMENT_SHIPPED', ['marks']], ['FULFILLMENT_REJECTED', ['orders', 'marks']],
    ['MOON_LANDED', []], ['constructor', []], [7, []], [null, []],
  ])('%s brings forward %j', (type, feeds) => {
    expect(feedsToLookAt(body(type))).toEqual(feeds);
  });

  test.each(['', 'null', '[]', '<html>', '{"resource_type":', `{"a":"${'x'.repeat(20_000)}"}`])(
    'a strange body says nothing', (strange) => {
      expect(feedsToLookAt(strange)).toEqual([]);
    });

  test('every feed it names is one of ours', () => {
    const feeds = new Set(shipstation.manifest.feeds.map((one) => one.feed));
    const named = eventsWanted.flatMap((event) => feedsToLookAt(body(event)));
    expect(named.filter((one) => !feeds.has(one))).toEqual([]);
  });
});
