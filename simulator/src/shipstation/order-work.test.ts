import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { ask, noon, someOrder, testAccount, withOrders } from './fixtures.ts';
import { nextOrderWorkAt } from './order-work.ts';
import type { AutomationRule } from './rules.ts';
import { ruleShape } from './rules.ts';
import { idsOf, orderOf } from './screen/fixtures.ts';

const create = 'POST /orders/createorder';
const ruled = (...rules: readonly object[]): Account => ({
  ...testAccount(),
  rules: rules.map((rule): AutomationRule => ruleShape.parse(rule)),
});
const shown = (account: Account, orderId: number, afterMs: number) =>
  ask(account, `GET /orders/${orderId}`, { now: noon + afterMs });

describe('an automation rule', () => {
  const express = {
    name: 'Express by DPD',
    when: { requestedShippingService: 'Express' },
    then: {
      carrierCode: 'dpd', serviceCode: 'dpd_by_12', addTagId: 31_042, warehouseId: 12_345,
      internalNotes: 'rush',
    },
  };
  const made = ask(ruled(express), create, {
    body: someOrder({ requestedShippingService: 'Express' }),
  });

  test('edits a new order some seconds after the answer, so that a read-back differs', () => {
    expect(made.body.serviceCode).toBeNull();
    const { orderId } = made.body;
    expect(shown(made.account, orderId, 4_999).body.serviceCode).toBeNull();
    expect(shown(made.account, orderId, 5_000).body).toMatchObject({
      carrierCode: 'dpd',
      serviceCode: 'dpd_by_12',
      tagIds: [31_042],
      internalNotes: 'rush',
      modifyDate: '2026-11-20T12:00:05.0000000',
    });
  });

  test('is done at its own moment, however late somebody looks, and once', () => {
    const late = shown(made.account, made.body.orderId, 3_600_000);
    expect(late.body.modifyDate).toBe('2026-11-20T12:00:05.0000000');
    expect(nextOrderWorkAt(made.account)).toBe(noon + 5_000);
    expect(nextOrderWorkAt(late.account)).toBeNull();
  });

  test('does not run on an update, nor on what it does not mean', () => {
    const done = shown(made.account, made.body.orderId, 6_000).account;
    const update = ask(done, create, { body: someOrder(), now: noon + 10_000 });
    expect(update.account.orderWork).toEqual([]);
    const other = ask(ruled(express), create, { body: someOrder() });
    expect(shown(other.account, other.body.orderId, 6_000).body.serviceCode).toBeNull();
  });

  test('leaves alone what was shipped or cancelled before it ran', () => {
    const cancelled = withOrders(made.account, {
      orderStatus: 'cancelled', requestedShippingService: 'Express',
    });
    expect(shown(cancelled, made.body.orderId, 6_000).body.serviceCode).toBeNull();
  });

  test('can split a SKU off into an order of its own', () => {
    const rules = ruled({
      name: 'Mugs travel alone', afterMs: 2_000, when: { sku: 'MUG' }, then: { splitOffSku: 'MUG' },
    });
    const items = [
      { lineItemKey: '1', sku: 'TEE', name: 'T-shirt', quantity: 1 },
      { lineItemKey: '2', sku: 'MUG', name: 'Mug', quantity: 2 },
    ];
    const both = ask(rules, create, { body: someOrder({ items }) });
    const after = shown(both.account, both.body.orderId, 2_000).account;
    const [whole, part] = idsOf(after).map((orderId) => orderOf(after, orderId));
    expect(whole?.items.map((item) => item.sku)).toEqual(['TEE']);
    expect(part?.items.map((item) => [item.sku, item.quantity])).toEqual([['MUG', 2]]);
    expect(part?.advancedOptions.parentId).toBe(whole?.orderId);
  });

  test('can put an order on hold, without a date or with one', () => {
    for (const holdUntilDate of [null, '2026-12-24']) {
      const rules = ruled({ name: 'Look first', then: { holdUntilDate } });
      const order = ask(rules, create, { body: someOrder() });
      expect(shown(order.account, order.body.orderId, 5_000).body).toMatchObject({
        orderStatus: 'on_hold',
        holdUntilDate,
      });
    }
  });
});

describe('the check of an address', () => {
  const checked = (shipTo: object, switches: Parameters<typeof testAccount>[0] = {}) =>
    ask(testAccount(switches), create, {
      body: someOrder({ shipTo: { ...someOrder().shipTo, ...shipTo } }),
    });

  test('rewrites what it could verify, with ZIP+4 in the US', () => {
    const us = { city: 'Boise', state: 'ID', postalCode: '83702', country: 'US' };
    expect(checked(us).body.shipTo).toMatchObject({
      street1: '18 LANTERN STREET',
      postalCode: expect.stringMatching(/^83702-\d{4}$/),
      addressVerified: 'Address validated successfully',
    });
  });

  test('warns of a street without a number and keeps the text', () => {
    expect(checked({ street1: 'The Old Mill' }).body.shipTo).toMatchObject({
      street1: 'The Old Mill',
      addressVerified: 'Address validation warning',
    });
  });

  test('can come later than the answer, by its switch', () => {
    const made = checked({}, { addressCheck: 'later' });
    expect(made.body.shipTo).toMatchObject({
      name: 'Imogen Hartley',
      addressVerified: 'Address not yet validated',
    });
    expect(shown(made.account, made.body.orderId, 20_000).body).toMatchObject({
      shipTo: { name: 'IMOGEN HARTLEY', addressVerified: 'Address validated successfully' },
      modifyDate: '2026-11-20T12:00:20.0000000',
    });
  });
});
