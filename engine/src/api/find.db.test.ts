/** One box finds an order by whatever of it a customer can read out. */
import { expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { labelAtDesk } from '../../tests/stage.ts';
import { carryOut } from '../loop/carry-out.ts';
import { look } from '../loop/look.ts';
import { fillSearchWords } from '../store/search.ts';
import { foundShape, problemShape } from './shapes.ts';

const consignments = '/v1/warehouses/leicester/consignments';
const iris = {
  name: 'Iris Bell-Müller', company: 'Bell & Co', street1: '7 Canal Street', city: 'Leeds',
  postalCode: 'LS1 4BT', country: 'GB', phone: '+44 7700 900123', email: 'Iris.Bell@example.com',
};

onEveryDatabase('finding an order', (size) => {
  const { database, door } = atTheDoor(size);

  const put = async (number: string, over: object = {}): Promise<void> => {
    const { status, text } = await door.ask(
      'PUT', `${consignments}/LE-${number}`, bodyOf(number, { shipTo: iris, ...over }));
    expect([status, text]).toEqual([200, expect.anything()]);
  };
  const find = async (typed: string) => {
    const { json } = await door.ask(
      'GET', `/v1/find?q=${encodeURIComponent(typed)}`, undefined, 'reader');
    return foundShape.parse(json);
  };
  const numbers = async (typed: string) =>
    (await find(typed)).items.map((one) => one.order.orderNumber);

  test('by each thing that a customer, a label or the warehouse has', async () => {
    await put('SO-1');
    await put('XX-9', { shipTo: {
      ...iris, name: 'Tom Ash', company: null, email: null, phone: null, postalCode: 'M1 1AA',
    } });
    const { stage } = door;
    const hand = await stage.hold('shipstation-uk');
    await carryOut(stage.surroundings, hand);
    labelAtDesk(stage, 'SO-1');
    for (const feed of hand.manifest.feeds) {
      await look(stage.surroundings, hand.lease, hand.session, feed);
    }
    await stage.decide();
    const tracking = stage.account.labels[0]?.trackingNumber ?? 'none';
    for (const [typed, field, isExact] of [
      ['so 1x', null, false], ['SO-1', 'order-number', true], ['le-so-1', 'consignment', true],
      [tracking, 'tracking-number', true], [tracking.slice(0, 4), 'tracking-number', false],
      ['IRIS.BELL@EXAMPLE.COM', 'email', true], ['iris.bell@', 'email', false],
      ['07700 900123', 'phone', true], ['0123', 'phone', false], ['+447700900123', 'phone', true],
      ['iris bell-muller', 'name', true], ['Müller', 'name', false], ['bell-m', 'name', false],
      ['Bell-Muller, Iris', 'name', true], ['bell & co', 'name', true],
      ['ls14bt', 'postcode', true], ['LS1', 'postcode', false],
    ] as const) {
      const { items } = await find(typed);
      expect([typed, items.map((one) => [
        one.order.orderNumber, one.matched.field, one.matched.isExact,
      ])]).toEqual([typed, field === null ? [] : [['SO-1', field, isExact]]]);
    }
    const { items, sentence, hasMore, isComplete } = await find('so1');
    expect({ hasMore, isComplete, sentence }).toEqual({
      hasMore: false, isComplete: true, sentence: 'One order was found.',
    });
    expect(items[0]).toMatchObject({
      matched: { sentence: 'This is its order number.' }, town: 'Leeds',
      order: { channel: 'shopify-uk' },
    });
    expect(JSON.stringify(items)).not.toMatch(/Iris|example\.com|7700|LS1/);
  });

  test('by the digits of its number, which are all that many customers read out', async () => {
    await put('SO-412345');
    await put('SO-77');
    expect(await numbers('412345')).toEqual(['SO-412345']);
    expect(await numbers('#412345')).toEqual(['SO-412345']);
    expect(await numbers('4123')).toEqual(['SO-412345']);
    expect(await numbers('12345')).toEqual([]);
  });

  test('what fits whole comes first, then what begins so; never more than twenty', async () => {
    for (let at = 0; at < 25; at += 1) await put(`SO-7${String(at).padStart(2, '0')}`);
    await put('SO-7');
    expect((await numbers('SO-7'))[0]).toBe('SO-7');
    const many = await find('TEE');
    expect([many.items.length, many.hasMore]).toEqual([20, true]);
    expect(many.sentence).toContain('More than 20 orders fit');
    expect(many.items[0]?.matched).toMatchObject({ field: 'sku', isExact: true });
    expect(await numbers('SO-724')).toEqual(['SO-724']);
  });

  test('what a customer changed is found, and what it was before is not', async () => {
    await put('SO-1', { status: 'picking' });
    await put('SO-1', {
      status: 'picking', revision: 2, shipTo: { ...iris, email: 'new@example.com' },
    });
    expect(await numbers('new@example.com')).toEqual(['SO-1']);
    expect(await numbers('iris.bell@example.com')).toEqual([]);
  });

  test('deciding again on what did not change writes no word anew', async () => {
    await put('SO-1');
    const words = () => rowsOf(database, 'select ctid::text, word from search_word order by 1');
    const before = await words();
    await rowsOf(database, `update dossier set look_again_at = ${String(door.stage.clock.now)}`);
    expect(await door.stage.decide()).toBe(1);
    expect(before).not.toEqual([]);
    expect(await words()).toEqual(before);
  });

  test('orders of an older program are said to be missing until they have words', async () => {
    for (const number of ['SO-1', 'SO-2', 'SO-3']) await put(number);
    await rowsOf(database, 'delete from search_word');
    await rowsOf(database, 'update dossier set words_fingerprint = null');
    const missing = await find('SO-1');
    expect([missing.items, missing.isComplete]).toEqual([[], false]);
    expect(missing.sentence).toMatch(/still being made findable\.$/);
    const fill = () => database.transaction((tx) => fillSearchWords(tx, 2));
    expect([await fill(), await fill(), await fill()]).toEqual([2, 1, 0]);
    expect(await find('SO-1')).toMatchObject({ isComplete: true, items: [{ town: 'Leeds' }] });
  });

  test.each([
    ['', 'no letter and no digit'], ['  ', 'no letter and no digit'], ['%_*', 'no letter'],
    ['a', 'at least 3'], ['12', 'at least 3'],
  ])('%j is refused in words', async (typed, words) => {
    const { status, json } = await door.ask('GET', `/v1/find?q=${encodeURIComponent(typed)}`);
    expect([status, problemShape.parse(json).detail]).toEqual([
      400, expect.stringContaining(words),
    ]);
  });

  test.each([
    "';drop table dossier;--", '100%', 'a_cd%', '🦉🦉🦉owl', '\\\\xyz', 'İstanbul', '٣٤٥٦',
  ])(
    '%s is looked for as it stands', async (typed) => {
      await put('SO-1');
      expect((await find(typed)).items).toEqual([]);
    });
});
