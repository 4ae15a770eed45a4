import { describe, expect, test } from 'vitest';
import { defaultLimits } from './limits.ts';
import { limitsFor } from './policy.ts';
import { ownerOf } from './owners.ts';
import { parsePolicy } from './parse.ts';

const connections = {
  ss: { connector: 'shipstation' }, wms: { connector: 'warehouse-api' },
  shop: { connector: 'channel-api' },
};
const warehouse = { connection: 'wms', shipstation: 'ss', timeZone: 'Europe/London' };

const problemsOf = (document: unknown) => {
  const parsed = parsePolicy(document, 1);
  return parsed.is === 'refused' ? parsed.problems : [];
};

test('the smallest policy gets every default by name', () => {
  const parsed = parsePolicy({
    connections, warehouses: { leicester: warehouse }, channels: { web: { connection: 'shop' } },
  }, 3);
  if (parsed.is === 'refused') throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.policy).toMatchObject({
    version: 3,
    warehouses: {
      leicester: { gate: 'packed', labels: 'desk', shortPick: 'hold', shortAfterLabel: 'ask' },
    },
    channels: { web: { enters: 'gatepass', toldBy: 'gatepass', toldWhen: 'dispatched' } },
    limits: defaultLimits,
  });
});

test('a warehouse may have single limits of its own, the common ones hold for the rest', () => {
  const parsed = parsePolicy({
    connections, limits: { readyToRelease: '3m', labelToChannel: '20m' },
    warehouses: {
      leicester: { ...warehouse, limits: { readyToRelease: '9m', releaseToFetched: '2h' } },
      york: warehouse, hull: { ...warehouse, limits: {} },
    },
  }, 1);
  if (parsed.is === 'refused') throw new Error(JSON.stringify(parsed.problems));
  const { policy } = parsed;
  const common = { ...defaultLimits, readyToRelease: 3 * 60_000, labelToChannel: 20 * 60_000 };
  expect(limitsFor(policy, 'leicester'))
    .toEqual({ ...common, readyToRelease: 9 * 60_000, releaseToFetched: 120 * 60_000 });
  for (const name of ['york', 'hull', 'not-in-it', 'constructor']) {
    expect(limitsFor(policy, name)).toEqual(common);
  }
  expect(policy.warehouses['york']).not.toHaveProperty('limits');
});

test('a limit of a warehouse is refused as a common one is, by its path', () => {
  const limits = { release: '2m', labelToChannel: '10 minutes', labelToCollected: '90d' };
  expect(problemsOf({ connections, warehouses: { leicester: { ...warehouse, limits } } })
    .map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    'warehouses.leicester.limits.release is not known here; known are readyToRelease, '
      + 'releaseToLabel, labelToWarehouse, labelToChannel, labelToCollected, releaseToFetched',
    'warehouses.leicester.limits.labelToChannel must be a length of time such as 90s, 30m, 24h '
      + 'or 2d',
    'warehouses.leicester.limits.labelToCollected must be a length of time such as 90s, 30m, '
      + '24h or 2d',
  ]);
  expect(problemsOf({ connections, warehouses: { leicester: { ...warehouse, limits: '2m' } } }))
    .toEqual([{
      path: 'warehouses.leicester.limits', problem: 'must be an object with named members',
    }]);
});

test('how often lists are looked at is left to the connector, or bounded by list', () => {
  const looked = (looks: unknown) => ({
    connections: { ...connections, ss: { connector: 'shipstation', looks } },
  });
  const parsed = parsePolicy(looked({ labels: { atMostEvery: '5s', atLeastEvery: '1m' } }), 1);
  if (parsed.is === 'refused') throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.policy.connections['ss']?.looks)
    .toEqual({ labels: { atMostEvery: 5_000, atLeastEvery: 60_000 } });
  expect(parsed.policy.connections['wms']).not.toHaveProperty('looks');
  expect(problemsOf(looked({
    labels: { atMostEvery: '20s', atLeastEvery: '10s' }, orders: { atMostEvery: '1s', often: 1 },
  })).map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    'connections.ss.looks.labels.atLeastEvery is shorter than atMostEvery: no look could keep to '
      + 'both',
    'connections.ss.looks.orders.often is not known here; known are atMostEvery, atLeastEvery',
    'connections.ss.looks.orders.atMostEvery must be 2s or more',
  ]);
});

test('whose a kind of exception is stays as built in, or goes by the policy', () => {
  const parsed = parsePolicy({ owners: { 'address.incomplete': 'lead', 'pick.short': null } }, 1);
  if (parsed.is === 'refused') throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.policy.owners).toEqual({ 'address.incomplete': 'lead' });
  expect(ownerOf('address.incomplete', parsed.policy)).toBe('lead');
  expect(ownerOf('label.mismatched', parsed.policy)).toBe('finance');
  expect(ownerOf('address.incomplete', {})).toBe('customer-service');
  expect(parsePolicy({ owners: {} }, 1)).not.toHaveProperty('policy.owners');
  expect(problemsOf({
    owners: { 'pick.shrot': 'lead', 'pick.short': 'the boss', 'constructor': 'lead' },
  }).map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    'owners.pick.shrot is no kind of exception; each kind has its page in the handbook',
    'owners.pick.short must be one of lead, customer-service, engineer, finance',
    'owners.constructor is no kind of exception; each kind has its page in the handbook',
  ]);
  expect(problemsOf({ owners: 'lead' }).map(({ path }) => path)).toEqual(['owners']);
});

test('labels are bought where the policy says so, signed for where it says so', () => {
  const service = { says: 'A', carrier: 'dpd', service: 's', package: 'package' };
  const parsed = parsePolicy({
    connections, warehouses: { leicester: { ...warehouse, labels: 'gatepass' } },
    mappings: { services: [{ ...service, confirmation: 'adult-signature' }] },
  }, 1);
  if (parsed.is === 'refused') throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.policy.warehouses['leicester']?.labels).toBe('gatepass');
  expect(parsed.policy.mappings.services).toEqual([
    { ...service, is: 'mapped', confirmation: 'adult-signature' },
  ]);
  expect(problemsOf({
    connections, warehouses: { leicester: { ...warehouse, labels: 'printer' } },
    mappings: { services: [
      { ...service, confirmation: 'wave' },
      { says: 'B', leave: 'shipstation', confirmation: 'none' },
    ] },
  }).map((one) => one.path)).toEqual([
    'warehouses.leicester.labels', 'mappings.services[0].confirmation',
    'mappings.services[1].confirmation',
  ]);
});

test('every problem is listed at once, each by its path', () => {
  expect(problemsOf({
    conections: {},
    connections: { ss: { connector: 'shipstation', mode: 'dry' }, 'Bad Name': {} },
    warehouses: {
      leicester: { connection: 'nobody', shipstation: 'ss', timeZone: 'Mars/Base', gate: 'maybe',
        startLine: 'tomorrow', country: 'gb', collections: [{ carrier: 'dpd', at: '4pm' }] },
    },
    channels: { web: { storeId: 'x' } },
    mappings: {
      services: [
        { says: 'A', carrier: 'dpd', service: 's' },
        { says: 'A', leave: 'shipstation', carrier: 'x' },
        { says: 'B', carrier: 'dpd', service: 's', expect: ['dpd'] },
      ],
      carriers: [{ shipstation: 'dpd', warehouse: 'DPD', channels: { nowhere: 'DPD' } }],
    },
    limits: { readyToRelease: '2 minutes', labelToCollected: '90d' },
    safeguards: { voids: -1 },
  }).map((one) => one.path).toSorted()).toEqual([
    'channels.web.connection', 'channels.web.storeId', 'conections',
    'connections.Bad Name', 'connections.Bad Name.connector', 'connections.ss.mode',
    'limits.labelToCollected', 'limits.readyToRelease',
    'mappings.carriers[0].channels.nowhere',
    'mappings.services[1]', 'mappings.services[1].carrier', 'mappings.services[2].expect',
    'safeguards.voids',
    'warehouses.leicester.collections[0].at', 'warehouses.leicester.collections[0].days',
    'warehouses.leicester.country', 'warehouses.leicester.gate',
    'warehouses.leicester.startLine', 'warehouses.leicester.timeZone',
  ].toSorted());
});

test('a name of a connection that is not in the file is a problem of its own', () => {
  expect(problemsOf({ warehouses: { leicester: warehouse } })).toEqual([
    { path: 'warehouses.leicester.connection',
      problem: 'names the connection wms, which is not in the file' },
    { path: 'warehouses.leicester.shipstation',
      problem: 'names the connection ss, which is not in the file' },
  ]);
});

const oddDocuments = [
  null, undefined, 7, 'text', [], [[]], { warehouses: [] }, { limits: { readyToRelease: {} } },
  { mappings: { services: { says: 1 } } }, { connections: { a: null } },
];

test.each(oddDocuments)('an odd document is refused or read in peace: %j', (odd) => {
  expect(['policy', 'refused']).toContain(parsePolicy(odd, 1).is);
});

describe('who brings the order in × who tells the channel × when', () => {
  const entering = ['gatepass', 'channel', 'custom-store'] as const;
  const telling = ['shipstation', 'gatepass', 'warehouse', 'nobody'] as const;
  const whens = ['label', 'dispatched'] as const;
  const refusedIn = (enters: string, toldBy: string, toldWhen: string): string | null => {
    if (toldBy === 'shipstation' && enters === 'gatepass') return 'manual store';
    if (toldBy === 'shipstation' && toldWhen === 'dispatched') return 'cannot wait';
    if (toldBy === 'gatepass' && enters === 'channel') return 'tell the buyer twice';
    return null;
  };
  const table = entering.flatMap((enters) => telling.flatMap((toldBy) => whens.map((toldWhen) =>
    [enters, toldBy, toldWhen, refusedIn(enters, toldBy, toldWhen)] as const)));

  test('six of the twenty-four are refused', () => {
    expect(table.filter(([, , , words]) => words !== null)).toHaveLength(6);
  });

  test.each(table)('%s, told by %s at the %s: “%s”', (enters, toldBy, toldWhen, words) => {
    const problems = problemsOf({
      connections, channels: { web: { connection: 'shop', enters, toldBy, toldWhen } },
    });
    expect(problems.map((one) => one.path)).toEqual(words === null ? [] : ['channels.web.toldBy']);
    if (words !== null) expect(problems[0]?.problem).toContain(words);
  });
});
