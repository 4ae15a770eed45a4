import { expect, test } from 'vitest';
import { storeIds } from './catalogue.ts';
import { ask, firstOrderId, noon, testAccount, withOrders } from './fixtures.ts';
import { passTime } from './passing-time.ts';
import { moveIn, moveOut, strangerName } from './stranger.ts';

const asked = { storeId: storeIds.manual, everyMs: 60_000, meddles: true };

test('a second integration is seen by its webhook, its source and its keys', () => {
  const account = passTime(moveIn(testAccount(), asked, noon), noon + 120_000, 7).account;
  const { webhooks } = ask(account, 'GET /webhooks').body;
  expect(webhooks).toMatchObject([{ Name: strangerName, StoreID: storeIds.manual }]);
  const { orders } = ask(account, 'GET /orders').body;
  expect(orders).toHaveLength(2);
  expect(orders[0]).toMatchObject({
    orderKey: 'old-warehouse-1', advancedOptions: { source: strangerName },
  });
});

test('it writes over the orders of others, if it meddles', () => {
  const mine = withOrders(testAccount(), {});
  const marked = (meddles: boolean) => {
    const account = passTime(moveIn(mine, { ...asked, meddles }, noon), noon + 60_000, 7).account;
    return ask(account, `GET /orders/${firstOrderId(mine)}`).body.advancedOptions.customField3;
  };
  expect([marked(true), marked(false)]).toEqual(['OWS-0', null]);
});

test('its subscription stays when it has stopped writing', () => {
  const gone = moveOut(moveIn(testAccount(), asked, noon));
  const account = passTime(gone, noon + 600_000, 7).account;
  expect(account.orders.size).toBe(0);
  expect(ask(account, 'GET /webhooks').body.webhooks).toHaveLength(1);
});
