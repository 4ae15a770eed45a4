/** A feed's cursor moves with its page, or not at all. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { labelAtDesk, noon, openStage, type Stage } from '../../tests/stage.ts';
import { tripOn } from '../../tests/trip.ts';
import type { LookRequest } from '../contract/connector.ts';
import { instant } from '../core/model/instant.ts';
import { readFeed } from '../store/feeds.ts';
import type { Database } from '../store/database.ts';
import { holdConnection } from '../store/leases.ts';
import { migrate } from '../store/migrate.ts';
import { isCatchingUp, markRestored } from '../store/restored.ts';
import { carryOut } from './carry-out.ts';
import { look } from './look.ts';

onEveryDatabase('looking', (size) => {
  let stage: Stage;
  let asked: LookRequest[];
  let database: Database;
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
    stage.script.look = (request, usual) => {
      asked.push(request);
      return usual();
    };
  });

  const labels = { feed: 'labels', costInCalls: 1, everyMilliseconds: 60_000,
    briskMilliseconds: 5_000, overlapMilliseconds: 300_000, shows: ['label'] } as const;
  const lookOnce = async () => {
    const { lease, session } = await stage.hold('shipstation-uk');
    return look(stage.surroundings, lease, session, labels);
  };
  const position = () =>
    stage.database.transaction((tx) => readFeed(tx, 'shipstation-uk', 'labels'));
  const wait = (milliseconds: number): void => {
    stage.clock.now = instant(stage.clock.now + milliseconds);
  };

  test('the first look goes back a day; the next begins an overlap behind the last', async () => {
    await lookOnce();
    wait(60_000);
    await lookOnce();
    expect(asked.map(({ from, to }) => [from - noon, to - noon])).toEqual([
      [-86_400_000, 0], [-300_000, 60_000],
    ]);
  });

  test('a clock that is put right does not leave a hole behind', async () => {
    await lookOnce();
    wait(-3 * 3_600_000);
    await lookOnce();
    wait(60_000);
    await lookOnce();
    const hours = (...all: number[]) => all.map((one) => one * 3_600_000);
    expect(asked.map(({ from, to }) => [from - noon, to - noon])).toEqual([
      hours(-24, 0), hours(-27, -3), [-3 * 3_600_000 - 300_000, -3 * 3_600_000 + 60_000],
    ]);
  });

  test('after a restore a feed counts as read with the last page of its window', async () => {
    const isBehind = () => database.transaction((tx) =>
      isCatchingUp(tx, 'shipstation-uk', ['labels']));
    await lookOnce();
    expect(await isBehind()).toBe(false);
    await database.transaction(markRestored);
    expect(await isBehind()).toBe(true);
    stage.script.look = (request) =>
      ({ is: 'page', seen: [], next: request.page === null ? '2' : null, unreadable: [] });
    await lookOnce();
    expect(await isBehind()).toBe(true);
    await lookOnce();
    expect(await isBehind()).toBe(false);
  });

  test('a window keeps its end while it is paged, and counts as read with its last', async () => {
    stage.script.look = (request) => {
      asked.push(request);
      const next = request.page === null ? 'page 2' : null;
      return { is: 'page', seen: [], next, unreadable: [] };
    };
    expect(await lookOnce()).toMatchObject({ isComplete: false });
    expect(await position()).toMatchObject({ through: null, window: { to: noon, page: 'page 2' } });
    wait(10_000);
    expect(await lookOnce()).toMatchObject({ isComplete: true });
    expect(asked[1]).toMatchObject({ from: asked[0]?.from, to: noon, page: 'page 2' });
    expect(await position()).toMatchObject({ through: noon, window: null });
  });

  test('a look without an answer moves nothing', async () => {
    stage.script.look = () => ({
      is: 'unanswered', why: 'silence', text: 'no answer', closedForMilliseconds: null,
    });
    expect(await lookOnce()).toMatchObject({ is: 'unanswered' });
    expect(await position()).toMatchObject({ through: null, window: null, lookedAt: null });
  });

  test('a page that came after the lease was lost is not taken in', async () => {
    await stage.say('SO-1');
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    labelAtDesk(stage, 'SO-1');
    stage.script.look = async (_request, usual) => {
      wait(16_000);
      await stage.database.transaction((tx) =>
        holdConnection(tx, 'shipstation-uk', 'another/2/b', stage.clock.now, 15_000));
      return usual();
    };
    expect(await lookOnce()).toEqual({ is: 'not-held' });
    expect(await position()).toMatchObject({ through: null, lookedAt: null });
    const { dossier } = await stage.order('SO-1');
    expect(Object.values(dossier.consignments).map((one) => one.labels)).toEqual([{}]);
  });

  test('who lost the lease does not even ask', async () => {
    const { lease, session } = await stage.hold('shipstation-uk');
    wait(16_000);
    await stage.hold('shipstation-uk', 'another/2/b');
    expect(await look(stage.surroundings, lease, session, labels)).toEqual({ is: 'not-held' });
    expect(stage.calls).toEqual([]);
  });

  test('rows that cannot be read are kept in words, and spoil nothing', async () => {
    stage.script.look = (_request, usual) => ({
      ...usual(), is: 'page', seen: [], next: null, unreadable: ['row 7: a cost of "abc"'],
    });
    expect(await lookOnce()).toMatchObject({ isComplete: true });
    expect(await rowsOf(database, 'select connection, words from unreadable')).toEqual([{
      connection: 'shipstation-uk', words: 'row 7: a cost of "abc"',
    }]);
  });

  test('a record that we trip over is left out and named, and its page goes on', async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await stage.say(number);
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    for (const number of ['SO-1', 'SO-2', 'SO-3']) labelAtDesk(stage, number);
    const { order: id } = (await stage.order('SO-2')).dossier;
    const mend = await tripOn(
      database, 'sighting', `new.order_id = '${id}' and new.kind = 'label'`);
    const labelled = () => rowsOf(database, `select order_number as number from dossier
      where stage <> 'in-shipstation' and exception is null order by 1`);
    try {
      expect(await lookOnce()).toMatchObject({ is: 'looked', isComplete: true, rows: 3 });
      await stage.decide();
      expect(await position()).toMatchObject({ through: noon });
      expect(await labelled()).toEqual([{ number: 'SO-1' }, { number: 'SO-3' }]);
      expect(await rowsOf(database, 'select words from unreadable')).toEqual([{
        words: expect.stringMatching(/^Gatepass tripped over the label TRACK-SO-2 of order SO-2/),
      }]);
      // Nothing is decided without it: a label that was not heard of would be bought again.
      expect((await stage.order('SO-2')).decision?.headline)
        .toMatchObject({ exception: 'gatepass.bug', because: { text: 'tripped over it' } });
      wait(600_000);
      await stage.decide();
      expect((await stage.order('SO-2')).decision?.headline.exception).toBe('gatepass.bug');
    } finally {
      await mend();
    }
    await lookOnce();
    await stage.decide();
    const { dossier, decision } = await stage.order('SO-2');
    expect(decision?.headline.exception).not.toBe('gatepass.bug');
    expect(Object.values(dossier.consignments).map((one) => Object.keys(one.labels)))
      .toEqual([['L-SO-2']]);
  });

  test('the same label seen again is no news: one sighting is kept', async () => {
    await stage.say('SO-1');
    await carryOut(stage.surroundings, await stage.hold('shipstation-uk'));
    labelAtDesk(stage, 'SO-1');
    await lookOnce();
    wait(5_000);
    await lookOnce();
    expect(await rowsOf(database, "select 1 from sighting where kind = 'label'")).toHaveLength(1);
  });
});
