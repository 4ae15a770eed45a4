/**
 * The loop on a stage: a real store, clocks turned by hand, and connectors whose every answer a
 * test may write. The connectors share one small pretended account, so that a look shows what a
 * call did.
 */
import type {
  Connector, ItemOutcome, LookAnswer, LookRequest, Manifest, Performed, Seen, Session,
} from '../src/contract/connector.ts';
import type { Action } from '../src/core/model/decision.ts';
import { labelId, orderId, shipStationOrderId } from '../src/core/model/ids.ts';
import { instant, type Instant } from '../src/core/model/instant.ts';
import type { Label, Mark, ShipStationOrder } from '../src/core/model/shipstation.ts';
import type { ConsignmentSnapshot } from '../src/core/model/warehouse.ts';
import { realClocks } from '../src/compose.ts';
import { parsePolicy } from '../src/core/policy/parse.ts';
import { applyPolicy } from '../src/loop/apply-policy.ts';
import type { Hand } from '../src/loop/carry-out.ts';
import { decideAndRecord } from '../src/loop/decide-and-record.ts';
import { hearSnapshot } from '../src/loop/hear-snapshots.ts';
import { readStandpoint } from '../src/loop/standpoint.ts';
import type { Surroundings } from '../src/loop/surroundings.ts';
import type { Database } from '../src/store/database.ts';
import { claimDue } from '../src/store/dossiers.ts';
import { orderIdOf } from '../src/store/ids.ts';
import { holdConnection } from '../src/store/leases.ts';
import { readOrder } from '../src/store/reading.ts';

export const noon = instant(Date.UTC(2026, 10, 22, 12, 0));

/** What a test may write over; by default the account does what is asked and shows what it has. */
export type Script = {
  perform?: (items: readonly Action[], usual: () => Performed) => Promise<Performed> | Performed;
  look?: (request: LookRequest, usual: () => LookAnswer) => Promise<LookAnswer> | LookAnswer;
};

export type Stage = {
  readonly surroundings: Surroundings;
  readonly database: Database;
  /** Turned by hand; world and wire time go together. */
  readonly clock: { now: Instant };
  readonly script: Script;
  readonly account: { orders: Map<string, ShipStationOrder>; labels: Label[]; marks: Mark[] };
  /** All calls so far: the operation or feed, and the keys or the window it was about. */
  readonly calls: string[];
  readonly logged: string[];
  apply(over?: PolicyOver): Promise<void>;
  say(number: string, over?: Partial<ConsignmentSnapshot>): Promise<void>;
  /** Decides on all that is due; answers how many orders were. */
  decide(): Promise<number>;
  hold(connection: string, holder?: string): Promise<Hand>;
  order(number: string): Promise<NonNullable<Awaited<ReturnType<typeof readOrder>>>>;
};

export type PolicyOver = {
  readonly mode?: 'live' | 'shadow';
  readonly limits?: Readonly<Record<string, string>>;
  readonly gate?: string;
  readonly labels?: string;
  readonly parcels?: string;
  readonly lostLabel?: string;
  readonly secret?: string;
  readonly warehouseWord?: string;
  readonly enters?: string;
  readonly storeId?: number;
};

export const documentOf = (over: PolicyOver = {}) => {
  const { mode = 'live', limits = {}, gate = 'packed', labels = 'desk' } = over;
  const { secret = 'topsecret-1', warehouseWord = 'DPD', enters = 'gatepass', storeId } = over;
  return {
    connections: {
      'shipstation-uk': { connector: 'account', settings: { secret }, mode },
      'leicester-wms': { connector: 'listener', settings: {}, mode },
      'shop-uk': { connector: 'listener', settings: {}, mode },
    },
    warehouses: {
      leicester: {
        connection: 'leicester-wms', shipstation: 'shipstation-uk', timeZone: 'Europe/London', gate,
        labels, parcels: over.parcels ?? 'together', lostLabel: over.lostLabel ?? 'adopt',
      },
    },
    channels: {
      'shopify-uk': {
        connection: 'shop-uk', enters, toldBy: enters === 'gatepass' ? enters : 'shipstation',
        toldWhen: 'label',
        ...(storeId === undefined ? {} : { storeId }),
      },
    },
    mappings: {
      services: [{ says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' }],
      carriers: [{
        shipstation: 'dpd', warehouse: warehouseWord, channels: { 'shopify-uk': 'DPD UK' },
      }],
    },
    limits,
  };
};

export const snapshotOf = (
  number: string,
  over: Partial<ConsignmentSnapshot> = {},
): ConsignmentSnapshot => ({
  revision: 1, updatedAt: noon, orderNumber: number, channel: 'shopify-uk', status: 'packed',
  service: 'DPD-12', wave: null, sequence: null, shipBy: null,
  shipTo: {
    name: 'Iris Bell', company: null, street1: '7 Canal Street', street2: null, street3: null,
    city: 'Leeds', state: null, postalCode: 'LS1 4BT', country: 'GB', phone: null, email: null,
  },
  lines: [{
    line: '1', channelLine: null, orderNumber: null, sku: 'TEE', name: 'T-shirt', ordered: 2,
    allocated: 2, picked: 2, packed: 2, short: 0, shortReason: null, bin: null, unitPrice: null,
    weightGrams: 180, customs: null,
  }],
  parcels: [], dispatch: null,
  ...over,
});

export const manifestOf = (connector: 'account' | 'listener'): Manifest => ({
  connector,
  title: connector,
  roles: connector === 'account' ? ['shipping'] : ['warehouse', 'channel'],
  settings: connector === 'account'
    ? [{
      path: 'secret', label: 'Secret', isSecret: true, isRequired: true, meaning: 'a secret',
    }] : [],
  operations: connector === 'account'
    ? {
        'create-order': usualOperation(100),
        'park-order': usualOperation(1),
        'buy-label': { ...usualOperation(1), repeating: 'never' },
      }
    : { 'tell-warehouse': usualOperation(1), 'tell-channel': usualOperation(1) },
  feeds: connector === 'account' ? [usualFeed('labels'), usualFeed('orders')] : [],
  probeCostInCalls: 0,
  rate: connector === 'account' ? { calls: 40, perMilliseconds: 60_000 } : null,
  rateHeaders: null,
});

const usualOperation = (batchSize: number) =>
  ({ batchSize, costInCalls: 1, repeating: 'safe', timeoutMilliseconds: 20_000 }) as const;

const usualFeed = (feed: string) => ({
  feed, costInCalls: 1, everyMilliseconds: 60_000, briskMilliseconds: 5_000,
  overlapMilliseconds: 300_000, shows: ['label', 'shipstation-order'] as const,
});

/** Puts the stage up on a migrated database; nothing is applied yet. */
export const openStage = (database: Database): Stage => {
  const clock = { now: noon };
  const script: Script = {};
  const account: Stage['account'] = { orders: new Map(), labels: [], marks: [] };
  const calls: string[] = [];
  const logged: string[] = [];
  let names = 0;
  const session: Session = {
    look: async (request) => {
      calls.push(`look ${request.feed}`);
      const usual = (): LookAnswer => page(request, account);
      return script.look === undefined ? usual() : script.look(request, usual);
    },
    perform: async (items) => {
      calls.push(`${items[0]?.do ?? 'nothing'} ${items.map((one) => one.about).join(' ')}`);
      const usual = (): Performed => ({
        outcomes: items.map((one) => carryOutIn(account, one, clock.now)), unanswered: null,
      });
      return script.perform === undefined ? usual() : script.perform(items, usual);
    },
    probe: () => Promise.resolve({ isWell: true, sentences: ['It is there.'] }),
  };
  const connectorOf = (name: 'account' | 'listener'): Connector =>
    ({ manifest: manifestOf(name), open: () => ({ is: 'session', session }) });
  const surroundings: Surroundings = {
    database,
    connectors: { account: connectorOf('account'), listener: connectorOf('listener') },
    now: () => clock.now,
    wireNow: () => clock.now,
    limitNow: () => clock.now,
    pace: () => 1,
    after: realClocks.after,
    random: () => String(names += 1).padStart(16, '0'),
    wire: { request: () => Promise.resolve({ is: 'not-sent', reason: 'a stage has no wire' }) },
    unseal: (sealed) => Buffer.from(sealed, 'base64').toString('utf8'),
    log: (message, values) => { logged.push(`${message} ${JSON.stringify(values)}`); },
    holder: 'stage/1/a',
  };
  return {
    surroundings, database, clock, script, account, calls, logged,
    async apply(over) {
      const applied = await database.transaction((tx) => applyPolicy(tx, surroundings, {
        document: documentOf(over), secrets: {}, dryRun: false, by: 'a test',
        seal: (text) => Buffer.from(text).toString('base64'), parse: parsePolicy,
      }));
      if (applied.is !== 'applied') throw new Error(JSON.stringify(applied));
    },
    async say(number, over) {
      await database.transaction(async (tx) => {
        const { stored } = await hearSnapshot(tx, {
          warehouse: 'leicester', reference: number, snapshot: snapshotOf(number, over),
        }, clock.now);
        await decideAndRecord(tx, stored, await readStandpoint(tx, clock.now));
      });
    },
    decide: () => database.transaction(async (tx) => {
      const due = await claimDue(tx, clock.now, 100);
      const standpoint = await readStandpoint(tx, clock.now);
      for (const one of due) await decideAndRecord(tx, one, standpoint);
      return due.length;
    }),
    async hold(connection, holder = surroundings.holder) {
      const lease = await database.transaction((tx) =>
        holdConnection(tx, connection, holder, clock.now, 15_000));
      if (lease === null) throw new Error(`${connection} is held by another`);
      const connector = connection === 'shipstation-uk' ? 'account' : 'listener';
      return { lease, manifest: manifestOf(connector), session };
    },
    async order(number) {
      const row = await database.transaction((tx) =>
        readOrder(tx, orderIdOf('shopify-uk', number)));
      if (row === null) throw new Error(`there is no ${number}`);
      return row;
    },
  };
};

const page = (
  { feed, from, to }: LookRequest,
  { orders, labels, marks }: Stage['account'],
): LookAnswer => {
  const seen: Seen[] = feed === 'labels'
    ? labels.filter((one) => one.madeAt >= from && one.madeAt <= to)
        .map((label) => ({ kind: 'label', label }))
    : feed === 'marks' ? marks.map((mark) => ({ kind: 'mark', mark }))
    : [...orders.values()].map((order) => ({ kind: 'shipstation-order', order }));
  return { is: 'page', seen, next: null, unreadable: [] };
};

const carryOutIn = (account: Stage['account'], item: Action, now: Instant): ItemOutcome => {
  if (item.do === 'buy-label') return sell(account, item, now);
  if (!('release' in item)) return { is: 'done', seen: [], acknowledged: true };
  const { release } = item;
  const order: ShipStationOrder = {
    id: account.orders.get(release.key)?.id ?? shipStationOrderId(String(account.orders.size + 1)),
    number: release.number, key: release.key, status: { is: 'awaiting' }, modifiedAt: now,
    carrier: release.carrier, service: release.service, package: release.package,
    shipTo: release.shipTo, splitFrom: null, combines: [],
    lines: release.lines.map(({ key, sku, name, quantity }) => ({ key, sku, name, quantity })),
  };
  account.orders.set(release.key, order);
  return { is: 'done', seen: [{ kind: 'shipstation-order', order }], acknowledged: false };
};

/** Every purchase is another label, on the order and on the bill. */
const sell = (
  account: Stage['account'],
  { order: id }: Extract<Action, { do: 'buy-label' }>,
  now: Instant,
): ItemOutcome => {
  const order = [...account.orders.values()].find((one) => one.id === id);
  if (order === undefined || order.status.is === 'cancelled') {
    return { is: 'refused', code: 'account.gone', text: 'there is no such order' };
  }
  const label = labelOn(order, `B-${String(account.labels.length + 1)}`, now);
  account.labels.push(label);
  account.orders.set(order.key ?? order.id,
    { ...order, status: { is: 'shipped' }, modifiedAt: now });
  const bytes = new TextEncoder().encode(`%PDF-1.4 ${label.id}`);
  return {
    is: 'done', seen: [{ kind: 'label', label }], acknowledged: false,
    documents: [{ label: label.id, contentType: 'application/pdf', bytes }],
  };
};

const labelOn = (order: ShipStationOrder, id: string, at: Instant): Label => ({
  id: labelId(id), order: order.id, orderNumber: order.number, orderKey: order.key, madeAt: at,
  trackingNumber: `TRACK-${id}`, carrier: 'dpd', service: 'dpd_by_12',
  cost: { amount: 671, currency: 'GBP' }, weightGrams: 360, isReturn: false, voidedAt: null,
  lines: order.lines, channelNotice: { is: 'not-told' },
});

/** Another program, or a store, puts an order into the account without a key of ours. */
export const madeElsewhere = (
  { account, clock }: Stage,
  number: string,
  over: Partial<ShipStationOrder> = {},
): ShipStationOrder => {
  const { lines, shipTo } = snapshotOf(number);
  const order: ShipStationOrder = {
    id: shipStationOrderId(`9${String(account.orders.size + 1)}`), number, key: `theirs-${number}`,
    status: { is: 'awaiting' }, modifiedAt: clock.now, carrier: null, service: null, package: null,
    shipTo, splitFrom: null, combines: [],
    lines: lines.map(({ sku, name, ordered }) => ({ key: null, sku, name, quantity: ordered })),
    ...over,
  };
  account.orders.set(order.key ?? order.id, order);
  return order;
};

/** The desk makes a label for an order that stands in the account. */
export const labelAtDesk = ({ account, clock }: Stage, number: string): Label => {
  const order = [...account.orders.values()].find((one) => one.number === number);
  if (order === undefined) throw new Error(`the account has no ${number}`);
  const label = { ...labelOn(order, `L-${number}`, clock.now), trackingNumber: `TRACK-${number}` };
  account.labels.push(label);
  return label;
};

export const orderIdOfNumber = (number: string) => orderId(orderIdOf('shopify-uk', number));
