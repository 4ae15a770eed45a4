import { describe, expect, test } from 'vitest';
import { chooseLabel } from '../desk/rule.ts';
import type { Account } from './account.ts';
import { withOrder } from './account.ts';
import {
  ask, buyCall, firstOrderId, noon, shipmentsOf, someLabel, statusOf, testAccount, withFaults,
  withOrders, switched,
} from './fixtures.ts';
import { makeLabels, makeReturnLabel } from './labels.ts';
import type { Order } from './shapes.ts';

const one = withOrders(testAccount(), {});
const orderId = firstOrderId(one);
const dayMs = 86_400_000;
const label = (account: Account, change: Readonly<Record<string, unknown>> = {}) =>
  ask(account, buyCall, { body: someLabel(orderId, change) });
const voidIt = (account: Account, shipmentId: number, now = noon) =>
  ask(account, 'POST /shipments/voidlabel', { body: { shipmentId }, now });

describe('a void', () => {
  const bought = label(one);
  const { shipmentId } = bought.body;

  test('is approved within the window of days that the carrier grants, and not after it', () => {
    expect(voidIt(bought.account, shipmentId, noon + 7 * dayMs).body.approved).toBe(true);
    const late = voidIt(bought.account, shipmentId, noon + 7 * dayMs + 1);
    expect([late.status, late.body.approved]).toEqual([200, false]);
    expect(late.body.message).toContain('older than the 7 days');
    expect(shipmentsOf(late.account)[0].voided).toBe(false);
    expect(statusOf(late.account, orderId)).toBe('shipped');
  });

  test('is never approved for a kind of label that the carrier does not take back', () => {
    const letter = label(one, {
      carrierCode: 'stamps_com', serviceCode: 'usps_priority_mail', packageCode: 'large_letter',
    });
    const told = voidIt(letter.account, letter.body.shipmentId);
    expect(told.body).toEqual({
      approved: false, message: 'Labels of this kind cannot be voided.',
    });
  });

  test('a second time says that it was done before, and keeps the first date', () => {
    const once = voidIt(bought.account, shipmentId, noon + 1_000);
    const again = voidIt(once.account, shipmentId, noon + 60_000);
    expect(again.body).toEqual({
      approved: false, message: 'The label has already been voided.',
    });
    expect(shipmentsOf(again.account)[0].voidDate).toBe('2026-11-20T12:00:01.0000000');
  });

  test('of a label that was never there is a 404', () => {
    expect(voidIt(one, 7).status).toBe(404);
  });

  test('is refused by the carrier for the next ones, or for a share of them', () => {
    const struck = withFaults(bought.account, { refuseVoids: 1 });
    const refused = voidIt(struck, shipmentId);
    expect(refused.body.approved).toBe(false);
    expect(voidIt(refused.account, shipmentId).body.approved).toBe(true);
    const always = withFaults(bought.account, { refuseVoids: { share: 1 } });
    expect(voidIt(voidIt(always, shipmentId).account, shipmentId).body.approved).toBe(false);
  });

  test('lets the order wait again only once no label and no mark holds', () => {
    const two = label(bought.account);
    const first = voidIt(two.account, shipmentId);
    expect(statusOf(first.account, orderId)).toBe('shipped');
    const both = voidIt(first.account, two.body.shipmentId);
    expect(statusOf(both.account, orderId)).toBe('awaiting_shipment');
    const marked = ask(bought.account, 'POST /orders/markasshipped', {
      body: { orderId, carrierCode: 'dpd' },
    });
    expect(statusOf(voidIt(marked.account, shipmentId).account, orderId)).toBe('shipped');
  });

  test('before a new label gives it the items; without it the new label has none', () => {
    const relabelled = label(voidIt(bought.account, shipmentId).account);
    const rows = shipmentsOf(relabelled.account, { includeShipmentItems: 'true' });
    const counts = rows.map((row: { shipmentItems: unknown[] }) => row.shipmentItems.length);
    expect(counts).toEqual([1, 1]);
    const beside = shipmentsOf(label(bought.account).account, { includeShipmentItems: 'true' });
    expect(beside[1].shipmentItems).toEqual([]);
  });

  test('brings the money of a pre-funded carrier back later, or at once, by the switch', () => {
    const stamps = { carrierCode: 'stamps_com', serviceCode: 'usps_priority_mail' };
    const paid = label(one, stamps);
    const balance = (account: Account) => account.fundsCents.get('stamps_com');
    const later = voidIt(paid.account, paid.body.shipmentId);
    expect(balance(later.account)).toBe(balance(paid.account));
    const mild = switched(paid.account, { voidRefund: 'at-once' });
    expect(balance(voidIt(mild, paid.body.shipmentId).account)).toBe(18_422);
  });
});

describe('a return label', () => {
  const bought = label(one);
  const made = makeReturnLabel(bought.account, bought.body.shipmentId, noon, 7);

  test('stands in the same list at the same order, and goes to us', () => {
    const rows = shipmentsOf(made?.account ?? one, { orderId: String(orderId) });
    expect(rows.map((row: { isReturnLabel: boolean }) => row.isReturnLabel)).toEqual([
      false, true,
    ]);
    expect(rows[1].shipTo).toMatchObject({ name: 'Returns', city: 'Leicester' });
  });

  test('keeps no order shipped when the outbound label is voided', () => {
    const voided = voidIt(made?.account ?? one, bought.body.shipmentId);
    expect(statusOf(voided.account, orderId)).toBe('awaiting_shipment');
  });

  test('is made for no label that is unknown', () => {
    expect(makeReturnLabel(one, 5, noon, 7)).toBeNull();
  });
});

describe('the parts of a split', () => {
  /** Two parts of one order, as a person's split leaves them. */
  const split = (account: Account) => {
    const parent = account.orders.get(orderId)?.wire;
    if (parent === undefined) throw new Error('no order');
    const advancedOptions = { ...parent.advancedOptions, mergedOrSplit: true, parentId: orderId };
    const child: Order = { ...parent, orderId: orderId + 1, advancedOptions, items: [] };
    const items = parent.items.map((item) => ({ ...item, quantity: 1 }));
    return withOrder(withOrder(account, { ...parent, items }), child);
  };
  const buyPart = (account: Account, part: number) =>
    ask(account, buyCall, { body: someLabel(part) });

  test('have labels of their own, with the items of the part', () => {
    const bought = buyPart(split(one), orderId);
    const [row] = shipmentsOf(bought.account, { includeShipmentItems: 'true' });
    expect(row.shipmentItems).toEqual([expect.objectContaining({ quantity: 1 })]);
  });

  test('become shipped together with the last label, or each alone, by the switch', () => {
    const half = buyPart(split(one), orderId).account;
    expect(statusOf(half, orderId)).toBe('awaiting_shipment');
    const whole = buyPart(half, orderId + 1).account;
    expect([statusOf(whole, orderId), statusOf(whole, orderId + 1)]).toEqual([
      'shipped', 'shipped',
    ]);
    const mild = buyPart(split(switched(one, { splitShipped: 'each-part' })), orderId);
    expect([statusOf(mild.account, orderId), statusOf(mild.account, orderId + 1)]).toEqual([
      'shipped', 'awaiting_shipment',
    ]);
  });

  test('are labelled once each on the screen, however often somebody looks at the list', () => {
    const choice = (id: number) => {
      const part = split(one).orders.get(id)?.wire;
      if (part === undefined) throw new Error('no part');
      return chooseLabel(part, noon);
    };
    const choices = [choice(orderId)];
    const once = makeLabels(split(one), choices, noon, 7);
    expect(once.shipments).toHaveLength(1);
    expect(statusOf(once.account, orderId)).toBe('awaiting_shipment');
    expect(makeLabels(once.account, choices, noon, 7).shipments).toEqual([]);
    const other = makeLabels(once.account, [choice(orderId + 1)], noon, 7);
    expect(statusOf(other.account, orderId)).toBe('shipped');
  });

  test('wait for no part that is cancelled', () => {
    const parts = split(one);
    const child = parts.orders.get(orderId + 1)?.wire;
    if (child === undefined) throw new Error('no part');
    const cancelled = withOrder(parts, { ...child, orderStatus: 'cancelled' });
    const whole = buyPart(cancelled, orderId).account;
    expect([statusOf(whole, orderId), statusOf(whole, orderId + 1)]).toEqual([
      'shipped', 'cancelled',
    ]);
  });
});
