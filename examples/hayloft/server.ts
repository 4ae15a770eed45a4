/**
 * The pretended Hayloft over HTTP: `HAYLOFT_TOKEN=… node examples/hayloft/server.ts`. Beside its
 * API there is its floor, for people: PUT /floor/orders/7001 changes an order, GET /floor/messages
 * shows what it was told.
 */
import { createServer } from 'node:http';
import { json, text } from 'node:stream/consumers';
import {
  pretendHayloft, type HayloftOrder,
} from '../../engine/conformance/kits/hayloft-warehouse.ts';
import { hayloftOrder } from '../../engine/conformance/kits/hayloft.ts';

const token = process.env['HAYLOFT_TOKEN'] ?? '';
const orders = new Map<number, HayloftOrder>();
const { answer, messages } = pretendHayloft(() => [...orders.values()]);

/** Each change has a time and a version of its own. */
const change = (id: number, over: unknown): HayloftOrder => {
  const before = orders.get(id) ?? { ...hayloftOrder(id - 7_000), version: 0 };
  const changed: HayloftOrder = {
    ...before, ...Object(over), id, version: before.version + 1, changed: new Date().toISOString(),
  };
  orders.set(id, changed);
  return changed;
};

const server = createServer((request, response) => {
  const { pathname, href } = new URL(request.url ?? '/', 'http://hayloft');
  const reply = (status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${body}\n`);
  };
  const [, id] = /^\/floor\/orders\/(\d+)$/.exec(pathname) ?? [];
  if (id !== undefined) {
    void json(request).then((over) => { reply(200, JSON.stringify(change(Number(id), over))); });
  } else if (pathname === '/floor/messages') {
    reply(200, JSON.stringify([...messages.values()]));
  } else if (request.headers.authorization !== `Bearer ${token}`) {
    reply(401, JSON.stringify({ error: { code: 'not-let-in', text: 'No such token' } }));
  } else {
    void text(request).then((body) => {
      const method = request.method === 'PUT' ? 'PUT' : 'GET';
      const said = answer({
        method, url: href, headers: {}, body, timeoutMilliseconds: 1_000, purpose: 'any',
      });
      if (said.is === 'answer') reply(said.status, said.body);
    });
  }
});

server.listen(Number(process.env['PORT'] ?? 4_620), '127.0.0.1', () => {
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  console.log(`Hayloft answers at http://127.0.0.1:${String(port)}`);
});
