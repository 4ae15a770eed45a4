/**
 * A small server in the place of Gatepass: the built console, and just enough of the public API,
 * with invented orders. It listens on the loopback only and forgets everything when it stops.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { OrderSummary, OrderView } from '../src/api/client.ts';
import { makeDoor, type Door } from './stand-in-door.ts';
import { standInNow, standInOrders, type StandInOrder } from './stand-in-orders.ts';

const dist = join(import.meta.dirname, '../dist');

/** The policy that the engine sends with the console. */
const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
  + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const demoSentence =
  'DEMO: the warehouse, ShipStation and the channel are pretended on this machine.';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json',
};

export type StandIn = {
  readonly address: string;
  readonly door: Door;
  /** Changes one order, and tells the open pages so unless the line is cut. */
  readonly change: (id: string, facts: Partial<OrderView>) => void;
  readonly empty: () => void;
  /** The live line breaks and stays broken, until it is mended. */
  readonly cutLive: () => void;
  readonly mendLive: () => void;
  /** Every question is answered with this status, until it is null again. */
  readonly failWith: (status: number | null) => void;
  readonly stop: () => Promise<void>;
};

export async function startStandIn({ isDemo = true, port = 0 } = {}): Promise<StandIn> {
  let orders = standInOrders();
  let failing: number | null = null;
  let isCut = false;
  let told = 0;
  const lines = new Set<ServerResponse>();
  const door = makeDoor();
  const startedAt = Date.now();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in.invalid');
    response.setHeader('gatepass-now', new Date(standInNow + Date.now() - startedAt).toISOString());
    if (!url.pathname.startsWith('/v1/')) return sendFile(url.pathname, response);
    if (url.pathname === '/v1/demo') {
      return send(response, { isDemo, sentence: demoSentence });
    }
    if (failing !== null) {
      return refuse(response, failing, 'Out of order', 'The stand-in was told.');
    }
    if (await door.answer(request, url.pathname, response)) return undefined;
    if (!door.isKnown(request)) {
      return refuse(response, 401, 'Not signed in', 'Sign in with a key or a link.');
    }
    if (url.pathname === '/v1/me') return send(response, { name: 'Asha', role: 'Operator' });
    if (url.pathname === '/v1/events') return listen(response);
    if (url.pathname === '/v1/orders') return send(response, listOf(orders, url.searchParams));
    return sendOrder(url.pathname, url.searchParams, response);
  }

  function sendOrder(path: string, search: URLSearchParams, response: ServerResponse): void {
    const [, id = '', part] = /^\/v1\/orders\/([^/]+)(\/timeline)?$/.exec(path) ?? [];
    const found = orders.find(({ order }) => order.id === decodeURIComponent(id));
    if (found === undefined) {
      return refuse(response, 404, 'No such order', `There is no order ${id}.`);
    }
    return send(response, part === undefined ? found.order : pageOf(found.timeline, search));
  }

  function listen(response: ServerResponse): void {
    if (isCut) return refuse(response, 503, 'No live line', 'The stand-in was told to cut it.');
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 50\n: hello\n\n');
    lines.add(response);
    response.on('close', () => lines.delete(response));
    return undefined;
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the stand-in has no port');

  return {
    address: `http://127.0.0.1:${bound.port}`,
    door,
    change: (id, facts) => {
      orders = orders.map((one) =>
        one.order.id === id ? { ...one, order: { ...one.order, ...facts } } : one);
      told += 1;
      const data = JSON.stringify({ orders: [id] });
      for (const line of lines) line.write(`id: ${told}\nevent: changed\ndata: ${data}\n\n`);
    },
    empty: () => {
      orders = [];
    },
    cutLive: () => {
      isCut = true;
      for (const line of lines) line.destroy();
    },
    mendLive: () => {
      isCut = false;
    },
    failWith: (status) => {
      failing = status;
    },
    stop: async () => {
      for (const line of lines) line.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function send(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function refuse(
  response: ServerResponse, status: number, title: string, detail: string,
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
  const content = await readFile(join(dist, name)).catch(() => null);
  if (content === null) return void response.writeHead(404).end();
  return void response.writeHead(200, {
    'content-type': mediaTypes[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
  }).end(content);
}

function listOf(orders: readonly StandInOrder[], search: URLSearchParams) {
  const wanted = (name: string, value: string | null) => {
    const asked = search.get(name);
    return asked === null || asked === value;
  };
  const matching = orders
    .map(({ order }) => summaryOf(order))
    .filter((order) => wanted('orderNumber', order.orderNumber) && wanted('stage', order.stage)
      && wanted('waitingOn', order.waitsOn) && wanted('exception', order.exception))
    .toSorted((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt));
  return pageOf(matching, search);
}

function summaryOf(order: OrderView): OrderSummary {
  const { says: _s, agree: _a, disagreement: _d, timeZone: _t, consignments: _c, ...rest } = order;
  return rest;
}

function pageOf<Item>(items: readonly Item[], search: URLSearchParams) {
  const start = Number(search.get('after') ?? 0);
  const end = start + Number(search.get('limit') ?? 50);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : null };
}
