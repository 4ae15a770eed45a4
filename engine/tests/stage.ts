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
import type { Label, ShipStationOrder } from '../src/core/model/shipstation.ts';
import type { ConsignmentSnapshot } from '../src/core/model/warehouse.ts';
import { parsePolicy } from '../src/core/policy/parse.ts';
import { applyPolicy } from '../src/loop/apply-policy.ts';
import type { Hand } from '../src/loop/carry-out.ts';
import { decideAndRecord } from '../src/loop/decide-and-record.ts';
import { hearSnapshot } from '../src/loop/hear.ts';
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
  readonly account: { orders: Map<string, ShipStationOrder>; labels: Label[] };
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
  readonly secret?: string;
  readonly warehouseWord?: string;
};

export const documentOf = (over: PolicyOver = {}) => {
  const { mode = 'live', limits = {}, gate = 'packed' } = over;
  const { secret = 'topsecret-1', warehouseWord = 'DPD' } = over;
  return {
    connections: {
      'shipstation-uk': { connector: 'account', settings: { secret }, mode },
      'leicester-wms': { connector: 'listener', settings: {}, mode },
      'shop-uk': { connector: 'listener', settings: {}, mode },
    },
    warehouses: {
      leicester: {
        connection: 'leicester-wms', shipstation: 'shipstation-uk', timeZone: 'Europe/London', gate,
      },
    },
    channels: {
      'shopify-uk': {
        connection: 'shop-uk', enters: 'gatepass', toldBy: 'gatepass', toldWhen: 'label',
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
    ? [{ path: 'secret', isSecret: true, isRequired: true, meaning: 'a secret' }] : [],
  operations: connector === 'account'
    ? { 'create-order': usualOperation(100) }
    : { 'tell-warehouse': usualOperation(1), 'tell-channel': usualOperation(1) },
  feeds: connector === 'account' ? [usualFeed('labels'), usualFeed('orders')] : [],
  rate: connector === 'account' ? { calls: 40, perMilliseconds: 60_000 } : null,
  rateHeaders: null,
});

const usualOperation = (batchSize: number) =>
  ({ batchSize, costInCalls: 1, repeating: 'safe', timeoutMilliseconds: 20_000 }) as const;

const usualFeed = (feed: string) => ({
  feed, costInCalls: 1, everyMilliseconds: 60_000, briskMilliseconds: 5_000,
  overlapMilliseconds: 300_000,
});

/** Puts the stage up on a migrated database; nothing is applied yet. */
export const openStage = (database: Database): Stage => {
  const clock = { now: noon };
  const script: Script = {};
  const account: Stage['account'] = { orders: new Map(), labels: [] };
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
    random: () => String(names += 1).padStart(16, '0'),
    wire: { request: () => Promise.resolve({ is: 'not-sent', reason: 'a stage has no wire' }) },
    unseal: (sealed) => Buffer.from(sealed, 'base64').toString('utf8'),
    log: (message, values) => { logged.push(`${message} ${JSON.stringify(values)}`); },
    holder: 'stage/1/a',
  };
  return {
    surroundings, database, clock, script, account, calls, logged,
    async apply(over) {
      const applied = await applyPolicy(surroundings, {
        document: documentOf(over), secrets: {}, dryRun: false, by: 'a test',
        seal: (text) => Buffer.from(text).toString('base64'), parse: parsePolicy,
      });
      if (applied.is === 'refused') throw new Error(JSON.stringify(applied.problems));
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
  { orders, labels }: Stage['account'],
): LookAnswer => {
  const seen: Seen[] = feed === 'labels'
    ? labels.filter((one) => one.madeAt >= from && one.madeAt <= to)
        .map((label) => ({ kind: 'label', label }))
    : [...orders.values()].map((order) => ({ kind: 'shipstation-order', order }));
  return { is: 'page', seen, next: null, unreadable: [] };
};

const carryOutIn = (account: Stage['account'], item: Action, now: Instant): ItemOutcome => {
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

/** The desk makes a label for an order that stands in the account. */
export const labelAtDesk = ({ account, clock }: Stage, number: string): Label => {
  const order = [...account.orders.values()].find((one) => one.number === number);
  if (order === undefined) throw new Error(`the account has no ${number}`);
  const label: Label = {
    id: labelId(`L-${number}`), order: order.id, orderNumber: number, orderKey: order.key,
    madeAt: clock.now, trackingNumber: `TRACK-${number}`, carrier: 'dpd', service: 'dpd_by_12',
    cost: { amount: 671, currency: 'GBP' }, weightGrams: 360, isReturn: false, voidedAt: null,
    lines: order.lines, channelNotice: { is: 'not-told' },
  };
  account.labels.push(label);
  return label;
};

export const orderIdOfNumber = (number: string) => orderId(orderIdOf('shopify-uk', number));
