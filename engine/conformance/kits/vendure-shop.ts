/**
 * A small shop that behaves as a Vendure 3.7.3 was measured to behave of orders and fulfillments
 * (engine/tests/real/vendure.test.ts asks a real one): refusals as members of a union under a 200,
 * quantities that run out, an order that stays Shipped when its parcel is taken back, and errors
 * without data where a session has ended.
 */
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { jsonAnswer } from '../stand-in.ts';

type Line = { readonly id: string; quantity: number };

type PretendSent = {
  readonly id: string;
  state: string;
  readonly method: string;
  readonly trackingCode: string;
  readonly createdAt: string;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
};

export type PretendOrder = {
  readonly id: string;
  readonly code: string;
  state: string;
  readonly lines: Line[];
  readonly fulfillments: PretendSent[];
};

export const pretendOrder = (
  id: number,
  code: string,
  units: Readonly<Record<string, number>>,
  over: Partial<PretendOrder> = {},
): PretendOrder => ({
  id: String(id), code, state: 'PaymentSettled', fulfillments: [],
  lines: Object.entries(units).map(([line, quantity]) => ({ id: line, quantity })), ...over,
});

type Creation = {
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  readonly handler: {
    readonly code: string; readonly arguments: readonly { name: string; value: string }[];
  };
};

type Answered = Readonly<Record<string, unknown>>;

const refusal = (code: string, message: string): Answered =>
  ({ kind: code, errorCode: code, message });

const fulfilled = { kind: 'Fulfillment' };

export const forbidden = {
  errors: [{
    message: 'You are not currently authorized to perform this action',
    extensions: { code: 'FORBIDDEN' },
  }],
  data: null,
};

const notThere = (what: string): WireAnswer => jsonAnswer(200, {
  errors: [{ message: `No ${what} could be found`, extensions: { code: 'ENTITY_NOT_FOUND' } }],
  data: null,
});

export type PretendUser = {
  readonly user: string; readonly password: string; readonly permissions: readonly string[];
};

const needed = ['ReadOrder', 'UpdateOrder'];

export const pretendVendure = (
  find: (code: string) => PretendOrder | null,
  { user = 'gate@example.test', password = 'right', permissions = needed }: Partial<PretendUser>
  = {},
) => {
  const known = new Map<string, PretendOrder>();
  const log: string[] = [];
  let sessions = 0;
  let open: string | null = null;

  const sentOf = (id: unknown) => {
    for (const order of known.values()) {
      const sent = order.fulfillments.find((one) => one.id === id);
      if (sent !== undefined) return { order, sent };
    }
    return null;
  };

  const create = ({ lines, handler }: Creation): Answered | null => {
    const order = [...known.values()].find((one) =>
      one.lines.some(({ id }) => id === lines[0]?.orderLineId));
    if (order === undefined) return null;
    const isTooMuch = lines.some(({ orderLineId, quantity }) => {
      const sent = order.fulfillments.filter(({ state }) => state !== 'Cancelled')
        .flatMap((one) => one.lines).filter((one) => one.orderLineId === orderLineId)
        .reduce((sum, one) => sum + one.quantity, 0);
      const ordered = order.lines.find(({ id }) => id === orderLineId)?.quantity ?? 0;
      return quantity > ordered - sent;
    });
    if (isTooMuch) {
      return refusal('ITEMS_ALREADY_FULFILLED_ERROR',
        'One or more OrderItems are already part of a Fulfillment');
    }
    const said = (name: string) => handler.arguments.find((one) => one.name === name)?.value ?? '';
    order.fulfillments.push({
      id: `${order.id}0${String(order.fulfillments.length + 1)}`, state: 'Pending', lines,
      method: said('method'), trackingCode: said('trackingCode'),
      createdAt: '2026-11-22T13:40:00.000Z',
    });
    return fulfilled;
  };

  const move = (id: unknown, state: string): Answered | null => {
    const found = sentOf(id);
    if (found === null) return null;
    const { order, sent } = found;
    const may = { Pending: ['Shipped', 'Cancelled'], Shipped: ['Delivered', 'Cancelled'] };
    if (!(may[sent.state as keyof typeof may] ?? []).includes(state)) {
      return {
        ...refusal('FULFILLMENT_STATE_TRANSITION_ERROR',
          'errorResult.FULFILLMENT_STATE_TRANSITION_ERROR'),
        transitionError: `Cannot transition Fulfillment from "${sent.state}" to "${state}"`,
      };
    }
    sent.state = state;
    if (state === 'Shipped' && order.state !== 'Shipped') {
      const gone = order.fulfillments.filter((one) => one.state === 'Shipped')
        .flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
      const all = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      order.state = gone === all ? 'Shipped' : 'PartiallyShipped';
    }
    return fulfilled;
  };

  const write = (query: string, variables: Answered): WireAnswer => {
    if (!permissions.includes('UpdateOrder')) return jsonAnswer(200, forbidden);
    const data: Record<string, Answered> = {};
    for (const [, alias = '', call, state] of query.matchAll(
      /(s\d+): (\w+)\((?:[^)]*state: "(\w+)")?/g)) {
      log.push(`${String(call)} ${state ?? ''}`.trim());
      const done = call === 'addFulfillmentToOrder'
        // The connector's own shape, as it is declared in its document.
        ? create(variables[alias] as Creation) : move(variables[alias], state ?? '');
      if (done === null) return notThere('OrderLine or Fulfillment');
      data[alias] = done;
    }
    return jsonAnswer(200, { data });
  };

  const dataFor = (name: string, variables: Answered): unknown => {
    switch (name) {
      case 'Standing': {
        const order = find(String(variables['code']));
        if (order !== null && !known.has(order.id)) known.set(order.id, order);
        const items = order === null ? [] : [known.get(order.id)];
        return { orders: { items: structuredClone(items) } };
      }
      case 'Probe': return {
        orders: { items: [] }, fulfillmentHandlers: [{ code: 'manual-fulfillment' }],
      };
      case 'States': return { globalSettings: {
        serverConfig: { orderProcess: [{ name: 'PaymentSettled' }, { name: 'Cancelled' }] },
      } };
      case 'Rights': return { me: { channels: [{
        code: '__default_channel__', token: 'main',
        permissions: ['Authenticated', ...permissions],
      }] } };
      default: return {};
    }
  };

  const login = (variables: Answered): WireAnswer => {
    log.push('login');
    if (variables['user'] !== user || variables['password'] !== password) {
      return jsonAnswer(200, { data: { login: refusal(
        'INVALID_CREDENTIALS_ERROR', 'The provided credentials are invalid') } });
    }
    sessions += 1;
    open = `session-${String(sessions)}`;
    const answer = jsonAnswer(200, { data: { login: { kind: 'CurrentUser' } } });
    return answer.is === 'answer'
      ? { ...answer, headers: { ...answer.headers, 'vendure-auth-token': open } } : answer;
  };

  const answer = (request: WireRequest): WireAnswer => {
    // What this connector asks.
    const { query, variables } = JSON.parse(request.body ?? '') as {
      query: string; variables: Answered;
    };
    const [, kind, name = ''] = /^(query|mutation) (\w+)/.exec(query) ?? [];
    if (name === 'Login') return login(variables);
    const isIn = request.headers['vendure-api-key'] !== undefined ||
      (open !== null && request.headers['authorization'] === `Bearer ${open}`);
    if (!isIn) return jsonAnswer(200, forbidden);
    return kind === 'mutation'
      ? write(query, variables) : jsonAnswer(200, { data: dataFor(name, variables) });
  };

  return {
    answer,
    /** Logins and writes, in their order. */
    log: log as readonly string[],
    endSession: (): void => { open = null; },
  };
};
