/** A replay over the API: begun in words, followed, read page by page, stopped. */
import { beforeEach, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../../tests/door.ts';
import { later } from '../../core/model/instant.ts';
import { replaySlice } from '../../loop/replay.ts';
import { listOf, problemShape } from '../shapes.ts';
import { replayFindingShape, replayShape } from '../shapes/replays.ts';

const period = { from: '2026-11-22T11:00:00Z', to: '2026-11-22T13:01:00+01:00' };

onEveryDatabase('replays over the API', (size) => {
  const { database, door } = atTheDoor(size);
  beforeEach(async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) {
      await door.ask('PUT', `/v1/warehouses/leicester/consignments/${number}`, bodyOf(number));
    }
    door.stage.clock.now = later(door.stage.clock.now, 60_000);
  });

  const begin = async (over: object = {}) =>
    door.ask('POST', '/v1/replays', { ...period, ...over });
  const finish = async (id: string) => {
    while (await replaySlice(door.stage.surroundings)) continue;
    return replayShape.parse((await door.ask('GET', `/v1/replays/${id}`)).json);
  };

  test('is followed to its end, and what differs is read page by page', async () => {
    await rowsOf(database, "update dossier set decision = 'null' where order_number <> 'SO-3'");
    const { status, json } = await begin();
    expect(status).toBe(202);
    const begun = replayShape.parse(json);
    expect(begun).toMatchObject({ state: 'running', goes: false, madeBy: 'the admin', ahead: 3 });
    expect(await finish(begun.id)).toMatchObject({
      state: 'done', looked: 3, differing: 2,
      sentence: '3 orders looked at, 2 would be decided otherwise now. Nothing was changed.',
    });
    const numbers: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page = listOf(replayFindingShape).parse(
        (await door.ask('GET', `/v1/replays/${begun.id}/orders?limit=1${after}`)).json);
      numbers.push(...page.items.map((one) => one.order.orderNumber));
      ({ next } = page);
    }
    expect(numbers.toSorted()).toEqual(['SO-1', 'SO-2']);
  });

  test('is stopped by a person, and says so', async () => {
    const { id } = replayShape.parse((await begin()).json);
    expect((await begin()).status).toBe(409);
    const { json } = await door.ask('POST', `/v1/replays/${id}/stop`, { why: 'wrong day' });
    expect(replayShape.parse(json)).toMatchObject({ state: 'stopped' });
    const { items } = listOf(replayShape).parse((await door.ask('GET', '/v1/replays')).json);
    expect(items).toMatchObject([{ id, state: 'stopped' }]);
  });

  test.each([
    ['a time without its zone', { from: '2026-11-22T11:00:00' }, 400, 'from'],
    ['a day only', { from: '2026-11-22' }, 400, 'from'],
    ['no time at all', { to: 'yesterday' }, 400, 'to'],
    ['an end before the beginning', { to: '2026-11-22T10:00:00Z' }, 422, 'ends before it begins'],
    ['an end in the future', { to: '2026-11-23T10:00:00Z' }, 422, 'in the future'],
    ['a field that nobody knows', { dry: true }, 400, ''],
  ])('%s is refused in words', async (_, over, status, words) => {
    const refusal = await begin(over);
    expect(refusal.status).toBe(status);
    const { detail, problems = [] } = problemShape.parse(refusal.json);
    expect(status === 422 ? detail : (problems[0]?.path ?? '')).toContain(words);
    if (words === 'from') expect(problems[0]?.problem).toContain('2026-11-22T06:00:00Z');
    expect(await rowsOf(database, 'select 1 from plan')).toEqual([]);
  });

  test('is begun by those who operate, and read by those who read', async () => {
    expect((await door.ask('POST', '/v1/replays', period, 'reader')).status).toBe(403);
    expect((await door.ask('GET', '/v1/replays', undefined, 'reader')).status).toBe(200);
    expect((await door.ask('GET', '/v1/replays', undefined, 'warehouse')).status).toBe(403);
    expect((await door.ask('GET', '/v1/replays/rpl_none')).status).toBe(404);
    expect((await door.ask('GET', '/v1/replays/rpl_none/orders')).status).toBe(404);
    expect((await door.ask('POST', '/v1/replays/rpl_none/stop', {})).status).toBe(404);
  });
});
