/**
 * A small shop that behaves as Shopify's documents say of orders, fulfillment orders and
 * fulfillments (Admin API 2026-10): refusals in `userErrors` under a 200, quantities that run out,
 * one location per fulfillment, a cancelled fulfillment that gives its units back, and fulfillment
 * orders that are left out in silence where the app lacks a scope. No real shop was asked.
 */
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { jsonAnswer } from '../stand-in.ts';

type WorkLine = { readonly id: string; readonly line: string; remaining: number };

export type PretendWork = {
  readonly id: string;
  status: string;
  readonly location: string;
  readonly hold?: { readonly displayReason: string; readonly reasonNotes: string | null };
  readonly lines: WorkLine[];
};

type PretendSent = {
  readonly id: string;
  status: string;
  readonly createdAt: string;
  trackingInfo: { readonly company: string | null; readonly number: string | null }[];
  readonly of: { readonly work: string; readonly line: string; readonly quantity: number }[];
};

export type PretendOrder = {
  readonly id: string;
  readonly name: string;
  cancelledAt: string | null;
  readonly work: PretendWork[];
  readonly sent: PretendSent[];
};

export const gidOf = (kind: string, number: number | string): string =>
  `gid://shopify/${kind}/${String(number)}`;

const every = [
  'read_all_orders', 'read_orders', 'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
];

export const workOf = (
  number: number,
  units: Readonly<Record<string, number>>,
  over: Partial<PretendWork> = {},
): PretendWork => ({
  id: gidOf('FulfillmentOrder', number), status: 'OPEN', location: '71',
  lines: Object.entries(units).map(([line, remaining]) => ({
    id: gidOf('FulfillmentOrderLineItem', `${String(number)}${line}`), line, remaining,
  })),
  ...over,
});

type Variables = Readonly<Record<string, unknown>>;
type Tracking = {
  readonly company?: string; readonly number?: string; readonly numbers?: readonly string[];
};
type Creation = {
  readonly trackingInfo?: Tracking;
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly { readonly id: string; quantity: number }[];
  }[];
};

/** As it is asked by this connector: the names of its questions say which they are. */
export const pretendShop = (
  find: (name: string) => readonly PretendOrder[],
  scopes: readonly string[] = every,
) => {
  const known = new Map<string, PretendOrder>();
  const mailed: string[] = [];
  const maySee = scopes.some((one) => one.endsWith('_fulfillment_orders'));

  const found = (query: string): readonly PretendOrder[] => {
    // Their search is for words: it finds the name with and without its # as well.
    const name = /^name:"(.*)"$/.exec(query)?.[1] ?? '';
    const orders = find(name.replace(/^#/, ''));
    for (const one of orders) if (!known.has(one.id)) known.set(one.id, one);
    return orders.map((one) => known.get(one.id) ?? one);
  };

  const create = (order: PretendOrder, given: Creation): string | null => {
    const chosen = given.lineItemsByFulfillmentOrder.flatMap((one) => {
      const work = order.work.find(({ id }) => id === one.fulfillmentOrderId);
      const lines = one.fulfillmentOrderLineItems ??
        work?.lines.map(({ id, remaining }) => ({ id, quantity: remaining })) ?? [];
      return lines.map(({ id, quantity }) =>
        ({ work, line: work?.lines.find((line) => line.id === id), quantity }));
    });
    if (new Set(chosen.map(({ work }) => work?.location)).size > 1) {
      return 'All fulfillment orders must be assigned to the same location.';
    }
    if (chosen.some(({ work }) => !['OPEN', 'IN_PROGRESS'].includes(work?.status ?? ''))) {
      return 'Fulfillment order is not in an open state.';
    }
    if (chosen.some(({ line, quantity }) => quantity > (line?.remaining ?? 0))) {
      return 'Invalid fulfillment order line item quantity requested.';
    }
    for (const { work, line, quantity } of chosen) {
      if (work === undefined || line === undefined) continue;
      line.remaining -= quantity;
      work.status = work.lines.some(({ remaining }) => remaining > 0) ? 'IN_PROGRESS' : 'CLOSED';
    }
    order.sent.push({
      id: gidOf('Fulfillment', `${order.id.replace(/\D/g, '')}${String(order.sent.length)}`),
      status: 'SUCCESS', createdAt: '2026-11-22T13:40:00Z',
      trackingInfo: trackingOf(given.trackingInfo ?? {}),
      of: chosen.map(({ work, line, quantity }) =>
        ({ work: work?.id ?? '', line: line?.line ?? '', quantity })),
    });
    return null;
  };

  const cancel = (order: PretendOrder, sent: PretendSent): string | null => {
    if (sent.status === 'CANCELLED') return 'Fulfillment is already cancelled.';
    sent.status = 'CANCELLED';
    const units: Record<string, number> = {};
    for (const { work, line, quantity } of sent.of) {
      const of = order.work.find(({ id }) => id === work);
      const there = of?.lines.find((one) => one.line === line);
      if (of?.status !== 'CLOSED' && there !== undefined) there.remaining += quantity;
      else units[line] = (units[line] ?? 0) + quantity;
    }
    // What was closed stays closed: a new one is made for what came back.
    if (Object.keys(units).length > 0) order.work.push(workOf(900 + order.work.length, units));
    return null;
  };

  const doneTo = (call: string, alias: string, variables: Variables): string | null => {
    const given = variables[alias];
    const orders = [...known.values()];
    if (call === 'fulfillmentCreate') {
      // The connector's own shape, as it is declared in its document.
      const creation = given as Creation & { readonly notifyCustomer: boolean };
      const [first] = creation.lineItemsByFulfillmentOrder;
      const order = orders.find(({ work }) =>
        work.some(({ id }) => id === first?.fulfillmentOrderId));
      if (order === undefined) return 'Fulfillment order does not exist.';
      const complaint = create(order, creation);
      if (complaint === null && creation.notifyCustomer) mailed.push(order.name);
      return complaint;
    }
    const order = orders.find(({ sent }) => sent.some(({ id }) => id === given));
    const sent = order?.sent.find(({ id }) => id === given);
    if (order === undefined || sent === undefined) return 'Fulfillment not found.';
    if (call === 'fulfillmentCancel') return cancel(order, sent);
    sent.trackingInfo = trackingOf(variables[`${alias}t`] as Tracking);
    if (variables[`${alias}n`] === true) mailed.push(order.name);
    return null;
  };

  const dataFor = (query: string, variables: Variables): unknown => {
    const [, name = ''] = /^(?:query|mutation) (\w+)/.exec(query) ?? [];
    const orderOf = (id: unknown) => known.get(String(id));
    switch (name) {
      case 'Rights': return {
        shop: { name: 'Acme' },
        currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) },
        publicApiVersions: [{ handle: '2026-10', supported: true }],
      };
      case 'Probe': return { orders: { nodes: [] } };
      case 'Find': return { orders: {
        nodes: found(String(variables['query'])).map((one) => ({ id: one.id, name: one.name })),
      } };
      case 'Standing': {
        const order = orderOf(variables['order']);
        const work = paged(maySee ? order?.work ?? [] : [], sizeIn(query, 'fulfillmentOrders'),
          variables['after']);
        return { order: order === undefined ? null : {
          cancelledAt: order.cancelledAt,
          fulfillmentOrders: { ...work, nodes: work.nodes.map((one) => ({
            ...shownWork(one), lineItems: shownLines(one, sizeIn(query, 'lineItems'), null),
          })) },
          fulfillments: order.sent.map(({ id, status, createdAt, trackingInfo }) =>
            ({ id, status, createdAt, trackingInfo })),
        } };
      }
      case 'MoreWork': {
        const work = [...known.values()].flatMap((one) => one.work)
          .find(({ id }) => id === variables['work']);
        return { fulfillmentOrder: work === undefined ? null : {
          lineItems: shownLines(work, sizeIn(query, 'lineItems'), variables['after']),
        } };
      }
      case 'Contents': {
        const ids = variables['ids'];
        const sent = [...known.values()].flatMap((one) => one.sent);
        return { nodes: (Array.isArray(ids) ? ids : []).map((id) => {
          const of = sent.find((one) => one.id === id)?.of ?? [];
          return { id, fulfillmentLineItems: {
            pageInfo: { hasNextPage: false },
            nodes: of.map(({ line, quantity }) =>
              ({ quantity, lineItem: { id: gidOf('LineItem', line) } })),
          } };
        }) };
      }
      case 'Tell': return Object.fromEntries(
        [...query.matchAll(/(s\d+): (\w+)\(/g)].map(([, alias = '', call = '']) => {
          const message = doneTo(call, alias, variables);
          return [alias, { userErrors: message === null ? [] : [{ field: null, message }] }];
        }));
      default: throw new Error(`the pretend shop does not know the question ${name}`);
    }
  };

  const answer = ({ body }: WireRequest): WireAnswer => {
    // What this connector sends there.
    const asked = JSON.parse(body ?? '') as { query: string; variables: Variables };
    const isOfOrders = !asked.query.startsWith('query Rights');
    return isOfOrders && !scopes.includes('read_orders') ? jsonAnswer(200, {
      data: null, errors: [{
        message: 'Access denied for orders field. Required access: `read_orders` access scope.',
        extensions: { code: 'ACCESS_DENIED' },
      }],
    }) : jsonAnswer(200, { data: dataFor(asked.query, asked.variables) });
  };
  return { answer, mailed };
};

const trackingOf = ({ company = '', number, numbers = [] }: Tracking) =>
  (number === undefined && numbers.length === 0
    ? (company === '' ? [] : [{ company, number: null }])
    : [...(number === undefined ? [] : [number]), ...numbers].map((one) =>
      ({ company, number: one })));

const sizeIn = (query: string, list: string): number =>
  Number(new RegExp(`${list}\\(first: (\\d+)`).exec(query)?.[1]);

const paged = <Row>(rows: readonly Row[], size: number, after: unknown) => {
  const from = typeof after === 'string' ? Number(after) : 0;
  const hasNextPage = from + size < rows.length;
  return {
    pageInfo: { hasNextPage, endCursor: String(from + size) },
    nodes: rows.slice(from, from + size),
  };
};

const shownLines = ({ lines }: PretendWork, size: number, after: unknown) => {
  const { nodes, pageInfo } = paged(lines, size, after);
  return { pageInfo, nodes: nodes.map(({ id, line, remaining }) =>
    ({ id, remainingQuantity: remaining, lineItem: { id: gidOf('LineItem', line) } })) };
};

const shownWork = ({ id, status, location, hold }: PretendWork) => ({
  id, status,
  assignedLocation: {
    name: `Warehouse ${location}`, location: { id: gidOf('Location', location) },
  },
  supportedActions: ['OPEN', 'IN_PROGRESS'].includes(status)
    ? [{ action: 'CREATE_FULFILLMENT' }, { action: 'HOLD' }] : [],
  fulfillmentHolds: hold === undefined ? [] : [hold],
});
