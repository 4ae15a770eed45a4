import type { Moment } from '../machine.ts';
import type { Customer } from './customers.ts';
import type { Faults } from './faults/all.ts';
import { noFaults } from './faults/all.ts';
import type { KeyPair } from './keys.ts';
import { newPair } from './keys.ts';
import type { NeverCall } from './never-calls.ts';
import type { OrderWork } from './order-work.ts';
import type { Product } from './products.ts';
import type { AutomationRule } from './rules.ts';
import { fundsAtFirst } from './catalogue.ts';
import type { Notice, Told } from './notices.ts';
import type { Fulfillment, Order, Shipment } from './shapes.ts';
import type { StoreRow } from './stores.ts';
import { storesAtFirst } from './stores.ts';
import type { Stranger } from './stranger.ts';
import type { Switches } from './switches/all.ts';
import { defaultSwitches } from './switches/all.ts';
import type { WarehouseRow } from './warehouses.ts';
import { warehousesAtFirst } from './warehouses.ts';

export type { Switches };

/** Everything the pretend ShipStation account knows. */
export type Account = {
  readonly switches: Switches;
  readonly faults: Faults;
  /** How many calls came, refused ones included: the counter of the faults' draws. */
  readonly callsHeard: number;
  readonly keys: ReadonlyMap<string, KeyPair>;
  /** Whether the plan includes the API at all (section 6). */
  readonly hasApi: boolean;
  readonly isEmailVerified: boolean;
  readonly neverCalls: readonly NeverCall[];
  readonly lastId: LastIds;
  readonly orders: ReadonlyMap<number, OrderRow>;
  /** Which order holds a key; a deleted order goes on holding its key. */
  readonly orderIdByKey: ReadonlyMap<string, number>;
  readonly products: ReadonlyMap<number, Product>;
  readonly productIdBySku: ReadonlyMap<string, number>;
  readonly customers: ReadonlyMap<number, Customer>;
  readonly customerIdByUsername: ReadonlyMap<string, number>;
  /** Automation rules, run on every new order. */
  readonly rules: readonly AutomationRule[];
  /** What ShipStation will do to orders by itself. */
  readonly orderWork: readonly OrderWork[];
  readonly shipments: ReadonlyMap<number, ShipmentRow>;
  readonly fulfillments: ReadonlyMap<number, Fulfillment>;
  readonly webhooks: readonly Webhook[];
  readonly stores: ReadonlyMap<number, StoreRow>;
  readonly warehouses: ReadonlyMap<number, WarehouseRow>;
  /** Money left with pre-funded carriers, in cents, by carrier code. */
  readonly fundsCents: ReadonlyMap<string, number>;
  /** What channels are still to be told. */
  readonly notices: readonly Notice[];
  /** What channels have heard, in the order of hearing. */
  readonly told: readonly Told[];
  /** A second integration on a store; null for none. */
  readonly stranger: Stranger | null;
};

export type OrderRow = {
  readonly wire: Order;
  /** Shown to nobody any more: deleted, or swallowed by another order. */
  readonly isDeleted: boolean;
  /** The order into which people combined this one. */
  readonly swallowedBy?: number;
  /** The import that brought it; orders of the API have none. */
  readonly importBatch?: string;
};

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
  readonly isActive: boolean;
  /** How many deliveries in a row have failed. */
  readonly failures: number;
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
  /** Counters of the draws: webhook messages, notices, labels and voids asked for. */
  readonly message: number;
  readonly notice: number;
  readonly labelAsked: number;
  readonly voidAsked: number;
};

/** An account without orders. Ids start above 2^31, because real ones passed it (3.2). */
export function newAccount(
  keys: Readonly<Record<string, string>>,
  switches: Partial<Switches> = {},
): Account {
  return {
    switches: { ...defaultSwitches, ...switches },
    faults: noFaults,
    callsHeard: 0,
    keys: new Map(Object.entries(keys).map(([key, secret]) => [key, newPair(secret)] as const)),
    hasApi: true,
    isEmailVerified: true,
    neverCalls: [],
    lastId: {
      order: 2_301_400_000,
      item: 5_702_100_000,
      product: 2_160_300_000,
      shipment: 2_170_800_000,
      fulfillment: 2_180_500_000,
      customer: 2_190_200_000,
      webhook: 91_000,
      batch: 145_000_000,
      message: 0,
      notice: 0,
      labelAsked: 0,
      voidAsked: 0,
    },
    orders: new Map(),
    orderIdByKey: new Map(),
    products: new Map(),
    productIdBySku: new Map(),
    customers: new Map(),
    customerIdByUsername: new Map(),
    rules: [],
    orderWork: [],
    shipments: new Map(),
    fulfillments: new Map(),
    webhooks: [],
    stores: storesAtFirst(),
    warehouses: warehousesAtFirst(),
    fundsCents: fundsAtFirst,
    notices: [],
    told: [],
    stranger: null,
  };
}

/** The order as the account shows it: a deleted one is not shown. */
export function shownOrder(account: Account, orderId: number): Order | null {
  const row = account.orders.get(orderId);
  return row === undefined || row.isDeleted ? null : row.wire;
}

export const withOrder = (account: Account, order: Order): Account => ({
  ...account,
  orders: new Map(account.orders).set(order.orderId, {
    ...account.orders.get(order.orderId),
    wire: order,
    isDeleted: false,
  }),
});

/** Several at once, with one copy of the index. */
export function withOrders(account: Account, changed: readonly Order[]): Account {
  if (changed.length === 0) return account;
  const orders = new Map(account.orders);
  for (const wire of changed) {
    orders.set(wire.orderId, { ...orders.get(wire.orderId), wire, isDeleted: false });
  }
  return { ...account, orders };
}
