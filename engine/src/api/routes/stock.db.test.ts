/** A warehouse says what is on its shelves, and a stock-out is known before anybody walks. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../../tests/door.ts';
import { hearStock } from '../../loop/hear-stock.ts';
import {
  exceptionItemShape, listOf, orderViewShape, problemShape, snapshotAnswerShape,
} from '../shapes.ts';

onEveryDatabase('stock', (size) => {
  const { database, door } = atTheDoor(size);

  const address = '/v1/warehouses/leicester/stock';
  const { parse: problemOf } = problemShape;
  const say = (
    kind: 'snapshot' | 'changes', at: string, figures: Readonly<Record<string, number>>,
  ) => door.ask('PUT', address, {
    kind, at: `2026-11-22T${at}Z`,
    items: Object.entries(figures).map(([sku, available]) => ({ sku, available })),
  }, 'warehouse');
  const known = async () => (await door.ask('GET', address)).json;
  const received = async (ordered = 2) => snapshotAnswerShape.parse((await door.ask(
    'PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1', {
      status: 'received', lines: [{ line: '7', sku: 'TEE', ordered }],
    }))).json);
  const exceptions = async () => {
    await door.stage.decide();
    const { id } = await door.stage.order('SO-1');
    return orderViewShape.parse((await door.ask('GET', `/v1/orders/${id}`)).json)
      .consignments.flatMap((one) => one.exceptions);
  };

  test('that runs out names the lines before the pick, and the next figure closes it', async () => {
    await say('snapshot', '11:00:00', { TEE: 1, CAP: 9 });
    expect((await received()).exceptions).toMatchObject([
      { code: 'stock.out', lines: ['7'], sentence: expect.stringContaining('TEE') },
    ]);
    await say('changes', '11:30:00', { TEE: 5 });
    expect(await exceptions()).toEqual([]);
    await say('changes', '11:40:00', { CAP: 0 });
    expect(await exceptions()).toEqual([]);
    await say('changes', '11:50:00', { TEE: 0 });
    expect(await exceptions()).toMatchObject([{ code: 'stock.out', lines: ['7'] }]);
  });

  test('of another warehouse, or never spoken of, says nothing', async () => {
    await say('changes', '11:00:00', { TEE: 9 });
    expect((await received()).exceptions).toEqual([]);
    await say('snapshot', '11:10:00', { CAP: 9 });
    expect(await exceptions()).toEqual([]);
  });

  /** 45 orders of ten articles each, all received, and one that names none of them. */
  const receiveMany = async (): Promise<readonly string[]> => {
    const skus = Array.from({ length: 450 }, (_, index) => `S${String(index)}`);
    const consignments = Array.from({ length: 45 }, (_, order) => ({
      reference: `MANY-${String(order)}`,
      ...bodyOf(`MANY-${String(order)}`, {
        status: 'received', lines: skus.slice(order * 10, order * 10 + 10)
          .map((sku, line) => ({ line: String(line), sku, ordered: 1 })),
      }),
    }));
    await door.ask('POST', '/v1/warehouses/leicester/consignments', { consignments });
    await received();
    return skus;
  };
  const figures = (skus: readonly string[], available: number) =>
    Object.fromEntries(skus.map((sku) => [sku, available]));
  /** Decides all that is due, and answers how many orders stand without the goods. */
  const decided = async () => {
    const woken = await door.stage.decide();
    const { items } = listOf(exceptionItemShape).parse(
      (await door.ask('GET', '/v1/exceptions?code=stock.out&limit=100')).json);
    return { woken, without: items.length };
  };

  test('of 450 articles wakes every order that waits for any, and no other', async () => {
    const skus = await receiveMany();
    const { json } = await say('snapshot', '11:00:00', figures(skus, 0));
    expect(json).toMatchObject({ changed: 450, older: 0, forgotten: 0 });
    expect(await decided()).toEqual({ woken: 45, without: 45 });
    await say('changes', '11:10:00', figures(skus, 9));
    expect(await decided()).toEqual({ woken: 45, without: 0 });
    await say('snapshot', '11:20:00', figures(skus, 0));
    expect(await decided()).toEqual({ woken: 45, without: 45 });
    // A whole count that names none of them any more: nobody knows what is missing.
    expect((await say('snapshot', '11:30:00', { CAP: 1 })).json)
      .toMatchObject({ changed: 451, forgotten: 450 });
    expect(await decided()).toEqual({ woken: 45, without: 0 });
  });

  test('cut off after the first slice: said again, the rest is taken in', async () => {
    const skus = await receiveMany();
    const said = {
      kind: 'snapshot', at: door.stage.clock.now,
      items: skus.map((sku) => ({ sku, available: 0 })),
    } as const;
    let left = 1;
    const dying: Pick<typeof database, 'transaction'> = {
      transaction: (work) => {
        if (left === 0) return Promise.reject(new Error('the process ended'));
        left -= 1;
        return database.transaction(work);
      },
    };
    await expect(hearStock(dying, 'leicester', said, said.at)).rejects.toThrow('ended');
    expect(await decided()).toEqual({ woken: 20, without: 20 });
    expect((await hearStock(database, 'leicester', said, said.at)).changed).toHaveLength(250);
    expect(await decided()).toEqual({ woken: 25, without: 45 });
  });

  test('older never wins, and the same again changes nothing', async () => {
    expect((await say('changes', '11:00:00', { TEE: 5 })).json).toMatchObject({ changed: 1 });
    expect((await say('changes', '11:00:00', { TEE: 5 })).json).toMatchObject({
      changed: 0, older: 0,
    });
    const { json } = await say('changes', '10:00:00', { TEE: 1, CAP: 3 });
    expect(json).toMatchObject({ changed: 1, older: 1 });
    await say('snapshot', '11:30:00', { TEE: 4 });
    expect(await known()).toEqual({
      items: [{ sku: 'TEE', available: 4, at: '2026-11-22T11:30:00Z' }], next: null,
    });
    // From before the whole count that forgot it.
    const late = await say('changes', '11:15:00', { CAP: 3 });
    expect(late.json).toMatchObject({
      changed: 0, older: 1,
      sentence: 'A newer count is already known, so this one changes nothing.',
    });
    expect(JSON.stringify(await known())).not.toContain('CAP');
    // A count may come in parts: the whole of it first, the rest as changes of the same hour.
    expect((await say('changes', '11:30:00', { CAP: 3 })).json).toMatchObject({ changed: 1 });
  });

  test('is read page by page, and by article, whatever it is called', async () => {
    await say('snapshot', '11:00:00', { A: 1, B: 2, 'C/é"\'': 3, constructor: 4 });
    const first = await door.ask('GET', `${address}?limit=2`);
    expect(first.json).toMatchObject({ items: [{ sku: 'A' }, { sku: 'B' }] });
    const next = String(Reflect.get(Object(first.json), 'next'));
    expect((await door.ask('GET', `${address}?limit=2&after=${next}`)).json).toMatchObject({
      items: [{ sku: 'C/é"\'' }, { sku: 'constructor' }],
    });
    expect((await door.ask('GET', `${address}?sku=constructor`)).json).toMatchObject({
      items: [{ available: 4 }], next: null,
    });
    expect((await door.ask('GET', `${address}?sku=none`)).json).toEqual({ items: [], next: null });
  });

  test.each([
    ['below nothing', { TEE: -1 }, 'items.0.available'],
    ['half a unit', { TEE: 0.5 }, 'items.0.available'],
    ['beyond counting', { TEE: 3_000_000_000 }, 'items.0.available'],
    ['without a name', { '': 1 }, 'items.0.sku'],
  ])('%s is refused by path, and nothing of it is taken in', async (_what, figures, path) => {
    const { status, json } = await say('snapshot', '11:00:00', { ...figures, CAP: 1 });
    expect(status).toBe(400);
    expect(problemOf(json).problems).toMatchObject([{ path }]);
    expect(await known()).toMatchObject({ items: [] });
  });

  test('from tomorrow, or twice in one call, is refused in words', async () => {
    const tomorrow = await door.ask('PUT', address, {
      kind: 'changes', at: '2026-11-23T11:00:00Z', items: [{ sku: 'TEE', available: 1 }],
    });
    expect(tomorrow.status).toBe(400);
    expect(problemOf(tomorrow.json).detail).toContain('One of the two clocks is wrong');
    const twice = await door.ask('PUT', address, {
      kind: 'changes', at: '2026-11-22T11:00:00Z',
      items: [{ sku: 'TEE', available: 1 }, { sku: ' TEE', available: 2 }],
    });
    expect(problemOf(twice.json).problems).toEqual([{
      path: 'items.1.sku', problem: 'names TEE again, which items.0 names already',
    }]);
    const tooMany = Array.from({ length: 5_001 }, (_, index) =>
      ({ sku: `S${String(index)}`, available: 1 }));
    const answer = await door.ask('PUT', address, {
      kind: 'snapshot', at: '2026-11-22T11:00:00Z', items: tooMany,
    });
    expect(answer.status).toBe(400);
  });

  test('is written by a warehouse and read by whoever may read', async () => {
    const body = { kind: 'changes', at: '2026-11-22T11:00:00Z', items: [] };
    expect((await door.ask('PUT', address, body, 'reader')).status).toBe(403);
    expect((await door.ask('PUT', address, body, null)).status).toBe(401);
    expect((await door.ask('GET', address, undefined, 'reader')).status).toBe(200);
    expect((await door.ask('GET', address, undefined, 'warehouse')).status).toBe(200);
    expect((await door.ask('GET', address, undefined, 'channel')).status).toBe(403);
    expect((await door.ask('PUT', '/v1/warehouses/leeds/stock', body)).status).toBe(404);
  });
});
