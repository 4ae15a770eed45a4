import { describe, expect, test } from 'vitest';
import type { Account, Switches } from './account.ts';
import {
  ask, buyCall, firstOrderId, noon, shipmentsOf, someLabel, statusOf, testAccount, withFaults,
  withOrders, switched,
} from './fixtures.ts';

const one = withOrders(testAccount(), {});
const orderId = firstOrderId(one);
type Change = Readonly<Record<string, unknown>>;
const buy = (account: Account, change: Change = {}, now = noon) =>
  ask(account, buyCall, { body: someLabel(firstOrderId(account), change), now });
/** The same for a request that the reference does not allow. */
const buyBadly = (account: Account, change: Change) =>
  ask(account, buyCall, {
    body: someLabel(firstOrderId(account), change), breaks: 'request',
  });
const stamps = { carrierCode: 'stamps_com', serviceCode: 'usps_priority_mail' };
const german = {
  name: 'Greta Blum', street1: 'Lindenweg 4', city: 'Bremen', postalCode: '28195', country: 'DE',
};

/** How each value of a switch answers, and whether a label came of it. */
const under = (
  account: Account,
  switches: Partial<Switches>,
  change: Change = {},
) => {
  const told = buy(switched(account, switches), change);
  return [told.status, shipmentsOf(told.account).length];
};

describe('a label is', () => {
  test('sold for an order on hold, unless the switch says no', () => {
    const held = withOrders(testAccount(), { orderStatus: 'on_hold' });
    expect(under(held, { labelOnHold: 'allowed' })).toEqual([200, 1]);
    expect(under(held, { labelOnHold: 'refused' })).toEqual([400, 0]);
  });

  test('sold for a cancelled order, which is then shipped, unless the switch says no', () => {
    const cancelled = withOrders(testAccount(), { orderStatus: 'cancelled' });
    expect(under(cancelled, { labelOnCancelled: 'bought' })).toEqual([200, 1]);
    expect(statusOf(buy(cancelled).account, firstOrderId(cancelled))).toBe('shipped');
    expect(under(cancelled, { labelOnCancelled: 'refused' })).toEqual([400, 0]);
  });

  test('sold a second time for a shipped order, unless the switch says no', () => {
    const { account } = buy(one);
    expect(under(account, { labelOnShipped: 'bought' })).toEqual([200, 2]);
    expect(under(account, { labelOnShipped: 'refused' })).toEqual([400, 1]);
  });

  test('not sold for an order that awaits payment, is gone or was never there', () => {
    expect(buy(withOrders(testAccount(), { orderStatus: 'awaiting_payment' })).status).toBe(400);
    const gone = ask(one, `DELETE /orders/${orderId}`).account;
    expect(ask(gone, buyCall, { body: someLabel(orderId) }).status).toBe(404);
    expect(ask(one, buyCall, { body: someLabel(5) }).status).toBe(404);
  });
});

test('whether a label, a mark and a void move modifyDate is a switch', () => {
  const hourLater = noon + 3_600_000;
  const dates = (modifyOnLabel: 'still' | 'moves') => {
    const bought = buy(switched(one, { modifyOnLabel }), {}, hourLater);
    const { shipmentId } = bought.body;
    const body = { shipmentId };
    const now = hourLater + 3_600_000;
    const voided = ask(bought.account, 'POST /shipments/voidlabel', { body, now });
    const mark = { orderId, carrierCode: 'dpd' };
    const marked = ask(voided.account, 'POST /orders/markasshipped', {
      body: mark, now: now + 3_600_000,
    });
    return [bought, voided, marked].map(({ account }) =>
      ask(account, `GET /orders/${orderId}`).body.modifyDate.slice(11, 16));
  };
  expect(dates('still')).toEqual(['12:00', '12:00', '12:00']);
  expect(dates('moves')).toEqual(['13:00', '14:00', '15:00']);
});

describe('a label call is refused', () => {
  test.each([
    [{ carrierCode: 'pigeon' }, 'Invalid carrierCode'],
    [{ serviceCode: 'royal_mail_tracked_24' }, 'Invalid serviceCode'],
    [{ packageCode: 'coffin' }, 'Invalid packageCode'],
    [{ confirmation: 'direct_signature' }, 'Invalid confirmation'],
    [{ testLabel: true }, 'Test labels are available for USPS only.'],
  ])('with 400 and a text for codes that do not fit: %o', (change, text) => {
    const told = buy(one, change);
    expect([told.status, told.body]).toEqual([400, { Message: text }]);
    expect(shipmentsOf(told.account)).toEqual([]);
  });

  test.each([
    ['testLabel', 0], ['orderId', 'twelve'], ['shipDate', 'soon'], ['confirmation', 'shouted'],
    ['carrierCode', null],
  ])('with a ModelState for what cannot be bound: %s', (field, value) => {
    const told = buyBadly(one, { [field]: value });
    expect(told.status).toBe(400);
    expect(Object.keys(told.body.ModelState)).toEqual([`request.${field}`]);
  });

  test.each([
    ['weight', { weight: null }, {}],
    ['package', { packageCode: null }, { packageCode: undefined }],
    ['dimensions', { dimensions: null }, {}],
    ['confirmation', {}, { confirmation: null }],
  ])('with 500 and a null reference without %s', (_name, order, label) => {
    const told = buy(withOrders(testAccount(), order), label);
    expect(told.status).toBe(500);
    expect(told.body.ExceptionMessage).toMatch(/^Object reference not set/);
    expect(shipmentsOf(told.account)).toEqual([]);
  });

  test('but what the order has need not be sent, and dimensions only as the switch says', () => {
    expect(buy(one, { weight: undefined, dimensions: undefined }).status).toBe(200);
    const flat = withOrders(testAccount(), { dimensions: null });
    expect(under(flat, { labelWithoutDimensions: 'bought' })).toEqual([200, 1]);
  });
});

describe('a carrier refuses', () => {
  test.each([
    ['a service abroad that ends at the border', { shipTo: german }, {}, 'does not serve DE'],
    ['an address without a street', { shipTo: { name: 'X', country: 'GB' } }, {}, 'incomplete'],
    ['a parcel too heavy for it', {}, { weight: { value: 31, units: 'pounds' } }, null],
    ['a parcel too heavy for it', {}, { weight: { value: 31_000, units: 'grams' } }, 'than 30 kg'],
  ])('%s', (_name, order, label, text) => {
    const told = buy(withOrders(testAccount(), order), label);
    expect(told.status).toBe(text === null ? 200 : 500);
    if (text !== null) expect(told.body.ExceptionMessage).toContain(text);
  });

  test('a ship date in the past, or today is taken, as the switch says', () => {
    const late = { shipDate: '2026-11-19' };
    expect(under(one, { pastShipDate: 'refused' }, late)).toEqual([500, 0]);
    const moved = buy(switched(one, { pastShipDate: 'moved' }), late);
    expect(shipmentsOf(moved.account)[0].shipDate).toBe('2026-11-20');
    // In the evening of Leicester it is still yesterday on the Pacific.
    const evening = Date.parse('2026-11-20T01:00:00Z');
    expect(buy(one, late, evening).status).toBe(200);
  });

  test('in a shape that is a switch: an exception, or a message', () => {
    const struck = withFaults(one, { carrierRefusals: 1 });
    const exception = buy(struck);
    expect([exception.status, exception.body.ExceptionMessage]).toEqual([
      500, expect.stringMatching(/^DPD: /),
    ]);
    const message = buy(switched(struck, { carrierErrorShape: 'message' }));
    expect([message.status, message.body.Message]).toEqual([
      400, exception.body.ExceptionMessage,
    ]);
    expect(statusOf(exception.account, orderId)).toBe('awaiting_shipment');
    expect(buy(exception.account).status).toBe(200);
  });

  test('a share of labels that follows from the seed', () => {
    const struck = withFaults(one, { carrierRefusals: { share: 0.5 } });
    const run = () => {
      let account = struck;
      return Array.from({ length: 20 }, () => {
        const told = buy(account);
        account = told.account;
        return told.status;
      });
    };
    expect(new Set(run())).toEqual(new Set([200, 500]));
    expect(run()).toEqual(run());
  });

  test('when what was paid in beforehand does not suffice', () => {
    const rich = buy(one, stamps);
    expect(rich.status).toBe(200);
    const { balance } = carrier(rich.account);
    expect(Math.round((184.22 - balance) * 100)).toBe(
      Math.round((rich.body.shipmentCost + rich.body.insuranceCost) * 100));
    const poor = { ...one, fundsCents: new Map([['stamps_com', 100]]) };
    const told = buy(poor, stamps);
    expect(told.body.ExceptionMessage).toMatch(/^Stamps.com: There is not enough money/);
    expect([carrier(told.account).balance, shipmentsOf(told.account)]).toEqual([1, []]);
  });
});

const carrier = (account: Account) =>
  ask(account, 'GET /carriers').body.find((row: { code: string }) => row.code === 'stamps_com');

describe('a label may be bought although', () => {
  test('the call says that the carrier did not answer, or not, as the switch says', () => {
    const struck = withFaults(one, { carrierTimeouts: 1 });
    const told = buy(struck);
    expect([told.status, told.body.ExceptionMessage]).toEqual([
      500, 'The operation has timed out.',
    ]);
    expect(shipmentsOf(told.account)).toHaveLength(1);
    expect(statusOf(told.account, orderId)).toBe('shipped');
    expect(under(struck, { carrierTimeout: 'not-bought' })).toEqual([500, 0]);
  });

  const path = '/orders/createlabelfororder';
  const broken: readonly (readonly [string, Partial<Account['faults']>])[] = [
    ['is lost', { dropAnswer: [{ path, count: 1 }] }],
    ['is reset', { resetAnswer: [{ path, count: 1 }] }],
    ['is cut in its half', { halfAnswer: [{ path, count: 1 }] }],
    ['is no whole JSON', { truncatedAnswer: [{ path, count: 1 }] }],
    ['is a page', { pageAnswer: [{ path, count: 1 }] }],
    ['is slow beyond patience', { slow: [{ path, count: 1, fromMs: 60_000, toMs: 60_000 }] }],
  ];
  test.each(broken)('the answer %s', (_name, faults) => {
    const told = buy(withFaults(one, faults));
    const { answer } = told;
    const isGood = answer.status === 200 && answer.content.is === 'json' &&
      answer.sending.is === 'whole' && answer.delayMs === 0;
    expect(isGood).toBe(false);
    expect(shipmentsOf(told.account)).toHaveLength(1);
  });
});

describe('a test label', () => {
  test('costs nothing of the balance, and marks its order shipped as the switch says', () => {
    const tested = buy(one, { ...stamps, testLabel: true });
    expect(tested.status).toBe(200);
    expect(carrier(tested.account).balance).toBe(184.22);
    expect(statusOf(tested.account, orderId)).toBe('shipped');
    const mild = switched(one, { testLabelShips: 'untouched' });
    const kept = buy(mild, { ...stamps, testLabel: true });
    expect(statusOf(kept.account, orderId)).toBe('awaiting_shipment');
  });
});

describe('papers and costs', () => {
  test('a customs form comes with a parcel that crosses a border, once as the PDF', () => {
    const abroad = withOrders(testAccount(), { shipTo: german });
    const told = buy(abroad, { serviceCode: 'dpd_classic' });
    expect(Buffer.from(told.body.formData, 'base64').toString()).toMatch(/^%PDF/);
    expect(shipmentsOf(told.account)[0]).toMatchObject({ labelData: null, formData: null });
    expect(buy(one).body.formData).toBeNull();
  });

  test('costs are exact to the cent, the insurance beside the postage', () => {
    const insured = { insureShipment: true, insuredValue: 249.99, provider: 'shipsurance' };
    const told = buy(one, { insuranceOptions: insured });
    expect(told.body.insuranceCost).toBe(2.97);
    expect(Number.isInteger(told.body.shipmentCost * 100)).toBe(true);
    expect(shipmentsOf(told.account)[0]).toMatchObject({
      shipmentCost: told.body.shipmentCost, insuranceCost: 2.97, insuranceOptions: insured,
    });
    const own = { ...insured, provider: 'carrier' };
    expect(buy(one, { insuranceOptions: own }).body.insuranceCost).toBe(3.75);
    expect(buy(one).body.insuranceCost).toBe(0);
  });
});

describe('a label without an order', () => {
  const loose = {
    carrierCode: 'dpd', serviceCode: 'dpd_classic', packageCode: 'package',
    shipDate: '2026-11-20', weight: { value: 900, units: 'grams' },
    dimensions: { length: 10, width: 10, height: 10, units: 'centimeters' },
    shipFrom: { name: 'Leicester', country: 'GB' }, shipTo: german,
  };
  const call = 'POST /shipments/createlabel';
  const told = ask(one, call, { body: loose });

  test('is answered as the whole shipment with its PDF, and belongs to no order', () => {
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({
      orderId: null, orderKey: null, orderNumber: null, shipmentItems: null,
      confirmation: 'none', marketplaceNotified: false,
    });
    expect(Buffer.from(told.body.labelData, 'base64').toString()).toMatch(/^%PDF/);
    expect(told.body.formData).not.toBeNull();
    const [row] = shipmentsOf(told.account, { recipientName: 'greta' });
    expect(row).toEqual({ ...told.body, labelData: null, formData: null });
    expect(statusOf(told.account, orderId)).toBe('awaiting_shipment');
  });

  test('can be voided, and moves no order', () => {
    const { shipmentId } = told.body;
    const voided = ask(told.account, 'POST /shipments/voidlabel', { body: { shipmentId } });
    expect(voided.body.approved).toBe(true);
  });

  test('is refused as the other call refuses', () => {
    const status = (change: object, isBad = false) =>
      ask(one, call, {
        body: { ...loose, ...change }, ...(isBad ? { breaks: 'request' as const } : {}),
      }).status;
    expect(status({ serviceCode: 'x' })).toBe(400);
    expect(status({ shipTo: null }, true)).toBe(400);
    expect(status({ weight: null }, true)).toBe(500);
    expect(status({ shipTo: { ...german, city: null } })).toBe(500);
    expect(status({ advancedOptions: { storeId: 4 } })).toBe(400);
  });
});
