/**
 * A small server in the place of Gatepass: the built console, and just enough of the public API,
 * with invented orders. It listens on the loopback only and forgets everything when it stops.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, OrderRow, OrderView } from '../src/api/client.ts';
import { saidIn } from './stand-in-calls.ts';
import { makeJoining, type Joining } from './stand-in-connect.ts';
import { makeWires, standInPolicy } from './stand-in-connections.ts';
import { makeExceptions, type Desk } from './stand-in-exceptions.ts';
import { makeDoor, type Door } from './stand-in-door.ts';
import { isListed, sorts } from './stand-in-filter.ts';
import { findIn, makeNoteBook, told } from './stand-in-find.ts';
import { flowOf } from './stand-in-flow.ts';
import { makeStaff, meAs, waysOf } from './stand-in-people.ts';
import {
  refusedOrders, standInFresh, standInNow, standInOrders,
} from './stand-in-orders.ts';
import { makeRulings, type RulingBook } from './stand-in-rulings.ts';
import { summaryOf } from './stand-in-summary.ts';
import { makeTeamViews } from './stand-in-views.ts';

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
  /** So many orders that were only just heard of, in place of all others. */
  readonly fill: (count: number) => void;
  /** The orders of the beginning again. */
  readonly restore: () => void;
  /** The bodies of plans that were asked for. */
  readonly plans: readonly unknown[];
  /** What was sent to decide about one order. */
  readonly ruled: RulingBook['sent'];
  readonly toldOfProvider: readonly unknown[];
  /** The role of whoever is signed in. */
  readonly playRole: (role: string) => void;
  /** Which ways in the sign-in page is told of. */
  readonly offer: (offered: { hasProvider: boolean; isDemoOffered: boolean }) => void;
  /** So many more orders that ShipStation refused. */
  readonly addRefused: (count: number) => void;
  readonly exceptions: Pick<Desk, 'agePlans' | 'openPlans'>;
  /** As at the start. */
  readonly renew: () => void;
  /** ShipStation answers nothing, and a shop is paused. */
  readonly silence: (isSilent: boolean) => void;
  /** The live line breaks and stays broken, until it is mended. */
  readonly cutLive: () => void;
  readonly mendLive: () => void;
  /** Connecting systems: an empty policy, and what was tried and applied. */
  readonly joining: Omit<Joining, 'answer'>;
  /** Whether it says that it is the demo. */
  readonly playDemo: (isDemo: boolean) => void;
  /** Each answer comes later than the one before, so that they are drawn one by one; or not. */
  readonly dawdle: (isSlow: boolean) => void;
  /** Every question is answered with this status, until it is null again. */
  readonly failWith: (status: number | null) => void;
  readonly stop: () => Promise<void>;
};

export async function startStandIn(
  { isDemo: isDemoAtFirst = true, port = 0 } = {},
): Promise<StandIn> {
  let isDemo = isDemoAtFirst;
  let orders = standInOrders();
  let filled: number | null = null;
  let failing: number | null = null;
  let dawdled: number | null = null;
  let isCut = false;
  let isSilent = false;
  let hasProvider = false;
  let isDemoOffered = true;
  let role = 'lead';
  const wires = makeWires();
  const joining = makeJoining(standInPolicy);
  const notes = makeNoteBook();
  const teamViews = makeTeamViews();
  const plans: unknown[] = [];
  let changes = 0;
  const ground = {
    orders: () => orders.map(({ order }) => order), settle,
    now: () => standInNow + Date.now() - startedAt, role: () => role, plans,
  };
  let exceptions = makeExceptions(ground);
  const rulings = makeRulings({
    orderOf: (id) => orders.find(({ order }) => order.id === id)?.order, change,
    now: ground.now,
  });
  const lines = new Set<ServerResponse>();
  const staff = makeStaff();
  const door = makeDoor({
    onRole: (played) => {
      role = played;
    },
  });
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
    if (dawdled !== null && url.pathname !== '/v1/events') {
      dawdled += 1;
      await wait(60 * (1 + dawdled % 5));
    }
    if (url.pathname === '/v1/demo') {
      return send(response, { isDemo, sentence: demoSentence });
    }
    if (url.pathname === '/v1/sign-in') {
      return send(response, waysOf({ isDemo: isDemo && isDemoOffered, hasProvider }));
    }
    if (failing !== null) {
      return refuse(response, failing, 'Out of order', 'The stand-in was told.');
    }
    if (await door.answer(request, url.pathname, response)) return undefined;
    if (!door.isKnown(request)) {
      return refuse(response, 401, 'Not signed in', 'Sign in with a key or a link.');
    }
    if (url.pathname === '/v1/me') return send(response, meAs(role));
    const ofPeople = await staff.answer(request, url.pathname);
    if (ofPeople !== null && 'refused' in ofPeople) {
      return refuse(response, 422, 'Provider refused', 'Nothing was changed: nobody answers.',
        [{ path: String(ofPeople.refused), problem: 'nobody answers there' }]);
    }
    if (ofPeople !== null) return send(response, ofPeople);
    if (url.pathname === '/v1/events') return listen(response);
    const joined = await joining.answer(request, url.pathname);
    if (joined !== null) {
      return 'body' in joined ? send(response, joined.body)
        : refuse(response, joined.refused, joined.title, joined.detail, joined.problems);
    }
    const ofTeam = await teamViews.answer(request, url.pathname);
    if (ofTeam !== null) return send(response, ofTeam);
    const asked = await wires.answer(request, url.pathname, url.searchParams);
    if (asked !== null) return send(response, asked);
    const told = await exceptions.answer(request, url);
    if (told !== null) {
      return 'body' in told ? send(response, told.body)
        : refuse(response, told.refused, 'Not now', told.detail);
    }
    const now = standInNow + Date.now() - startedAt;
    if (filled !== null && url.pathname === '/v1/orders/count') {
      return send(response, { total: filled, oldestSince: null });
    }
    if (filled !== null && url.pathname === '/v1/orders') {
      return send(response, windowOf(filled, url.searchParams));
    }
    const found = () => orders.map(({ order }) => order)
      .filter((order) => isListed(order, Object.fromEntries(url.searchParams), now));
    if (url.pathname === '/v1/orders') {
      const { may } = meAs(role);
      const maySeeCosts = may.some((one) => one.right === 'see-costs' && one.isAllowed);
      return send(response, listOf(found(), url.searchParams, maySeeCosts));
    }
    if (url.pathname === '/v1/orders/count') {
      return send(response, { total: found().length, oldestSince: null });
    }
    if (url.pathname === '/v1/flow') {
      const all = orders.map(({ order }) => order);
      return send(response, flowOf(all, url.searchParams.get('warehouse'), now, isSilent));
    }
    if (url.pathname === '/v1/find') {
      const typed = url.searchParams.get('q') ?? '';
      if (typed.length < 3) {
        return refuse(response, 400, 'Too little to look for',
          'Type at least 3 letters or digits: fewer would show half of all orders.');
      }
      return send(response, findIn(orders.map(({ order }) => order), typed));
    }
    const ruled = await rulings.answer(request, url.pathname);
    if (ruled !== null) {
      return 'body' in ruled ? send(response, ruled.body)
        : refuse(response, ruled.refused, 'Not now', ruled.detail, ruled.problems);
    }
    const noted = await notes.answer(request, url.pathname, new Date(now).toISOString());
    if (noted !== null) return send(response, noted);
    return sendOrder(url.pathname, url.searchParams, response);
  }

  function sendOrder(path: string, search: URLSearchParams, response: ServerResponse): void {
    const [, id = '', part] =
      /^\/v1\/orders\/([^/]+)(\/timeline|\/sentence|\/calls\/[^/]+)?$/.exec(path) ?? [];
    const found = orders.find(({ order }) => order.id === decodeURIComponent(id));
    if (found === undefined) {
      return refuse(response, 404, 'No such order', `There is no order ${id}.`);
    }
    if (part === '/sentence') {
      const language = search.get('language') === 'en-US' ? 'en-US' : 'en-GB';
      return send(response, told(found.order, language, new Date(standInNow).toISOString()));
    }
    if (part?.startsWith('/calls/') === true) return send(response, saidIn(part.slice(7)));
    return send(response, part === undefined ? found.order : pageOf(found.timeline, search));
  }

  function listen(response: ServerResponse): void {
    if (isCut) return refuse(response, 503, 'No live line', 'The stand-in was told to cut it.');
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 50\nevent: changed\ndata: {"orders":[],"all":true}\n\n');
    lines.add(response);
    const beat = setInterval(() => response.write('event: here\ndata: {}\n\n'), 5_000);
    response.on('close', () => {
      lines.delete(response);
      clearInterval(beat);
    });
    return undefined;
  }

  function tell(id: string): void {
    changes += 1;
    const data = JSON.stringify({ orders: [id], all: false });
    for (const line of lines) line.write(`id: ${changes}\nevent: changed\ndata: ${data}\n\n`);
  }

  function change(id: string, facts: Partial<OrderView>): void {
    orders = orders.map((one) =>
      one.order.id === id ? { ...one, order: { ...one.order, ...facts } } : one);
    tell(id);
  }

  /** Nothing is wrong with it any more. */
  function settle(id: string): void {
    orders = orders.map((one) => one.order.id !== id ? one : { ...one, order: {
      ...one.order, exception: null, consignments: one.order.consignments
        .map((consignment) => ({ ...consignment, exceptions: [] })),
    } });
    tell(id);
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the stand-in has no port');

  return {
    address: `http://127.0.0.1:${bound.port}`,
    door,
    change,
    plans,
    ruled: rulings.sent,
    toldOfProvider: staff.toldOfProvider,
    fill: (count) => {
      filled = count;
    },
    restore: () => {
      filled = null;
    },
    addRefused: (count) => {
      orders = [...orders, ...refusedOrders(count, orders.length)];
      tell(orders.at(-1)?.order.id ?? '');
    },
    exceptions: {
      agePlans: () => exceptions.agePlans(), openPlans: () => exceptions.openPlans(),
    },
    renew: () => {
      orders = standInOrders();
      exceptions = makeExceptions(ground);
    },
    empty: () => {
      orders = [];
      wires.empty();
    },
    playRole: (played) => {
      role = played;
    },
    silence: (silent) => {
      isSilent = silent;
    },
    cutLive: () => {
      isCut = true;
      for (const line of lines) line.destroy();
    },
    mendLive: () => {
      isCut = false;
    },
    offer: (offered) => {
      ({ hasProvider, isDemoOffered } = offered);
    },
    joining,
    playDemo: (is) => {
      isDemo = is;
    },
    dawdle: (isSlow) => {
      dawdled = isSlow ? 0 : null;
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
  problems?: readonly Fault[],
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, detail, problems }));
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
  const content = await readFile(join(dist, name)).catch(() => null);
  if (content === null) return void response.writeHead(404).end();
  return void response.writeHead(200, {
    'content-type': mediaTypes[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    // As the engine does: each build has its own names.
    ...(path.startsWith('/assets/')
      ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
  }).end(content);
}

function listOf(found: readonly OrderView[], search: URLSearchParams, maySeeCosts: boolean) {
  const sort = sorts[search.get('sort') ?? 'changed'];
  const rows = found.toSorted(sort).map((order): OrderRow => ({
    ...summaryOf(order),
    costs: maySeeCosts ? order.tracking.map(() => ({ amount: 642, currency: 'GBP' })).slice(0, 1)
      : null,
  }));
  return pageOf(rows, search);
}

/** Rows of a list too long to be made whole: each is made when its window is asked for. */
function windowOf(total: number, search: URLSearchParams) {
  const start = Number(search.get('offset') ?? 0);
  const end = Math.min(total, start + Number(search.get('limit') ?? 50));
  return {
    items: Array.from({ length: Math.max(0, end - start) }, (_, at): OrderRow => ({
      ...summaryOf(standInFresh(start + at).order), costs: [],
    })),
    next: null,
  };
}

function pageOf<Item>(items: readonly Item[], search: URLSearchParams) {
  const start = Number(search.get('offset') ?? search.get('after') ?? 0);
  const end = start + Number(search.get('limit') ?? 50);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : null };
}
