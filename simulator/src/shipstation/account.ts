import type { Moment } from '../machine.ts';
import type { Faults } from './faults.ts';
import { noFaults } from './faults.ts';
import type { Fulfillment, Order, Shipment } from './shapes.ts';

/** Everything the pretend ShipStation account knows. */
export type Account = {
  readonly switches: Switches;
  readonly faults: Faults;
  readonly keys: ReadonlyMap<string, KeyPair>;
  readonly lastId: LastIds;
  readonly orders: ReadonlyMap<number, OrderRow>;
  /** Which order holds a key; a deleted order goes on holding its key. */
  readonly orderIdByKey: ReadonlyMap<string, number>;
  readonly productIdBySku: ReadonlyMap<string, number>;
  readonly shipments: ReadonlyMap<number, ShipmentRow>;
  readonly fulfillments: ReadonlyMap<number, Fulfillment>;
  readonly webhooks: readonly Webhook[];
};

export type OrderRow = { readonly wire: Order; readonly isDeleted: boolean };

export type ShipmentRow = {
  readonly wire: Shipment;
  /** Exact time, for the referee; the wire shows Pacific text only. */
  readonly madeAt: Moment;
  readonly batchId: number;
};

export type Webhook = {
  readonly id: number;
  readonly event: string;
  readonly url: string;
  readonly name: string | null;
  readonly storeId: number | null;
};

export type KeyPair = {
  readonly secret: string;
  readonly windowStartsAt: Moment;
  readonly callsInWindow: number;
  readonly calls: number;
  readonly refusedForRate: number;
};

export type LastIds = {
  readonly order: number;
  readonly item: number;
  readonly product: number;
  readonly shipment: number;
  readonly fulfillment: number;
  readonly customer: number;
  readonly webhook: number;
  readonly batch: number;
};

/** What nobody outside knows for sure about V1: each is a switch, with the worse case first. */
export type Switches = {
  /** Answer of createorder for a shipped or cancelled order: a silent 200, or a 400. */
  readonly lockedAnswer: 'unchanged' | 'refused';
  /** Whether createlabelfororder buys a label for an order on hold. */
  readonly labelOnHold: 'allowed' | 'refused';
  /** `pages` as counted, or always 0 as in three official examples. */
  readonly pagesShown: 'counted' | 'zero';
  readonly callsPerMinute: number;
  readonly webhookDelayMs: number;
  /** Address under which the account believes to be reached; it stands in resource_url. */
  readonly publicUrl: string;
};

export const defaultSwitches: Switches = {
  lockedAnswer: 'unchanged',
  labelOnHold: 'allowed',
  pagesShown: 'counted',
  callsPerMinute: 40,
  webhookDelayMs: 5_000,
  publicUrl: 'http://127.0.0.1:4610/shipstation',
};

const unusedKey = { windowStartsAt: 0, callsInWindow: 0, calls: 0, refusedForRate: 0 };

/** An account without orders. Ids start above 2^31, because real ones passed it (3.2). */
export function newAccount(
  keys: Readonly<Record<string, string>>,
  switches: Partial<Switches> = {},
): Account {
  return {
    switches: { ...defaultSwitches, ...switches },
    faults: noFaults,
    keys: new Map(
      Object.entries(keys).map(([key, secret]) => [key, { secret, ...unusedKey }] as const),
    ),
    lastId: {
      order: 2_301_400_000,
      item: 5_702_100_000,
      product: 2_160_300_000,
      shipment: 2_170_800_000,
      fulfillment: 2_180_500_000,
      customer: 2_190_200_000,
      webhook: 91_000,
      batch: 145_000_000,
    },
    orders: new Map(),
    orderIdByKey: new Map(),
    productIdBySku: new Map(),
    shipments: new Map(),
    fulfillments: new Map(),
    webhooks: [],
  };
}

/** The order as the account shows it: a deleted one is not shown. */
export function shownOrder(account: Account, orderId: number): Order | null {
  const row = account.orders.get(orderId);
  return row === undefined || row.isDeleted ? null : row.wire;
}

export const withOrder = (account: Account, order: Order): Account => ({
  ...account,
  orders: new Map(account.orders).set(order.orderId, { wire: order, isDeleted: false }),
});
