/** The client against a server that plays Gatepass by what a test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import {
  each, listen, makeClient, NoAnswer, OddAnswer, Refused, type Heard,
} from './client.ts';

type Answer = (request: IncomingMessage, body: string) => {
  readonly status?: number; readonly type?: string; readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
} | 'silence';

let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

const play = async (answer: Answer): Promise<{ url: string; asked: string[] }> => {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; });
    request.on('end', () => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      const told = answer(request, body);
      if (told === 'silence') {
        request.socket.destroy();
        return;
      }
      response.writeHead(told.status ?? 200, {
        'content-type': told.type ?? 'application/json', ...told.headers,
      });
      response.end(told.body === undefined ? '' : typeof told.body === 'string'
        ? told.body : JSON.stringify(told.body));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  stop = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => { resolve(); });
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${String(port)}`, asked };
};

const clientOf = (url: string) => makeClient({ url, key: 'a-key-of-a-test' });

test('a call says what its route needs, with the key, and gives what is answered', async () => {
  const { url, asked } = await play(({ headers }) => ({ body: { key: headers.authorization } }));
  const order = await clientOf(url).call('GET /v1/orders/{id}', { path: { id: 'ord/1 é' } });
  expect(order).toEqual({ key: 'Bearer a-key-of-a-test' });
  await clientOf(url).call('GET /v1/orders', { query: { limit: 2 } });
  expect(asked).toEqual(['GET /v1/orders/ord%2F1%20%C3%A9', 'GET /v1/orders?limit=2']);
});

test('a refusal is thrown with its status, its words and each bad field', async () => {
  const { url } = await play(() => ({
    status: 400, type: 'application/problem+json', body: {
      type: 'urn:gatepass:problem:unreadable', title: 'Unreadable', status: 400,
      detail: 'Nothing was taken in.', problems: [{ path: 'revision', problem: 'is too small' }],
    },
  }));
  const refusal: unknown = await clientOf(url).call('GET /v1/me')
    .catch((thrown: unknown) => thrown);
  expect(refusal).toBeInstanceOf(Refused);
  expect(refusal).toMatchObject({
    status: 400, message: 'GET /v1/me: 400 Nothing was taken in.\n  revision: is too small',
    problem: { title: 'Unreadable', problems: [{ path: 'revision' }] },
  });
});

test('silence, a page of a proxy and a redirect are told apart', async () => {
  let answer: ReturnType<Answer> = 'silence';
  const { url, asked } = await play(() => answer);
  const { call } = clientOf(url);
  await expect(call('GET /v1/me')).rejects.toBeInstanceOf(NoAnswer);
  answer = { status: 200, type: 'text/html', body: '<p>Welcome</p>' };
  await expect(call('GET /v1/me')).rejects.toBeInstanceOf(OddAnswer);
  answer = { status: 302, headers: { location: '/elsewhere' } };
  await expect(call('GET /v1/me')).rejects.toMatchObject({ status: 302 });
  // The key went nowhere else.
  expect(asked).toEqual(['GET /v1/me', 'GET /v1/me', 'GET /v1/me']);
});

test('a list is read page by page, to its end and no further', async () => {
  const { url, asked } = await play(({ url: address }) => ({
    body: address?.includes('after=two') === true
      ? { items: [{ id: 'c' }], next: null } : { items: [{ id: 'a' }, { id: 'b' }], next: 'two' },
  }));
  const ids: string[] = [];
  for await (const order of each(clientOf(url), 'GET /v1/orders', { query: { limit: 2 } })) {
    ids.push(order.id);
  }
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual(['GET /v1/orders?limit=2', 'GET /v1/orders?limit=2&after=two']);
});

const message = (id: string) => ({
  id, kind: 'dispatch', consignment: 'LE-1', orderNumber: 'SO-1', at: '2026-11-22T13:44:51Z',
  parcels: [],
});

test('a mailbox is heard in order through silence, and where to go on is safe', async () => {
  let trouble = 2;
  const { url, asked } = await play(({ method, url: address }) => {
    if (method === 'POST') return { status: 204 };
    if (address?.includes('after=7') === true) {
      trouble -= 1;
      if (trouble === 1) return 'silence';
      if (trouble === 0) return { status: 503, body: {} };
      return { body: { items: [message('msg_3')], next: '9' } };
    }
    return { body: { items: [message('msg_1'), message('msg_2')], next: '7' } };
  });
  const heard: [string, string][] = [];
  const passed: string[] = [];
  const waits: number[] = [];
  const stopped = new AbortController();
  const listening = listen(clientOf(url), { warehouse: 'leicester' }, {
    after: '5', signal: stopped.signal,
    onTrouble: (one) => passed.push(one.name),
    pause: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  });
  for await (const { message: { id }, goOnFrom, acknowledge } of listening) {
    await acknowledge();
    heard.push([id, goOnFrom]);
    if (id === 'msg_3') stopped.abort();
  }
  // Whoever dies after the first of a page hears the second again.
  expect(heard).toEqual([['msg_1', '5'], ['msg_2', '7'], ['msg_3', '9']]);
  expect(passed).toEqual(['NoAnswer', 'Refused']);
  expect(waits).toEqual([500, 1_000]);
  expect(asked).toContain('POST /v1/warehouses/leicester/dispatches/msg_2/ack');
});

test('a key that is not in force ends the hearing, instead of asking for ever', async () => {
  const { url, asked } = await play(() => ({ status: 401, body: {} }));
  const hear = async (): Promise<readonly Heard[]> =>
    Array.fromAsync(listen(clientOf(url), { channel: 'shopify-uk' }));
  await expect(hear()).rejects.toMatchObject({ status: 401 });
  expect(asked).toHaveLength(1);
});

test('a wait is called off in the middle', async () => {
  const stopped = new AbortController();
  const { url } = await play(() => {
    stopped.abort();
    return 'silence';
  });
  const heard = await Array.fromAsync(listen(
    clientOf(url), { channel: 'shopify-uk' }, { signal: stopped.signal }));
  expect(heard).toEqual([]);
});
