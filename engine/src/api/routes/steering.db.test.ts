/** People pause and let go over the API, with who and why; nobody else may. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../../tests/door.ts';
import { orderIdOfNumber } from '../../../tests/stage.ts';
import { wake } from '../../store/dossiers.ts';
import { saveLeftOut } from '../../store/left-out.ts';
import { leftOutShape } from '../shapes/left-out.ts';
import { connectionShape, listOf, orderSummaryShape, problemShape } from '../shapes.ts';

const account = '/v1/connections/shipstation-uk';

onEveryDatabase('steering over the API', (size) => {
  const { door } = atTheDoor(size);

  const paused = async () => {
    const { json } = await door.ask('GET', '/v1/connections');
    const { items } = listOf(connectionShape).parse(json);
    return items.find((one) => one.name === 'shipstation-uk')?.paused.map((one) => one.what);
  };

  test('a pause stands on the connection and on the orders that wait for it', async () => {
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1'));
    const { status } = await door.ask('POST', `${account}/pause`, { why: 'stock count' });
    expect(status).toBe(200);
    expect(await paused()).toEqual(['releases', 'withdrawals', 'voids', 'writes']);
    await door.stage.decide();
    const { json } = await door.ask('GET', '/v1/orders');
    const [order] = listOf(orderSummaryShape).parse(json).items;
    expect(order?.sentence).toContain('“stock count”');
    expect(order).toMatchObject({ isLate: false, exception: null });
    expect((await door.ask('POST', `${account}/resume`, { only: ['voids'] })).json)
      .toEqual({ resumed: ['voids'] });
    expect(await paused()).toEqual(['releases', 'withdrawals', 'writes']);
    await door.ask('POST', `${account}/resume`, {});
    expect(await paused()).toEqual([]);
  });

  test.each([
    ['no reason', { only: ['voids'] }, 400],
    ['an unknown kind', { only: ['everything'], why: 'x' }, 400],
    ['an end in the past', { why: 'x', until: '2020-01-01T00:00:00Z' }, 422],
  ])('%s is refused in words', async (_, body, status) => {
    const refusal = await door.ask('POST', `${account}/pause`, body);
    expect(refusal.status).toBe(status);
    expect(problemShape.parse(refusal.json).detail).not.toBe('');
    expect(await paused()).toEqual([]);
  });

  test('an order that a record keeps aside goes on when somebody answers for it', async () => {
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1'));
    const record = 'label 90210';
    const order = orderIdOfNumber('SO-1');
    const leaveOut = (content: string) => door.stage.database.transaction(async (tx) => {
      const { now } = door.stage.clock;
      const connection = 'shipstation-uk';
      await wake(tx, await saveLeftOut(
        tx, [order], { connection, record, content, fault: 'no time' }, now), now);
    });
    const exception = async () => {
      await door.stage.decide();
      return (await door.stage.order('SO-1')).decision?.headline.exception;
    };
    const stand = async () => listOf(leftOutShape).parse(
      (await door.ask('GET', `${account}/left-out`)).json).items.map((one) => one.orderNumber);
    const go = (body: object) => door.ask('POST', `${account}/left-out/go-without`, body);

    await leaveOut('one');
    expect(await exception()).toBe('gatepass.bug');
    expect(await stand()).toEqual(['SO-1']);
    expect((await go({ order, record })).status).toBe(400);
    expect((await go({ order, record: 'label 7', why: 'x' })).status).toBe(404);
    expect((await go({ order, record, why: 'it is of another order' })).status).toBe(200);
    expect(await exception()).not.toBe('gatepass.bug');
    expect(await stand()).toEqual([]);
    const { json } = await door.ask('GET', `/v1/orders/${order}/notes`);
    expect(JSON.stringify(json)).toMatch(/without label 90210: it is of another order.*the admin/);
    // Shown again as it was, it is answered for; with other content it is not.
    await leaveOut('one');
    expect(await exception()).not.toBe('gatepass.bug');
    await leaveOut('another');
    expect(await exception()).toBe('gatepass.bug');
  });

  test('what a connection left out is listed by order, and after it has left the policy',
    async () => {
      const { database, clock } = door.stage;
      const order = orderIdOfNumber('SO-2');
      const [record, place] = ['label 7', '/v1/connections/uk-of-before/left-out'];
      for (const number of ['SO-1', 'SO-2']) {
        await door.ask('PUT', `/v1/warehouses/leicester/consignments/${number}`, bodyOf(number));
      }
      expect((await door.ask('GET', place)).status).toBe(404);
      await database.transaction((tx) => saveLeftOut(tx, [orderIdOfNumber('SO-1'), order], {
        connection: 'uk-of-before', record, fault: 'no time', content: 'one',
      }, clock.now));
      const listed = async () => listOf(leftOutShape).parse(
        (await door.ask('GET', `${place}?orderNumber=SO-2`)).json).items.map((one) => one.order);
      expect(await listed()).toEqual([order]);
      const gone = await door.ask('POST', `${place}/go-without`, { order, record, why: 'x' });
      expect(gone.status).toBe(200);
      expect(await listed()).toEqual([]);
    });

  test('a connection that the policy does not name cannot be paused or resumed', async () => {
    for (const what of ['pause', 'resume']) {
      const { status } = await door.ask('POST', `/v1/connections/nobody/${what}`, { why: 'x' });
      expect(status).toBe(404);
    }
  });
});
