/** Messages that were refused or not answered are seen and sent again; none stalls another. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyTables, onEveryDatabase } from '../../../tests/databases.ts';
import { openDoor, type Door } from '../../../tests/door.ts';
import { publicHands, type PublicHands } from '../../../tests/public-hands.ts';
import type { Database } from '../../store/database.ts';
import { instant } from '../../core/model/instant.ts';
import { migrate } from '../../store/migrate.ts';
import { logAnswer, logCall } from '../../store/calls.ts';
import { callShape, connectionShape, deliveryShape, listOf, problemShape } from '../shapes.ts';

onEveryDatabase('messages', (size) => {
  let database: Database;
  let door: Door;
  let on: PublicHands;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    door = await openDoor(database);
    on = publicHands(door);
  });

  const refused = { is: 'refused', code: 'http.404', text: 'no such consignment' } as const;
  const silent = { is: 'unknown', text: 'a gateway page' } as const;
  const answers = (
    outcome: typeof refused | typeof silent, about: 'tell-warehouse' | 'tell-channel',
  ): void => {
    on.script.perform = (items, usual) => (items[0]?.do === about
      ? { outcomes: [outcome], unanswered: null } : usual());
  };
  const list = async (query = '') =>
    listOf(deliveryShape).parse((await door.ask('GET', `/v1/messages${query}`)).json).items;
  const again = (id: string, role: 'operator' | 'reader' = 'operator') => door.ask(
    'POST', `/v1/messages/${id}/send-again`, { why: 'they mended it' }, role);
  const labelled = async (): Promise<void> => {
    await on.says();
    await on.work();
    on.label();
    await on.look();
  };

  test('that were refused lie dead in the list until somebody has them sent again', async () => {
    answers(refused, 'tell-warehouse');
    await labelled();
    await on.work();
    const [dead, ...others] = await list('?state=dead');
    expect(others).toEqual([]);
    expect(dead).toMatchObject({
      party: 'warehouse', name: 'leicester', kind: 'dispatch', orderNumber: 'SO-1', tries: 1,
      waitsOn: 'person', nextTryAt: null, lastTryAt: '2026-11-22T12:00:00Z',
      sentence: expect.stringContaining('no such consignment'),
    });
    on.wait(60);
    await on.work();
    expect((await list('?state=dead')).map((one) => one.tries)).toEqual([1]);
    delete on.script.perform;
    expect((await again(dead?.id ?? '', 'reader')).status).toBe(403);
    const sent = await again(dead?.id ?? '');
    expect(sent.status).toBe(200);
    expect(deliveryShape.parse(sent.json)).toMatchObject({
      id: dead?.id, state: 'waiting', waitsOn: 'gatepass',
    });
    on.wait(1);
    await on.work();
    expect(await list('?state=dead')).toEqual([]);
    expect(await list('?party=warehouse')).toMatchObject([
      { id: dead?.id, state: 'acknowledged', tries: 2, waitsOn: null },
    ]);
  });

  test('without a usable answer are sent again, ever more rarely, and when is said', async () => {
    answers(silent, 'tell-channel');
    await labelled();
    await on.work();
    const gaps: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const [failing] = await list('?state=failing');
      expect(failing).toMatchObject({ party: 'channel', waitsOn: 'gatepass', tries: turn + 1 });
      expect(failing?.sentence).toContain('a gateway page');
      gaps.push(Date.parse(failing?.nextTryAt ?? '') - Date.parse(failing?.lastTryAt ?? ''));
      door.stage.clock.now = instant(Date.parse(failing?.nextTryAt ?? ''));
      await on.work();
    }
    expect(gaps).toEqual([5_000, 10_000, 20_000, 40_000]);
  });

  test('stand among the calls of their connection with what came back, the failed by themselves',
    async () => {
      answers(refused, 'tell-warehouse');
      await labelled();
      await on.work();
      const called = async (
        purpose: string, result: string | null, took: number, ago = 0,
      ): Promise<void> => database.transaction(async (tx) => {
        const call = await logCall(tx, {
          connection: 'leicester-wms', purpose, startedAt: door.stage.clock.now - ago,
        });
        if (result !== null) await logAnswer(tx, call, took, result);
      });
      await called('feed consignments', '200', 100, 3_000);
      await called('feed consignments', 'silence: no answer within 30 s', 30_000, 2_000);
      await called('tell-warehouse', '200', 400);
      await called('feed consignments', null, 0);
      const calls = async (query: string) => listOf(callShape).parse(
        (await door.ask('GET', `/v1/connections/leicester-wms/calls${query}`)).json).items;
      expect(await calls('?failed=yes')).toMatchObject([
        {
          purpose: 'tell-warehouse', tookMilliseconds: 400, isFailed: true,
          sentence: 'It answered, and refused one order in it (200).',
          orders: [{ orderNumber: 'SO-1', outcome: 'refused', words: 'no such consignment' }],
        },
        { sentence: 'No usable answer came: no answer within 30 s.', orders: [] },
      ]);
      expect((await calls('')).map((one) => one.isFailed)).toEqual([false, true, true, false]);
      expect(await calls('?failed=no&limit=1')).toMatchObject([
        { sentence: 'Its answer is awaited.', orders: [] },
      ]);
      const cards = listOf(connectionShape).parse(
        (await door.ask('GET', '/v1/connections')).json).items;
      expect(cards.find((one) => one.name === 'leicester-wms')?.calls).toEqual(
        { calls: 4, failed: 2, medianMilliseconds: 400, slowMilliseconds: 30_000 });
      expect((await door.ask('GET', '/v1/connections/nowhere/calls')).status).toBe(404);
    });

  test('that poison one receiver stall no other message and no other receiver', async () => {
    on.script.perform = (items, usual) => {
      const [item] = items;
      const isPoison = item?.do === 'tell-warehouse' && item.message.orderNumber === 'SO-1';
      return isPoison ? { outcomes: [silent], unanswered: null } : usual();
    };
    await labelled();
    await on.says({ orderNumber: 'SO-2' }, 'LE-2');
    await on.work();
    on.label('SO-2');
    await on.look();
    await on.work();
    const states = Object.fromEntries((await list()).map((one) =>
      [`${one.party} ${one.orderNumber}`, one.state]));
    expect(states).toEqual({
      'warehouse SO-1': 'failing', 'warehouse SO-2': 'acknowledged',
      'channel SO-1': 'acknowledged', 'channel SO-2': 'acknowledged',
    });
  });

  test('are listed page by page, by party and by name', async () => {
    await labelled();
    await on.work();
    const { items, next } = listOf(deliveryShape).parse(
      (await door.ask('GET', '/v1/messages?limit=1')).json);
    expect(items).toHaveLength(1);
    const rest = await list(`?limit=5&after=${next ?? ''}`);
    expect([...items, ...rest].map((one) => one.party).toSorted())
      .toEqual(['channel', 'warehouse']);
    expect(await list('?name=nobody')).toEqual([]);
    expect((await door.ask('GET', '/v1/messages?state=lost')).status).toBe(400);
    expect((await door.ask('GET', '/v1/messages', undefined, 'warehouse')).status).toBe(403);
    expect(problemShape.parse((await again('msg_none')).json).status).toBe(404);
  });
});
