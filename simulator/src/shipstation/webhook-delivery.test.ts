import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import {
  ask, buyCall, firstOrderId, noon, someLabel, testAccount, withOrders,
} from './fixtures.ts';
import { failuresAllowed, noteDelivery } from './webhook-delivery.ts';

const hooked = (switches: Partial<Account['switches']> = {}) =>
  ask(withOrders(testAccount(switches), {}), 'POST /webhooks/subscribe', {
    body: { target_url: 'http://127.0.0.1:9/x', event: 'SHIP_NOTIFY', friendly_name: null },
  }).account;
const errandOf = (account: Account) => {
  const hookId = account.webhooks[0]?.id ?? 0;
  return { is: 'shipstation.webhook', url: 'http://127.0.0.1:9/x', body: '{}', hookId, tries: 0 } as
    const;
};
const fail = (account: Account, times: number) =>
  Array.from({ length: times }).reduce<Account>(
    (before) => noteDelivery(before, errandOf(before), false, noon).account, account);
const isActive = (account: Account) => ask(account, 'GET /webhooks').body.webhooks[0].Active;

describe('a webhook that was not taken', () => {
  test('is not sent again, unless the switch says so: then three times', () => {
    const never = hooked();
    expect(noteDelivery(never, errandOf(never), false, noon).later).toEqual([]);
    const some = hooked({ webhookRetry: 'some' });
    let errand = errandOf(some) as Parameters<typeof noteDelivery>[1];
    const waits: number[] = [];
    for (let told = noteDelivery(some, errand, false, noon); told.later.length > 0;) {
      const [again] = told.later;
      if (again?.errand.is !== 'shipstation.webhook') throw new Error('not a webhook');
      waits.push(again.at - noon);
      errand = again.errand;
      told = noteDelivery(some, errand, false, noon);
    }
    expect(waits).toEqual([300_000, 300_000, 300_000]);
    expect(noteDelivery(some, errandOf(some), true, noon).later).toEqual([]);
  });

  test('many times in a row makes the hook inactive, and it sends no more', () => {
    const worn = fail(hooked(), failuresAllowed - 1);
    expect(isActive(worn)).toBe(true);
    const off = fail(worn, 1);
    expect(isActive(off)).toBe(false);
    const body = someLabel(firstOrderId(off));
    expect(ask(worn, buyCall, { body }).later).toHaveLength(1);
    expect(ask(off, buyCall, { body }).later).toEqual([]);
  });

  test('counts anew once one was taken, and never where the switch says so', () => {
    const worn = fail(hooked(), failuresAllowed - 1);
    const mended = noteDelivery(worn, errandOf(worn), true, noon).account;
    expect(isActive(fail(mended, failuresAllowed - 1))).toBe(true);
    expect(isActive(fail(hooked({ webhookOff: 'never' }), failuresAllowed))).toBe(true);
  });

  test('whose hook was removed meanwhile changes nothing', () => {
    const account = hooked({ webhookRetry: 'some' });
    const gone = ask(account, `DELETE /webhooks/${account.webhooks[0]?.id}`).account;
    const told = noteDelivery(gone, errandOf(account), false, noon);
    expect([told.account.webhooks, told.later]).toEqual([[], []]);
  });
});
