/** The independent count of open orders: what is on no list there is asked for, and named. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { openStage, type Stage } from '../../tests/stage.ts';
import type { LookAnswer, Manifest, Seen, Session } from '../contract/connector.ts';
import { shipStationOrderId, type ShipStationOrderId } from '../core/model/ids.ts';
import { instant, later } from '../core/model/instant.ts';
import type { ShipStationOrder } from '../core/model/shipstation.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { readSweep } from '../store/sweeps.ts';
import { carryOut } from './carry-out.ts';
import { ConnectorTripped } from './contained.ts';
import { sweepDueAt, sweepInterval, sweepOnce } from './sweep.ts';

const minute = 60_000;

test('a sweep rests by what it costs: never longer than a quarter of an hour', () => {
  const rest = (open: number, spent = 0.2) => sweepInterval({ open, lists: 2, spent }) / minute;
  expect([rest(1), rest(1_999), rest(2_500), rest(15_000), rest(1, 0.9)])
    .toEqual([5, 5, 7, 15, 15]);
});

onEveryDatabase('the sweep', (size) => {
  let database: Database;
  let stage: Stage;
  let asked: string[];
  /** What the pages of open orders leave out, and what is not found by its id either. */
  let hidden: Set<string>;
  let deleted: Set<string>;
  let trippedOver: Set<string>;
  let more: ShipStationOrder[];
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    stage = openStage(database);
    await stage.apply();
    asked = [];
    hidden = new Set();
    deleted = new Set();
    trippedOver = new Set();
    more = [];
  });

  const release = async (...numbers: readonly string[]): Promise<void> => {
    for (const number of numbers) await stage.say(number);
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    stage.clock.now = instant(stage.clock.now + minute);
  };
  const there = () => [...stage.account.orders.values(), ...more];
  const page = (seen: readonly Seen[], next: string | null = null): LookAnswer =>
    ({ is: 'page', seen, next, unreadable: [] });
  const shown = (order: ShipStationOrder): Seen => ({ kind: 'shipstation-order', order });
  /** Two orders a page. */
  const openOrders = (token: string | null): LookAnswer => {
    const open = there().filter((one) => !hidden.has(one.number) && one.status.is === 'awaiting');
    const from = Number(token ?? 0);
    const next = from + 2 < open.length ? String(from + 2) : null;
    return page(open.slice(from, from + 2).map(shown), next);
  };
  const numberOf = (id: ShipStationOrderId) => there().find((one) => one.id === id)?.number ?? '';
  const step = async () => {
    const { lease, session, manifest } = await stage.hold('shipstation-uk');
    const swept: Session = {
      ...session,
      look: (request) => {
        asked.push(`${request.feed} ${request.page ?? 'first'}`);
        return Promise.resolve(request.feed === 'open' ? openOrders(request.page) : page([]));
      },
      lookAt: (order) => {
        asked.push(`singly ${numberOf(order)}`);
        if (trippedOver.has(numberOf(order))) throw new ConnectorTripped('no such row', true);
        return Promise.resolve(page(deleted.has(numberOf(order))
          ? [{ kind: 'shipstation-order-gone', order }]
          : there().filter((one) => one.id === order).map(shown)));
      },
    };
    const sweeping: Manifest = { ...manifest, sweep: { lists: ['open', 'held'] } };
    return sweepOnce(stage.surroundings, lease, sweeping, swept);
  };
  const state = () => database.transaction((tx) => readSweep(tx, 'shipstation-uk'));
  const sweep = async () => {
    do await step(); while ((await state()).begunAt !== null);
    return (await state()).found;
  };

  test('what is on the pages is not asked for again', async () => {
    await release('SO-1', 'SO-2', 'SO-3');
    expect(await sweep()).toEqual({
      here: 3, there: 3, others: 0, strays: [], asked: 0, gone: 0,
    });
    expect(asked).toEqual(['open first', 'open 2', 'held first']);
  });

  test('a deleted order is asked for by its id and named; nothing is withdrawn', async () => {
    await release('SO-1', 'SO-2');
    hidden.add('SO-2');
    deleted.add('SO-2');
    expect(await sweep()).toMatchObject({ here: 2, there: 1, asked: 1, gone: 1 });
    expect(asked).toContain('singly SO-2');
    await stage.decide();
    expect((await stage.order('SO-2')).decision?.headline).toMatchObject({
      exception: 'order.vanished',
    });
    expect((await stage.order('SO-1')).decision?.headline.exception).toBeNull();
    expect(await rowsOf(database, 'select operation from intent')).toEqual([]);
  });

  test.each([null, 'true', 'false'])(
    'what facts say of an order is found out where a program left it unsaid: %s', async (said) => {
      await release('SO-1', 'SO-2');
      hidden.add('SO-2');
      await stage.say('SO-3');
      await rowsOf(database, `update bearer set stands = ${said ?? 'null'}`);
      // Only what is unsaid is looked up; what was said is believed.
      expect(await sweep()).toMatchObject(
        said === 'false' ? { here: 0, asked: 0 } : { here: 2, asked: 1 });
      expect(await rowsOf(database, 'select 1 from bearer where stands is null')).toEqual([]);
    });

  test('one that is on no list, because people cancelled or held it, is not gone', async () => {
    await release('SO-1', 'SO-2');
    hidden.add('SO-1');
    expect(await sweep()).toMatchObject({ asked: 1, gone: 0 });
    // It was asked for once in this sweep, and is asked for again in the next.
    stage.clock.now = instant(stage.clock.now + 5 * minute);
    expect(await sweep()).toMatchObject({ asked: 1, gone: 0 });
  });

  test('one that our connector trips over is named, and the next are asked for', async () => {
    await release('SO-1', 'SO-2');
    hidden = new Set(['SO-1', 'SO-2']);
    trippedOver.add('SO-1');
    deleted.add('SO-2');
    expect(await sweep()).toMatchObject({ asked: 2, gone: 1 });
    expect(await rowsOf(database, 'select words from unreadable')).toEqual([
      { words: expect.stringMatching(/^order \d+: Gatepass tripped over it \(“no such row”\)/) },
    ]);
  });

  test('an order there with a key of ours, and unknown here, is named as a stray', async () => {
    await release('SO-1');
    const [ours] = there();
    if (ours === undefined) throw new Error('nothing was released');
    more = [
      {
        ...ours, id: shipStationOrderId('977'), number: 'SO-977',
        key: 'con_0123456789abcdefghij:1', lines: [],
      },
      { ...ours, id: shipStationOrderId('978'), number: 'THEIRS', key: 'somebody', lines: [] },
    ];
    expect(await sweep()).toMatchObject({ there: 1, others: 1, strays: ['SO-977'] });
  });

  test('another process goes on where the first one stopped', async () => {
    await release('SO-1', 'SO-2', 'SO-3');
    await step();
    expect(asked).toEqual(['open first']);
    stage.clock.now = instant(stage.clock.now + 1_000);
    await sweep();
    expect(asked).toEqual(['open first', 'open 2', 'held first']);
  });

  test('it is due with the first order, by interval, at night, or when asked', async () => {
    const about = { open: 1, lists: 2, spent: 0 };
    const now = stage.clock.now;
    expect(sweepDueAt(await state(), { ...about, open: 0 }, now)).toBeNull();
    expect(sweepDueAt(await state(), about, now)).toBe(now);
    await release('SO-1');
    await sweep();
    const after = await state();
    const { finishedAt } = after;
    if (finishedAt === null) throw new Error('it finished');
    expect(sweepDueAt(after, about, now)).toBe(later(finishedAt, 5 * minute));
    expect(sweepDueAt(after, { ...about, open: 0 }, now)).toBe(later(finishedAt, 1_440 * minute));
    expect(sweepDueAt({ ...after, askedAt: now }, about, now)).toBe(now);
    stage.clock.now = later(finishedAt, 1_441 * minute);
    await sweep();
    expect(await state()).toMatchObject({ isWhole: true, wholeFinishedAt: stage.clock.now });
  });
});
