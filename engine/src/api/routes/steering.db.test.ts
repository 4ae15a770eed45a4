/** People pause and let go over the API, with who and why; nobody else may. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from '../../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../../tests/door.ts';
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

  test('a connection that the policy does not name cannot be paused or resumed', async () => {
    for (const what of ['pause', 'resume']) {
      const { status } = await door.ask('POST', `/v1/connections/nobody/${what}`, { why: 'x' });
      expect(status).toBe(404);
    }
  });
});
