import { expect, test } from 'vitest';
import { emptyPolicy, type Policy } from '../core/policy/policy.ts';
import type { manifestFor } from '../loop/manifest-for.ts';
import type { StoredKey } from '../store/key-ring.ts';
import { viewCredentials } from './credentials-view.ts';

type Manifest = ReturnType<typeof manifestFor>;
const day = 86_400_000;
const now = 1_763_820_000_000;
const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

const manifestWith = (feeds: Manifest['feeds']): Manifest => ({
  connector: 'x', title: 'X', roles: [], operations: {}, probeCostInCalls: 1, rate: null,
  rateHeaders: null,
  feeds,
  settings: [
    { path: 'v1.apiKey', label: 'API key', isSecret: true, isRequired: true, meaning: '' },
    { path: 'v1.secret', label: 'API secret', isSecret: true, isRequired: true, meaning: '' },
    { path: 'baseUrl', label: 'Address', isSecret: false, isRequired: true, meaning: '' },
  ],
});

// Only what is asked of a policy here.
const policy = {
  ...emptyPolicy,
  connections: { one: {
    connector: 'x', mode: 'live', settings: { v1: { apiKey: '${A}', secret: '${B}-${C}' } },
  } },
  warehouses: { leicester: { connection: 'one', shipstation: 'other' } },
} as unknown as Policy;

const key = (name: string, of: Partial<StoredKey> = {}): StoredKey => ({
  id: name, name, role: 'warehouse', places: [], shown: null, createdAt: now - 9 * day,
  createdBy: null, lastUsedAt: now, expiresAt: null, revokedAt: null, revokedBy: null,
  replacedBy: null, ...of,
});

const seen = (names: Readonly<Record<string, number>>, keys: readonly StoredKey[] = []) =>
  viewCredentials(policy, 'one', manifestWith([]), {
    writtenAt: new Map(Object.entries(names)), keys, now,
  });

test('a secret is as old as its value, and one of several names as old as the newest', () => {
  expect(seen({ A: now - day, B: now - 3 * day, C: now - 2 * day }))
    .toMatchObject([{ is: 'secret', name: 'API key', since: iso(now - day) },
      { name: 'API secret', since: iso(now - 2 * day) }]);
  expect(seen({ A: now, B: now })).toMatchObject([{}, { name: 'API secret', since: null }]);
});

test('a key stands with the connection that it speaks for, for as long as it is in force', () => {
  const keys = [
    key('all'), key('here', { places: ['leicester'] }), key('there', { places: ['glasgow'] }),
    key('shop', { role: 'channel' }), key('gone', { revokedAt: now - 1 }),
    key('out', { expiresAt: now - 1 }),
  ];
  expect(seen({}, keys).flatMap((one) => one.is === 'key' ? [one.name] : []))
    .toEqual(['all', 'here']);
  const feed = { feed: 'orders' } as Manifest['feeds'][number];
  expect(viewCredentials(policy, 'one', manifestWith([feed]), {
    writtenAt: new Map(), keys, now,
  }).some((one) => one.is === 'key')).toBe(false);
});
