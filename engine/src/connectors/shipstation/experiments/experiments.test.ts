/** What experiments make of answers, ambiguous ones above all, and what they never do. */
import { describe, expect, test } from 'vitest';
import type { Findings } from './experiment.ts';
import { experiments, offered } from './all.ts';
import { batches } from './batches.ts';
import { changes } from './changes.ts';
import { hook } from './hook.ts';
import { limit } from './limit.ts';
import { lists } from './lists.ts';
import { locked } from './locked.ts';
import { play, smallAccount, type Recorded } from './play.ts';
import { product } from './product.ts';
import { stores } from './stores.ts';
import { isTestOrder } from './test-orders.ts';
import { updates } from './updates.ts';
import { wrongKey } from './wrong-key.ts';

const valuesOf = ({ learnt }: Findings) =>
  Object.fromEntries(learnt.map(({ name, value }) => [name, value]));
const namesOf = ({ notLearnt }: Findings) => notLearnt.map((one) => one.name);

const writes = new Set([
  '/orders/createorder', '/orders/createorders', '/orders/markasshipped', '/orders/addtag',
  '/orders/removetag', '/orders/holduntil', '/orders/restorefromhold', '/orders/assignuser',
  '/orders/unassignuser', '/webhooks/subscribe',
]);

describe.each(experiments.map((one) => [one.step, one] as const))('%s', (_, experiment) => {
  const { findings, asks } = play(experiment, smallAccount());

  test('buys nothing, and makes no more calls than it says', () => {
    const posted = asks.filter((one) => one.method === 'POST').map((one) => one.path);
    expect(posted.filter((one) => !writes.has(one))).toEqual([]);
    expect(asks.length).toBeLessThanOrEqual(experiment.callsAtMost);
  });

  test('tells nobody: no notice, no mail, and only orders that bear both marks', () => {
    const bodies = asks.filter((one) => one.path.startsWith('/orders/create'))
      .flatMap((one) => (Array.isArray(one.body) ? one.body : [one.body]));
    for (const body of bodies) {
      expect(isTestOrder(Object.fromEntries(Object.entries(body ?? {})))).toBe(true);
      expect(JSON.stringify(body)).not.toMatch(/email|username/i);
    }
    const marks = asks.filter((one) => one.path === '/orders/markasshipped');
    expect(marks.filter((one) => !/"notifyCustomer":false,"notifySalesChannel":false/
      .test(JSON.stringify(one.body)))).toEqual([]);
  });

  test('says of everything that it is about whether it was found out', () => {
    expect([...Object.keys(valuesOf(findings)), ...namesOf(findings)].toSorted())
      .toEqual([...experiment.finds].toSorted());
  });

  test('deletes what it made', () => {
    const made = asks.filter((one) => one.path.startsWith('/orders/create')).length;
    const deleted = asks.filter((one) => one.method === 'DELETE').length;
    expect(deleted > 0).toBe(made > 0);
  });
});

test('in an account without a store that is filled by hand nothing is made', () => {
  for (const experiment of [updates, batches, locked, changes, stores, product, hook]) {
    const { findings, asks } = play(experiment, smallAccount(({ path }) =>
      (path === '/stores' ? [200, [{ storeId: 1, marketplaceId: 2, active: true }]] : null)));
    expect(findings.learnt).toEqual([]);
    expect(asks.filter((one) => one.method !== 'GET')).toEqual([]);
  }
});

test('what bears one of the two marks alone is somebody else\'s and stays', () => {
  const others = [
    { orderId: 91, orderNumber: 'GATEPASS-PROBE-9', orderKey: 'erp-9' },
    { orderId: 92, orderNumber: 'SO-2', orderKey: 'gatepass-probe:X:1' },
  ];
  const { asks } = play(updates, smallAccount(({ path }) =>
    (path === '/orders' ? [200, { orders: others, total: 2, pages: 1 }] : null)));
  expect(asks.filter((one) => one.method === 'DELETE')).toEqual([]);
});

test('what cannot be deleted is named for a person', () => {
  const { findings } = play(updates, smallAccount(({ method }) =>
    (method === 'DELETE' ? [400, { Message: 'no' }] : null)));
  expect(findings.sentences).toEqual([expect.stringContaining('delete it at the screen')]);
});

test.each<[unknown, string]>([
  ['', 'empty'], ['<html>no</html>', 'html'], [{ Message: 'no' }, 'json'], ['no', 'text'],
])('a wrong secret answered by %j is %s', (body, value) => {
  expect(valuesOf(play(wrongKey, () => [401, body]).findings))
    .toEqual({ unauthorisedBody: value });
});

test('a wrong secret that is let in is nothing learnt', () => {
  expect(namesOf(play(wrongKey, () => [200, []]).findings)).toEqual(['unauthorisedBody']);
});

test('fields of which some are kept and some cleared are no group', () => {
  const { findings } = play(updates, smallAccount());
  expect(valuesOf(findings)).toMatchObject({ leftOutDetails: 'kept', leftOutItems: 'kept' });
  let looks = 0;
  const mixed = play(updates, smallAccount(({ method, path }) => {
    if (method !== 'GET' || !/^\/orders\/\d+$/.test(path)) return null;
    looks += 1;
    return [200, {
      orderId: Number(path.slice(8)), customerNotes: 'test', giftMessage: looks > 1 ? null : 'x',
      items: [],
    }];
  }));
  expect(namesOf(mixed.findings)).toContain('leftOutDetails');
});

test('a change that moves the time there and not back is nothing learnt', () => {
  let looks = 0;
  const { findings } = play(changes, smallAccount(({ method, path }) => {
    if (method !== 'GET' || !/^\/orders\/\d+$/.test(path)) return null;
    looks += 1;
    // Two looks to settle, one before the first change; only that one moves it.
    const modifyDate = looks <= 3 ? 'early' : 'late';
    return [200, { orderId: Number(path.slice(8)), modifyDate }];
  }));
  expect(namesOf(findings)).toEqual(['modifyOnTag']);
  expect(valuesOf(findings)).toEqual({ modifyOnHold: 'still', modifyOnUser: 'still' });
});

test('an order that the account goes on changing is waited for six minutes and given up', () => {
  let looks = 0;
  const { findings } = play(changes, smallAccount(({ method, path }) =>
    (method === 'GET' && /^\/orders\/\d+$/.test(path)
      ? [200, { orderId: Number(path.slice(8)), modifyDate: String(looks += 1) }] : null)));
  expect(findings.learnt).toEqual([]);
  expect(looks).toBe(12);
});

test('shipped and cancelled orders that are answered differently are nothing learnt', () => {
  let updatesSeen = 0;
  const { findings } = play(locked, smallAccount(({ path, body }) => {
    const isChange = JSON.stringify(body ?? '').includes('changed by gatepass');
    if (path !== '/orders/createorder' || !isChange) return null;
    updatesSeen += 1;
    return updatesSeen === 1 ? [400, { Message: 'The order is shipped.' }] : null;
  }));
  expect(namesOf(findings)).toContain('lockedAnswer');
  expect(findings.notLearnt[0]?.why).toContain('a cancelled order: 200, changed');
});

/** A limit of six a minute whose window begins as told, and what is missing in the next. */
const limited = (windowAt: (now: number) => number, missing: number) => {
  let window = -1;
  let spent = 0;
  return (_ask: unknown, _count: number, now: number): Recorded => {
    const begins = windowAt(now);
    if (begins !== window) {
      spent = spent > 6 ? missing : 0;
      window = begins;
    }
    spent += 1;
    const headers = {
      'x-rate-limit-limit': '6', 'x-rate-limit-remaining': String(Math.max(0, 6 - spent)),
      'x-rate-limit-reset': String(Math.ceil((begins + 60_000 - now) / 1_000)),
    };
    return [spent > 6 ? 429 : 200, [], headers];
  };
};
const byClock = (offset: number) => (now: number) =>
  Math.floor((now - offset) / 60_000) * 60_000 + offset;
const byCall = () => {
  let begins = -Infinity;
  return (now: number) => (begins = now >= begins + 60_000 ? now : begins);
};

test.each([
  ['the clock, refusals free', byClock(0), 0, 'clock-minute', 'nowhere'],
  ['a clock that is not ours', byClock(17_300), 5, 'clock-minute', 'next-window'],
  ['the first call', byCall(), 5, 'first-call', 'next-window'],
] as const)('windows that begin with %s', (_, windowAt, missing, rateWindow, refusedCalls) => {
  const { findings, asks } = play(limit, limited(windowAt, missing));
  expect(valuesOf(findings)).toEqual({ rateWindow, refusedCalls, retryAfter: 'absent' });
  expect(asks).toHaveLength(3 + 6 + 5 + 1);
});

test('without headers, or with a high limit, the limit is left alone', () => {
  for (const headers of [{}, { 'x-rate-limit-limit': '200', 'x-rate-limit-reset': '30' }]) {
    const { findings, asks } = play(limit, () => [200, [], headers]);
    expect(findings.learnt).toEqual([]);
    expect(asks).toHaveLength(1);
  }
});

test('a shop\'s refresh is read in the zone in which it lies near its attempt', () => {
  const shop = { storeId: 1, marketplaceId: 36, lastRefreshAttempt: '2026-11-24T08:00:00.0000000' };
  const zoneOf = (refreshDate: string) => valuesOf(play(lists, smallAccount(({ path }) => {
    if (path === '/stores') return [200, [{ ...shop, refreshDate }]];
    return path === '/stores/getrefreshstatus' ? [200, { refreshDate: '11-24-2026' }] : null;
  })).findings);
  expect(zoneOf('2026-11-24T16:00:05.0000000'))
    .toMatchObject({ refreshDateZone: 'utc', refreshStatusDates: 'month-first' });
  expect(zoneOf('2026-11-24T08:00:05.0000000')).toMatchObject({ refreshDateZone: 'pacific' });
  expect(zoneOf('2026-11-20T08:00:05.0000000')).not.toHaveProperty('refreshDateZone');
});

test('every question of the list says who finds it out', () => {
  const steps = offered.steps.map((one) => one.step);
  for (const { learnt, values, assumed } of offered.unknowns) {
    expect(values[0]).toBe(assumed);
    expect(learnt.by === 'step' ? steps.includes(learnt.step) : learnt.how.length > 10).toBe(true);
  }
});
