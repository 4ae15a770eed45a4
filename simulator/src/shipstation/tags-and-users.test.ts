import { describe, expect, test } from 'vitest';
import { ask, noon, switched, testAccount, withOrders } from './fixtures.ts';
import { idsOf } from './screen/fixtures.ts';

const two = withOrders(testAccount(), { orderKey: 'a' }, { orderKey: 'b' });
const [first = 0, second = 0] = idsOf(two);
const now = noon + 60_000;
const tagId = 31_041;
const userId = '2c9d41aa-8b0e-4f15-9a77-5e0c7d1b4410';

describe('a tag', () => {
  const tagged = ask(two, 'POST /orders/addtag', { body: { orderId: first, tagId }, now });

  test('is put on an order once, and taken off', () => {
    expect(tagged.body.success).toBe(true);
    const again = ask(tagged.account, 'POST /orders/addtag', { body: { orderId: first, tagId } });
    const order = (account: typeof two) => ask(account, `GET /orders/${first}`).body;
    expect(order(again.account).tagIds).toEqual([tagId]);
    const bare = ask(again.account, 'POST /orders/removetag', { body: { orderId: first, tagId } });
    expect(order(bare.account).tagIds).toBeNull();
  });

  test('finds its orders by status and tag, and both must be named', () => {
    const list = (query: Record<string, string>, breaks: 'request' | null = null) =>
      ask(tagged.account, 'GET /orders/listbytag', {
        query, ...(breaks !== null && { breaks }),
      });
    const asked = { orderStatus: 'awaiting_shipment', tagId: String(tagId) };
    const found = list(asked).body;
    expect(found.orders.map((order: { orderId: number }) => order.orderId)).toEqual([first]);
    expect(list({ ...asked, orderStatus: 'shipped' }).body.total).toBe(0);
    expect(list({ tagId: String(tagId) }, 'request').body.ModelState).toHaveProperty('orderStatus');
    expect(list({ orderStatus: 'shipped' }, 'request').body.ModelState).toHaveProperty('tagId');
  });

  test('is made on the screen alone: an unknown one is refused', () => {
    const body = { orderId: first, tagId: 5 };
    expect(ask(two, 'POST /orders/addtag', { body }).status).toBe(400);
    expect(ask(two, 'GET /accounts/listtags').body[0]).toEqual({
      tagId, name: 'Gatepass', color: '#2E86AB',
    });
    expect(ask(two, 'POST /orders/addtag', { body: { orderId: 1, tagId } }).status).toBe(404);
  });

  test('leaves modifyDate still, or by its switch moves it', () => {
    const date = (account: typeof two) =>
      ask(
        ask(account, 'POST /orders/addtag', { body: { orderId: first, tagId }, now }).account,
        `GET /orders/${first}`,
      ).body.modifyDate;
    expect(date(two)).toBe('2026-11-20T12:00:00.0000000');
    expect(date(switched(two, { modifyOnTag: 'moves' }))).toBe('2026-11-20T12:01:00.0000000');
  });
});

describe('a user', () => {
  const assign = (orderIds: readonly number[], user = userId) =>
    ask(two, 'POST /orders/assignuser', { body: { orderIds, userId: user } });
  const holders = (account: typeof two) =>
    [first, second].map((orderId) => ask(account, `GET /orders/${orderId}`).body.userId);

  test('is assigned to several orders at once, and taken off again', () => {
    const both = assign([first, second]);
    expect(holders(both.account)).toEqual([userId, userId]);
    const off = ask(both.account, 'POST /orders/unassignuser', { body: { orderIds: [first] } });
    expect(holders(off.account)).toEqual([null, userId]);
  });

  test('is assigned to nobody as soon as one id is unknown', () => {
    const told = assign([first, 1]);
    expect(told.status).toBe(404);
    expect(holders(told.account)).toEqual([null, null]);
    expect(assign([first], '00000000-0000-0000-0000-00000000cafe').status).toBe(400);
  });

  test('who has left is listed only on request', () => {
    const names = (query: Record<string, string>) =>
      ask(two, 'GET /users', { query }).body.map((user: { name: string }) => user.name);
    expect(names({})).toEqual(['Gatepass', 'Priya Shah']);
    expect(names({ showInactive: 'true' })).toEqual(['Gatepass', 'Priya Shah', 'Tom Okafor']);
  });
});
