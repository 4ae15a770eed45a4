/** The list of orders by windows, and as a file: the same orders in the same order. */
import { beforeEach, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { labelAtDesk, orderIdOfNumber } from '../../tests/stage.ts';
import { renderMoney } from '../core/model/measures.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import { readStandpoint } from '../loop/standpoint.ts';
import type { PersonRole } from '../store/keys.ts';
import { fillPlaced } from '../store/placed.ts';
import { readOrder } from '../store/reading.ts';
import { filterOfView } from './view-filter.ts';
import { viewRow } from './views.ts';
import { listOf, orderRowShape, problemShape } from './shapes.ts';

onEveryDatabase('orders as a file and by windows', (size) => {
  const { database, door } = atTheDoor(size);
  beforeEach(async () => {
    for (const number of ['SO-1', 'SO-2', '=SO-3', 'SO-4']) {
      await door.ask('PUT', `/v1/warehouses/leicester/consignments/${number.replace('=', 'x')}`,
        bodyOf(number, number === 'SO-4' ? { service: 'DPD-12X' } : {}));
    }
  });

  const list = async (query: string) => listOf(orderRowShape)
    .parse((await door.ask('GET', `/v1/orders?${query}`)).json).items;
  const file = async (query: string) => {
    const { status, headers, text } = await door.ask('GET', `/v1/orders/export?${query}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    return text.trimEnd().split('\r\n');
  };

  test('a window begins where it is asked for, in every order of the list', async () => {
    for (const sort of ['changed', 'waiting', 'number']) {
      const all = (await list(`sort=${sort}`)).map(({ id }) => id);
      const windows = [
        await list(`sort=${sort}&limit=2`), await list(`sort=${sort}&limit=2&offset=2`),
      ];
      expect(windows.flat().map(({ id }) => id)).toEqual(all);
    }
    expect(await list('offset=4')).toEqual([]);
    const both = await door.ask('GET', '/v1/orders?offset=2&after=WzEsIjIiXQ');
    expect([both.status, problemShape.parse(both.json).detail])
      .toEqual([400, 'Send `after` or `offset`, not both.']);
  });

  test('what labels cost is shown to whoever may see costs, and to nobody else', async () => {
    const { stage } = door;
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    const { cost } = labelAtDesk(stage, 'SO-1');
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
    const [labelled] = await list('orderNumber=SO-1');
    expect(labelled?.costs).toEqual([cost]);
    expect((await file('orderNumber=SO-1'))[1]).toContain(renderMoney(cost));
    const shownTo = (role: PersonRole) => database.transaction(async (tx) => {
      const row = await readOrder(tx, orderIdOfNumber('SO-1'));
      if (row === null) throw new Error('SO-1 is gone');
      return viewRow(row, await readStandpoint(tx, stage.clock.now), {
        name: 'Mia', role, person: 'per_mia', keyId: null, places: [],
      }).costs;
    });
    expect([await shownTo('finance'), await shownTo('customer-service')]).toEqual([[cost], null]);
  });

  test('a filter takes some orders by their ids, and not too many', async () => {
    const [one, two] = await list('sort=number');
    expect((await list(`sort=number&id=${two?.id ?? ''},${one?.id ?? ''}`)).map(({ id }) => id))
      .toEqual([one?.id, two?.id]);
    expect(await list(`id=${one?.id ?? ''}&orderNumber=${two?.orderNumber ?? ''}`)).toEqual([]);
    const many = Array.from({ length: 201 }, (_, at) => `o${String(at)}`).join(',');
    expect((await door.ask('GET', `/v1/orders/count?id=${many}`)).status).toBe(400);
  });

  test('a list names the service that was asked and whose the exception is', async () => {
    const [held] = await list('orderNumber=SO-4');
    expect(held).toMatchObject({
      service: 'DPD-12X', tracking: [], owner: 'lead', collectionAt: null,
    });
  });

  test('the file has the rows of the list, its zone in the heads, and no formula', async () => {
    const [heads, ...lines] = await file('sort=number&zone=Europe/London');
    expect(heads).toContain('Waiting since (Europe/London)');
    expect(lines.map((line) => line.split(',')[0])).toEqual(["'=SO-3", 'SO-1', 'SO-2', 'SO-4']);
    expect(lines[1]).toMatch(/,2026-11-22 12:00:00\+00:00,/);
    expect((await file('sort=number&exception=service.unmapped')).length).toBe(2);
    expect((await file('zone=America/New_York'))[1]).toContain('2026-11-22 07:00:00-05:00');
  });

  test('whoever asks for a zone that is none, or may not read, hears so', async () => {
    const wrong = await door.ask('GET', '/v1/orders/export?zone=Nowhere/Land');
    expect([wrong.status, problemShape.parse(wrong.json).detail])
      .toEqual([400, expect.stringContaining('not known')]);
    expect((await door.ask('GET', '/v1/orders/export', undefined, 'warehouse')).status).toBe(403);
  });

  test('orders are found by when they were placed, those of before an upgrade too', async () => {
    const tell = (number: string, placedAt: string | null, revision = 1) =>
      door.ask('PUT', `/v1/channels/shopify-uk/orders/${number}`, {
        revision, updatedAt: '2026-11-22T12:00:00Z', orderNumber: number, status: 'paid',
        placedAt, lines: [],
      });
    await tell('SO-1', '2026-11-19T23:59:59Z');
    await tell('SO-2', '2026-11-20T01:00:00+01:00');
    await tell('SO-4', null);
    const placed = async (query: string) => {
      const numbers = (await list(`sort=number&${query}`)).map(({ orderNumber }) => orderNumber);
      expect((await file(`sort=number&${query}`)).slice(1).map((line) => line.split(',')[0]))
        .toEqual(numbers);
      return numbers;
    };
    const [after, before] = ['placedFrom=2026-11-20T00:00:00Z', 'placedTo=2026-11-20T00:00:00Z'];
    expect([await placed(after), await placed(before)]).toEqual([['SO-2'], ['SO-1']]);
    expect(await placed(`placedFrom=2026-11-19T00:00:00Z&${before}`)).toEqual(['SO-1']);
    expect(filterOfView(after)).toMatchObject({ placedFrom: Date.parse('2026-11-20T00:00:00Z') });
    await tell('SO-2', '2026-11-18T00:00:00Z', 2);
    expect([await placed(after), await placed(before)]).toEqual([[], ['SO-1', 'SO-2']]);
    await rowsOf(database, 'update dossier set placed_at = null, is_placing_noted = false');
    expect(await placed(before)).toEqual([]);
    const fill = () => database.transaction((tx) => fillPlaced(tx, 3));
    expect([await fill(), await fill(), await fill()]).toEqual([3, 1, 0]);
    expect(await placed(before)).toEqual(['SO-1', 'SO-2']);
    expect((await door.ask('GET', '/v1/orders?placedFrom=20%20Nov')).status).toBe(400);
  });

  test.each([
    ['notWarehouse=leicester', 0], ['notWarehouse=glasgow', 4], ['notChannel=shopify-uk', 0],
    ['notChannel=other', 4], ['notAge=in-time', 0], ['notAge=late', 4],
    ['notWaitingOn=gatepass', 1], ['notWaitingOn=warehouse', 4],
  ])('%s is %i orders', async (query, orders) => {
    expect(await list(query)).toHaveLength(orders);
  });
});
