/** Three invented connections: one well, one in trouble, one paused. */
import type { IncomingMessage } from 'node:http';
import { textOf } from './stand-in-door.ts';
import type {
  Call, ConnectionDetail, ConnectionView, Delivery, LeftOutRecord, Policy, RefusedInput,
} from '../src/api/client.ts';

const at = (time: string) => `2026-11-22T${time}Z`;

const plain: Omit<ConnectionView, 'name' | 'connector' | 'title'> = {
  mode: 'live', state: 'well', sentence: 'It answers as it should.',
  lastGoodAt: at('14:32:21'), wellSince: at('06:00:12'), troubledSince: null, ordersWaiting: 0,
  stakes: { sentence: '', waiting: [] },
  calls: null,
  lease: {
    holder: 'packing-1/812/0050fa98', epoch: 1, renewedAt: at('14:32:27'), isHeld: true,
    place: 'this-process', machine: 'packing-1',
  },
  budget: null, credentials: [], watch: [], labels: null, waiting: [],
  feeds: [], polling: null, hooks: null, sweep: null, customStore: null, paused: [],
};

const looksOf = (atMost: number, every: number, atLeast: number) => ({
  atMostEveryMilliseconds: atMost, atLeastEveryMilliseconds: atLeast, costInCalls: 1,
  usual: { atMostEveryMilliseconds: atMost, atLeastEveryMilliseconds: atLeast },
  shortestMilliseconds: 2_000, longestMilliseconds: { atMostEvery: every, atLeastEvery: atLeast },
});

const standInConnections = (): ConnectionView[] => [
  {
    ...plain,
    name: 'leicester-wms', connector: 'warehouse-api', title: 'Warehouse API', state: 'troubled',
    wellSince: null,
    sentence: 'It does not answer as it should: no answer within 30 s, 3 times.',
    lastGoodAt: at('14:20:05'), troubledSince: at('14:21:10'), ordersWaiting: 7,
    stakes: {
      sentence: 'The warehouse is told of no label.',
      waiting: [{ what: 'warehouse-told', orders: 1, parcels: 2,
        list: { owes: 'tell-warehouse', open: 'yes', warehouse: 'leicester,glasgow' } }],
    },
    calls: { calls: 12, failed: 3, medianMilliseconds: 240, slowMilliseconds: 30_000 },
    credentials: [{
      is: 'key', name: 'Leicester WMS', since: '2026-11-20T18:00:00Z', usedAt: at('14:20:05'),
      endsAt: null,
    }],
    watch: ['Its clock is 4 min behind ours.'],
    waiting: [{ operation: 'tell-warehouse', count: 7 }],
    budget: { limit: 60, used: 3, left: 57, windowMilliseconds: 60_000, closedUntil: null,
      binds: 'latency', uses: [{ use: 'write-back', calls: 3 }],
      kept: { outOfHarm: 2, unforeseen: 2, labelLooks: 0 },
      firstFreeAt: at('14:32:50'), allFreeAt: at('14:33:20') },
  },
  {
    ...plain,
    name: 'shipstation-uk', connector: 'shipstation', title: 'ShipStation',
    budget: {
      limit: 36, used: 36, left: 0, windowMilliseconds: 62_000, closedUntil: at('14:33:00'),
      binds: 'budget',
      uses: [
        { use: 'write-back', calls: 4 }, { use: 'label-on-demand', calls: 3 },
        { use: 'release', calls: 23 }, { use: 'polling', calls: 2 },
        { use: 'other-programs', calls: 4 },
      ],
      kept: { outOfHarm: 3, unforeseen: 2, labelLooks: 2 },
      firstFreeAt: at('14:33:00'), allFreeAt: at('14:33:28'),
    },
    ordersWaiting: 24,
    stakes: {
      sentence: 'No order is released to ShipStation, and no label made there is heard of.',
      waiting: [
        { what: 'release', orders: 22, parcels: null,
          list: { stage: 'ready-to-ship', blocked: 'no', held: 'no', open: 'yes' } },
        { what: 'label', orders: 0, parcels: null,
          list: { stage: 'in-shipstation', blocked: 'no', held: 'no', open: 'no' } },
      ],
    },
    calls: { calls: 214, failed: 0, medianMilliseconds: 240, slowMilliseconds: 1_900 },
    labels: { perMinute: 17, waitSeconds: 12 },
    waiting: [{ operation: 'create-order', count: 23 }, { operation: 'withdraw-order', count: 1 }],
    feeds: [
      { feed: 'labels', looks: looksOf(4_000, 30_000, 60_000), everyMilliseconds: 60_000,
        sentence: 'Labels are expected.',
        lookedAt: at('14:32:00'), readThrough: at('14:32:00'), newsAt: at('14:31:40'),
        hooks: { state: 'prompt', heardAt: at('14:31:39') } },
      { feed: 'orders', looks: looksOf(10_000, 60_000, 120_000), everyMilliseconds: 120_000,
        sentence: 'Nothing is expected of it.',
        lookedAt: at('14:29:10'), readThrough: at('14:29:10'), newsAt: null, hooks: null },
    ],
    polling: { callsPerMinute: 40, keptFree: 5, atMost: 26 },
    hooks: { state: 'kept', sentence: 'Webhooks are set up and only bring a look forward.',
      keptAt: at('06:00:00'), heardAt: at('14:31:39'), judged: 14, inTime: 13 },
    credentials: [
      { is: 'secret', name: 'API key', since: at('06:00:00'), usedAt: null, endsAt: null },
      { is: 'secret', name: 'API secret', since: null, usedAt: null, endsAt: null },
    ],
    customStore: {
      address: 'https://gatepass.example/custom-store/shipstation-uk',
      fetchedAt: at('14:30:04'), fetchAnswer: '12 orders, page 1 of 1', noticedAt: null,
      noticeAnswer: null, refusedAt: null, refused: 0,
      sentences: ['ShipStation last asked its Custom Store for orders at 14:30: 12 orders.'],
    },
    sweep: { state: 'done', sentence: '61 open here and 61 there.', askedAt: null,
      finishedAt: at('13:30:28'), wholeFinishedAt: at('02:10:00'),
      found: { here: 61, there: 61, others: 0, strays: [], asked: 0, gone: 0 } },
  },
  {
    ...plain,
    name: 'shop-uk', connector: 'channel-api', title: 'Channel API', mode: 'shadow',
    lastGoodAt: at('14:32:25'),
    stakes: {
      sentence: 'The channel is told of no parcel.',
      waiting: [{ what: 'channel-told', orders: 0, parcels: 0, list: { owes: 'tell-channel' } }],
    },
    paused: [{ what: 'writes', by: 'nina', why: 'the shop moves to a new server',
      since: at('13:00:00'), until: at('15:00:00'),
      sentence: 'Paused by nina until 15:00: the shop moves to a new server.' }],
  },
];

const refusedOf = (name: string): RefusedInput[] => name !== 'leicester-wms' ? [] : [{
  at: at('13:40:12'), sender: 'Leicester WMS', method: 'PUT',
  path: '/v1/warehouses/leicester/consignments/LE-412345', status: 400,
  detail: 'Nothing was taken in: parts of it cannot be read.',
  problems: [{ path: 'lines.0.picked', problem: 'must be 0 or more' }],
}];

const leftOutOf = (name: string): LeftOutRecord[] => name !== 'shipstation-uk' ? [] : [
  { order: 'ord_untold', orderNumber: 'SO-412345', record: 'label 90210', since: at('13:41:00'),
    fault: 'label 90210: createDate is not a time' },
  { order: 'ord_split', orderNumber: 'MARKETPLACE-ORDER-2026-11-22-000000000417-B2B-X',
    record: 'order 4188201733', since: '2026-11-21T18:04:00Z',
    fault: 'order 4188201733: items.2.quantity is missing (a whole number of 0 or more)' },
];

const deadMessage: Delivery = {
  id: 'msg_dead', kind: 'dispatch', consignment: 'C-88120', orderNumber: 'SO-412345',
  at: at('13:51:41'), parcels: [], party: 'warehouse', name: 'leicester', order: 'ord_untold',
  state: 'dead', waitsOn: 'person', tries: 1, lastTryAt: at('13:53:41'), nextTryAt: null,
  sentence: 'The warehouse refused it: “unknown consignment”. It is not sent again by itself.',
};

/** One every 75 s; each seventh is slow. */
const manyCalls = (): Call[] => Array.from({ length: 40 }, (_, index) => ({
  id: 400 - index, at: new Date(Date.parse(at('14:32:10')) - 75_000 * index).toISOString(),
  purpose: index % 3 === 0 ? 'feed labels' : 'create-order',
  tookMilliseconds: index % 7 === 3 ? 1_900 - 31 * index : 180 + 9 * index, isFailed: false,
  sentence: 'It answered (200).', result: '200', orders: [],
}));

const callsOf = (name: string): Call[] => name === 'shipstation-uk' ? manyCalls()
  : name !== 'leicester-wms' ? [] : [
  { id: 3, at: at('14:31:50'), purpose: 'tell-warehouse', tookMilliseconds: 30_000, isFailed: true,
    sentence: 'No usable answer came: no answer within 30 s.', result: 'silence: no answer',
    orders: [{ id: 'ord_untold', orderNumber: 'SO-412345', outcome: 'unknown',
      words: 'no answer within 30 s' }] },
  { id: 2, at: at('14:20:05'), purpose: 'feed consignments', tookMilliseconds: 240,
    isFailed: false, sentence: 'It answered (200).', result: '200', orders: [] },
  { id: 1, at: at('14:19:02'), purpose: 'tell-warehouse', tookMilliseconds: 310, isFailed: true,
    sentence: 'It had a fault of its own (503).', result: '503',
    orders: [{ id: 'ord_split', orderNumber: 'MARKETPLACE-ORDER-2026-11-22-000000000417-B2B-X',
      outcome: 'refused', words: 'order already closed' }] },
];

const detailOf = (view: ConnectionView): ConnectionDetail => ({
  ...view,
  traits: view.name !== 'shipstation-uk' ? [] : [{
    name: 'pageSize', value: '100', evidence: 'A page without a length had 100 orders.',
    step: 'lists', learntAt: '2026-11-21T18:02:00Z', consentedBy: 'nina',
    consentedAt: '2026-11-21T18:01:00Z',
  }],
});

export const standInPolicy: Policy = {
  version: 14, appliedAt: at('13:02:00'), appliedBy: 'mia',
  document: {
    connections: {
      'leicester-wms': { connector: 'warehouse-api' },
      'shipstation-uk': { connector: 'shipstation' },
      'shop-uk': { connector: 'woocommerce', mode: 'shadow' },
    },
    warehouses: {
      leicester: { connection: 'leicester-wms', timeZone: 'Europe/London' },
      glasgow: { connection: 'leicester-wms', timeZone: 'Europe/London' },
    },
    channels: {
      'shopify-uk': { connection: 'shop-uk' }, 'amazon-uk': { connection: 'shop-uk' },
    },
    mappings: { carriers: [{ shipstation: 'dpd' }, { shipstation: 'royal_mail' }] },
    alerts: { lead: { url: 'https://hooks.shop.example/gatepass' } },
  },
};

export type Wires = {
  /** What is answered to a question about connections; null: it is none. */
  readonly answer: (
    request: IncomingMessage, path: string, search: URLSearchParams,
  ) => Promise<object | null>;
  readonly empty: () => void;
};

type Pause = ConnectionView['paused'][number];

export function makeWires(): Wires {
  let views = standInConnections();
  let isSentAgain = false;

  function setPaused(name: string, paused: Pause[]): void {
    views = views.map((one) => one.name === name ? { ...one, paused } : one);
  }

  function act(name: string, act: string, body: string): object | null {
    if (act === 'sweep') {
      return { connection: name, sentence: 'The count goes on by itself.' };
    }
    if (act === 'probe') {
      return {
        isWell: name !== 'leicester-wms',
        sentences: [name === 'leicester-wms'
          ? 'leicester-wms did not answer within 10 s.' : `${name} accepts the key.`],
        watch: [],
      };
    }
    if (act === 'resume') {
      setPaused(name, []);
      return { resumed: ['writes'] };
    }
    // Sent by the page under test, in the shape of the public API.
    const asked = JSON.parse(body) as { only?: Pause['what'][]; why: string; until: string | null };
    const paused = (asked.only ?? ['releases', 'withdrawals', 'voids', 'writes']).map((what) => ({
      what, by: 'Asha', why: asked.why, since: at('14:32:30'), until: asked.until ?? null,
      sentence: `Paused by Asha: ${asked.why}.`,
    }));
    setPaused(name, paused);
    return { paused };
  }

  return {
    empty: () => {
      views = [];
    },
    answer: async (request, path, search) => {
      if (path === '/v1/messages') {
        const isHeld = !isSentAgain && search.get('state') === 'dead'
          && search.get('name') === deadMessage.name;
        return { items: isHeld ? [deadMessage] : [], next: null };
      }
      if (path === '/v1/messages/msg_dead/send-again') {
        isSentAgain = true;
        return { ...deadMessage, state: 'waiting', sentence: 'It goes out with the next call.' };
      }
      if (path === '/v1/connections') return { items: views, next: null };
      const [, name = '', action] = /^\/v1\/connections\/([^/]+)(?:\/([\w-]+))?$/.exec(path) ?? [];
      const view = views.find((one) => one.name === name);
      if (view === undefined) return null;
      if (action === 'left-out') return { items: leftOutOf(name), next: null };
      if (action === 'refused') return { items: refusedOf(name), next: null };
      if (action === 'calls') {
        const calls = callsOf(name).filter((one) =>
          one.isFailed || search.get('failed') !== 'yes');
        return { items: calls, next: null };
      }
      return action === undefined ? detailOf(view) : act(name, action, await textOf(request));
    },
  };
}
