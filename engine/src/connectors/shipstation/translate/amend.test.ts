/** What an amend changes, what it leaves alone, and when it does not amend at all. */
import { describe, expect, test } from 'vitest';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import { instant } from '../../../core/model/instant.ts';
import { shipStationOrderId } from '../../../core/model/ids.ts';
import releases from '../fixtures/releases.json' with { type: 'json' };
import { amendment } from './amend.ts';
import { readShown, type Plain, type Shown } from './shown.ts';
import { renderRelease } from './release.ts';

// The fixture is written in the shape of the type; the compiler cannot brand numbers in JSON.
const [release] = releases.map((one) => one.ours as unknown as ReleaseContent);
if (release === undefined) throw new Error('there is no release to amend');
const [tee] = release.lines;
if (tee === undefined) throw new Error('the release has no line');

/** As V1 shows the order of the release, with fields that only the desk or V1 itself sets. */
const standing: Plain = {
  ...renderRelease(release, 'GBP'),
  orderId: 77,
  orderStatus: 'awaiting_shipment',
  shipByDate: '2026-07-03T07:12:40.0000000',
  shipTo: {
    name: 'IRIS BELL', company: null, street1: '7 CANAL STREET', street2: '', street3: null,
    city: 'LEEDS', state: null, postalCode: 'LS1 9ZZ', country: 'GB', phone: '0113 496 0000',
    residential: true, addressVerified: 'Address validated successfully',
  },
  weight: { value: 360, units: 'grams', WeightUnits: 2 },
  internalNotes: 'fragile', tagIds: [3], confirmation: 'signature', shipDate: '2026-07-02',
  insuranceOptions: { provider: 'carrier', insureShipment: true, insuredValue: 40 },
  aFieldOfTomorrow: { kept: true },
  items: [{
    ...renderRelease(release, 'GBP').items[0], orderItemId: 5, unitPrice: 17, upc: '501',
    adjustment: false, options: [{ name: 'Gift wrap', value: 'yes' }],
  }, { name: 'Voucher', sku: null, quantity: 1, unitPrice: -5, adjustment: true, orderItemId: 6 }],
  advancedOptions: {
    warehouseId: 12_345, storeId: 98_765, customField2: 'x', mergedOrSplit: false, mergedIds: [],
    parentId: null,
  },
};

const shown = (document: Plain): Shown => {
  const read = readShown(document, shipStationOrderId('77'));
  if (read.is !== 'shown') throw new Error(JSON.stringify(read));
  return read.shown;
};
const plan = (wish: ReleaseContent, over: Plain = {}) =>
  amendment(wish, 'GBP').plan(shown({ ...standing, ...over }));

/** Only what an amend changes; the rest must go back just as it came. */
const changed = (wish: ReleaseContent, over: Plain = {}): Plain => {
  const answer = plan(wish, over);
  if (answer.is !== 'write') throw new Error(JSON.stringify(answer));
  const before: Plain = { ...standing, ...over };
  // The body of an amend is an order document.
  const body = answer.body as Plain;
  expect(Object.keys(before).filter((field) => !(field in body))).toEqual([]);
  return Object.fromEntries(Object.entries(body).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])));
};

const short: ReleaseContent = { ...release, lines: [{ ...tee, quantity: 1 }], weightGrams: 180 };
const [item, voucher] = standing['items'] as readonly Plain[];

test('nothing new is nothing to write, whatever the desk has set', () => {
  expect(plan({ ...release, weightGrams: 360 })).toEqual({ is: 'as-wished' });
});

test('one fewer changes one quantity and the weight that follows from it, and nothing else', () => {
  expect(changed(short)).toEqual({
    items: [{ ...item, quantity: 1 }, voucher],
    weight: { value: 180, units: 'grams' },
  });
});

describe('lines', () => {
  test('one no longer wanted goes, a new one comes, discounts stay', () => {
    const lamp = { ...tee, key: 'con_01:2', sku: 'LAMP', name: 'Lamp', quantity: 3 };
    expect(changed({ ...release, lines: [lamp] })['items']).toEqual([
      voucher, expect.objectContaining({ lineItemKey: 'con_01:2', sku: 'LAMP', quantity: 3 }),
    ]);
  });

  test('a line in two rows stands once afterwards', () => {
    const items = [{ ...item, quantity: 1 }, { ...item, quantity: 1, orderItemId: 8 }];
    expect(changed(release, { items })['items']).toEqual([{ ...item, quantity: 2 }]);
  });

  test('another article under the same key takes the place of the old one, options and all', () => {
    const { items } = changed({ ...release, lines: [{ ...tee, sku: 'TEE-RED-M', name: 'Red' }] });
    expect(items).toEqual([
      expect.objectContaining({ lineItemKey: tee.key, sku: 'TEE-RED-M', name: 'Red' }), voucher,
    ]);
    expect(JSON.stringify(items)).not.toContain('Gift wrap');
  });

  test('an adopted order is known by its skus and keeps its own keys', () => {
    const items = [{ ...item, lineItemKey: 'shopify-4711' }];
    expect(changed(short, { items })['items']).toEqual([{ ...items[0], quantity: 1 }]);
  });

  test.each([
    ['lines of another consignment', { lineItemKey: 'con_99:1', sku: 'LAMP' }],
    ['goods that somebody added', { lineItemKey: null, sku: 'FREE-SAMPLE' }],
    ['the same article twice without keys of ours', { lineItemKey: null, sku: tee.sku }],
  ])('%s bar it', (_, more) => {
    const items = [{ ...item, lineItemKey: null }, { ...item, ...more }];
    const code = 'shipstation.lines-of-others';
    expect(plan(short, { items })).toMatchObject({ is: 'barred', code });
  });
});

describe('what the desk has chosen stays', () => {
  test.each([
    ['another service of our carrier', { serviceCode: 'dpd_next_day' }],
    ['another carrier, without a package yet',
      { carrierCode: 'royal_mail', serviceCode: 'tracked_24', packageCode: null }],
    ['another package', { packageCode: 'large_box' }],
    ['a weight off the scale', { weight: { value: 512, units: 'grams' } }],
  ])('%s', (_, over) => {
    const { items, weight, ...others } = changed(short, over);
    expect(items).toBeDefined();
    expect(weight === undefined).toBe('weight' in over);
    expect(others).toEqual({});
  });

  test('what it left empty is filled', () => {
    const over = { carrierCode: null, serviceCode: '', packageCode: null, weight: null };
    expect(changed(release, over)).toEqual({
      carrierCode: 'dpd', serviceCode: 'dpd_by_12', packageCode: 'package',
      weight: { value: 450, units: 'grams' },
    });
  });

  test('a weight of nothing is none', () => {
    expect(changed(release, { weight: { value: 0, units: 'ounces' } })['weight'])
      .toEqual({ value: 450, units: 'grams' });
  });

  test('a hold stays a hold', () => {
    const over = { orderStatus: 'on_hold', holdUntilDate: '2026-12-01' };
    expect(plan(short, over)).toMatchObject({ is: 'write', body: over });
  });
});

describe('what is ours is set', () => {
  test('another address, with nothing left of what was understood of the old one', () => {
    const moved = { ...release, shipTo: { ...release.shipTo, street1: '9 Canal Street' } };
    const { shipTo, ...others } = changed(moved);
    expect(shipTo).toEqual({
      name: 'Iris Bell', company: null, street1: '9 Canal Street', street2: null, street3: null,
      city: 'Leeds', state: null, postalCode: 'LS1 9ZZ', country: 'GB', phone: '0113 496 0000',
    });
    expect(Object.keys(others)).toEqual(['weight']);
  });

  test('number, ship-by and ship-from, and the other options stay', () => {
    const wish = {
      ...short, number: 'SO-412345-2', shipBy: instant(Date.UTC(2026, 6, 5, 12)),
      shipFromWarehouseId: 777,
    };
    expect(changed(wish)).toMatchObject({
      orderNumber: 'SO-412345-2', shipByDate: '2026-07-05 05:00:00',
      advancedOptions: { ...(standing['advancedOptions'] as Plain), warehouseId: 777 },
    });
  });

  test('what we do not know wipes nothing', () => {
    const wish = {
      ...short, shipBy: null, shipFromWarehouseId: null, weightGrams: null, carrier: null,
      service: null, package: null, shipTo: { ...release.shipTo, email: null },
    };
    expect(Object.keys(changed(wish))).toEqual(['items']);
  });
});

describe('it is not amended', () => {
  test.each([
    ['shipped', { orderStatus: 'shipped' }],
    ['cancelled', { orderStatus: 'cancelled' }],
    ['at an outside provider', { orderStatus: 'pending_fulfillment' }],
    ['in a status nobody knows', { orderStatus: 'processing' }],
    ['the rest of a split', { advancedOptions: { mergedOrSplit: true, mergedIds: [] } }],
    ['split off', { advancedOptions: { parentId: 76, mergedIds: [] } }],
    ['combined', { advancedOptions: { mergedIds: [75] } }],
  ])('%s', (_, over) => {
    expect(plan(short, over).is).toBe('barred');
  });
});

describe('whether it was taken', () => {
  const lack = (wish: ReleaseContent, after: Plain) =>
    amendment(wish, 'GBP').lacking(shown(standing), shown({ ...standing, ...after }))?.text ?? null;
  const taken = { items: [{ ...item, quantity: 1 }, voucher] };

  test.each([
    ['as asked', short, taken, null],
    ['with the old lines', short, {}, 'the lines did not change as asked'],
    ['with a line too many', short,
      { items: [...taken.items, { ...item, lineItemKey: 'con_01:9', quantity: 1 }] },
      'the lines did not change as asked'],
    ['with a rule that chose a service right after', short,
      { ...taken, serviceCode: 'dpd_next_day' }, null],
    ['with the old number', { ...short, number: 'SO-2' }, taken,
      'the order number did not change as asked'],
    ['with the old ship-from location', { ...short, shipFromWarehouseId: 777 }, taken,
      'the ship-from location did not change as asked'],
    ['sent to a third ship-from location by a rule', { ...short, shipFromWarehouseId: 777 },
      { ...taken, advancedOptions: { warehouseId: 888 } }, null],
    ['with the old ship-by', { ...short, shipBy: instant(Date.UTC(2026, 6, 9)) }, taken,
      'the ship-by date did not change as asked'],
    ['shipped meanwhile', short, { orderStatus: 'shipped' },
      'a label was made meanwhile, or the order was marked as shipped'],
  ])('%s', (_, wish, after, text) => {
    expect(lack(wish, after)).toBe(text);
  });

  const moved = (street1: string, postalCode = 'LS2 4AB') => ({
    ...short, shipTo: { ...release.shipTo, street1, postalCode },
  });
  const stands = (street1: string, postalCode = 'LS2 4AB') => ({
    ...taken, shipTo: { ...(standing['shipTo'] as Plain), street1, postalCode },
  });

  test.each([
    ['rewritten in capitals', moved('12 Mill Lane'), stands('12 MILL LANE'), null],
    ['abbreviated', moved('12 Mill Lane'), stands('12 MILL LN'), null],
    ['not taken', moved('12 Mill Lane'), taken, 'the address did not change as asked'],
  ])('an address %s', (_, wish, after, text) => {
    expect(lack(wish, after)).toBe(text);
  });
});
