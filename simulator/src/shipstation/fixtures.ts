import type { Answer, Moment, Request } from '../machine.ts';
import type { Account, Switches } from './account.ts';
import { newAccount } from './account.ts';
import { holdToContract, type Broken } from './held-to-contract.ts';
import { shipStation } from './surface.ts';

/** A call at the pure machine, for tests: no socket, no clock. */
export const noon: Moment = Date.parse('2026-11-20T20:00:00Z');
const seed = 7;

export const testAccount = (switches: Partial<Switches> = {}): Account =>
  newAccount({ 'key-1': 'secret-1', 'key-2': 'secret-2' }, { callsPerMinute: 1_000, ...switches });

/** The same account with some switches set otherwise. */
export const switched = (account: Account, switches: Partial<Switches>): Account => ({
  ...account,
  switches: { ...account.switches, ...switches },
});

export const authorization = (key = 'key-1', secret = 'secret-1'): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

export type Asked = {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly now?: Moment;
  readonly key?: readonly [string, string];
  /** The side that breaks the contract of V1 on purpose; any other call has to keep to it. */
  readonly breaks?: Broken;
  /** Beside those that every good call has, or over them. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** `ask(account, 'GET /orders', ...)` gives the next account, the status and the read body. */
export function ask(account: Account, name: string, asked: Asked = {}) {
  const [method = '', path = ''] = name.split(' ');
  const body = bodyText(asked.body);
  const request: Request = {
    method,
    path,
    query: asked.query ?? {},
    headers: {
      authorization: authorization(...(asked.key ?? [])),
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      ...asked.headers,
    },
    body,
  };
  const step = shipStation(account, request, asked.now ?? noon, seed);
  holdToContract(request, step, asked.breaks ?? null);
  return {
    account: step.state,
    later: step.later,
    answer: step.answer,
    struck: step.struck ?? [],
    status: step.answer.status,
    body: jsonOf(step.answer),
  };
}

const bodyText = (body: unknown): string => {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
};

/** Tests look into answers of many shapes; vitest compares what they find. */
// oxlint-disable-next-line typescript/no-explicit-any
const jsonOf = (answer: Answer): any =>
  answer.content.is === 'json' ? JSON.parse(JSON.stringify(answer.content.value)) : null;

export const someOrder = (change: Readonly<Record<string, unknown>> = {}) => ({
  orderNumber: 'SO-1001',
  orderKey: 'con-1:1',
  orderDate: '2026-11-20 10:00:00',
  orderStatus: 'awaiting_shipment',
  customerUsername: 'imogen@example.com',
  billTo: { name: 'Imogen Hartley' },
  shipTo: {
    name: 'Imogen Hartley',
    street1: '18 Lantern Street',
    city: 'Bristol',
    postalCode: 'bs1 5tt',
    country: 'GB',
  },
  items: [
    { lineItemKey: 'con-1:1:1', sku: 'TEE-BLK-M', name: 'T-shirt', quantity: 2, unitPrice: 19.99 },
  ],
  weight: { value: 450, units: 'grams' },
  dimensions: { length: 30, width: 20, height: 10, units: 'centimeters' },
  ...change,
});

/** A label for the first order of `someOrder`, as createlabelfororder takes it. */
export const someLabel = (orderId: number, change: Readonly<Record<string, unknown>> = {}) => ({
  orderId,
  carrierCode: 'dpd',
  serviceCode: 'dpd_by_12',
  packageCode: 'package',
  confirmation: 'none',
  shipDate: '2026-11-20',
  testLabel: false,
  ...change,
});

export const buyCall = 'POST /orders/createlabelfororder';

/** The same account with some faults switched on. */
export const withFaults = (account: Account, faults: Partial<Account['faults']>): Account => ({
  ...account,
  faults: { ...account.faults, ...faults },
});
export const shipmentsOf = (account: Account, query: Readonly<Record<string, string>> = {}) =>
  ask(account, 'GET /shipments', { query }).body.shipments;
export const fulfillmentsOf = (account: Account, query: Readonly<Record<string, string>> = {}) =>
  ask(account, 'GET /fulfillments', { query }).body.fulfillments;
export const statusOf = (account: Account, orderId: number, now: Moment = noon) =>
  ask(account, `GET /orders/${orderId}`, { now }).body.orderStatus;

/** An account with these orders already created. */
export function withOrders(account: Account, ...changes: readonly Record<string, unknown>[]) {
  return changes.reduce<Account>(
    (before, change) =>
      ask(before, 'POST /orders/createorder', { body: someOrder(change) }).account,
    account,
  );
}

export const firstOrderId = (account: Account): number => {
  const [first] = account.orders.keys();
  if (first === undefined) throw new Error('The account has no order');
  return first;
};
