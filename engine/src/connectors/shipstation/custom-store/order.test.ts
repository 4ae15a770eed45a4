/** What is handed out holds against the schema, whatever stands in it; what cannot is named. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultInOrders, textsIn } from '../../../../../contracts/shipstation-custom-store/check.ts';
import { createOrder } from '../../../../conformance/items.ts';
import type { Shelved } from '../../../contract/shelf.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import { instant } from '../../../core/model/instant.ts';
import { faultIn, renderPage } from './order.ts';

const at = instant(Date.UTC(2026, 10, 2, 3, 4, 59));

const release = (over: Partial<ReleaseContent> = {}): ReleaseContent => {
  const item = createOrder(1);
  if (item.do !== 'create-order') throw new Error('an item to create');
  return { ...item.release, ...over };
};

const shelved = (over: Partial<ReleaseContent> = {}, status: Shelved['status'] = 'awaiting') =>
  ({ status, release: release(over), changedAt: at });

const line = (over: Partial<ReleaseContent['lines'][number]>) => {
  const [first] = release().lines;
  if (first === undefined) throw new Error('an order has lines');
  return { ...first, ...over };
};

describe('a page', () => {
  test('holds against the schema, in each status', () => {
    const page = renderPage(
      [shelved(), shelved({}, 'cancelled'), shelved({}, 'shipped')], 3);
    expect(faultInOrders(page)).toBeNull();
    expect(textsIn(page, 'OrderStatus')).toEqual(['paid', 'cancelled', 'shipped']);
    expect(textsIn(page, 'LastModified')[0]).toBe('11/02/2026 03:04');
    expect(page).toContain('<Orders pages="3">');
    expect(textsIn(page, 'InternalNotes')).toEqual([
      'CANCELLED in the warehouse: do not ship.',
      'ALREADY SHIPPED by other means: do not ship.',
    ]);
  });

  test('holds against the schema when it is empty', () => {
    expect(faultInOrders(renderPage([], 1))).toBeNull();
  });

  test('carries order, lines and quantities under our keys', () => {
    const one = release({ lines: [line({ key: 'con_a:1', quantity: 2 }),
      line({ key: 'con_a:2', sku: 'MUG', quantity: 5 })] });
    const page = renderPage([{ status: 'awaiting', release: one, changedAt: at }], 1);
    expect(textsIn(page, 'OrderID')).toEqual([one.key]);
    expect(textsIn(page, 'LineItemID')).toEqual(['con_a:1', 'con_a:2']);
    expect(textsIn(page, 'Quantity')).toEqual(['2', '5']);
  });

  test('money is the sum of one currency, and none of several', () => {
    const priced = (amount: number, currency: string) =>
      line({ quantity: 2, unitPrice: { amount, currency } });
    const page = (...lines: ReleaseContent['lines']) => renderPage([shelved({ lines })], 1);
    const same = page(priced(1999, 'GBP'), priced(1, 'GBP'));
    expect(textsIn(same, 'OrderTotal')).toEqual(['40.00']);
    expect(textsIn(same, 'CurrencyCode')).toEqual(['GBP']);
    const mixed = page(priced(1999, 'GBP'), priced(1, 'USD'));
    expect(textsIn(mixed, 'OrderTotal')).toEqual(['0.00']);
    expect(textsIn(mixed, 'CurrencyCode')).toEqual([]);
  });

  test('text that ends CDATA, and characters that XML has no place for, do no harm', () => {
    const name = 'A ]]> <Item/> &amp; "\u0000\u0008\ud800\ufffe" ]]>]]>';
    const page = renderPage([shelved({ lines: [line({ name })] })], 1);
    expect(faultInOrders(page)).toBeNull();
    expect(textsIn(page, 'Item/Name')).toEqual(['A ]]> <Item/> &amp; "" ]]>]]>']);
  });

  test('what only people read is cut, by letters and not by halves of them', () => {
    const page = renderPage([shelved({
      requestedService: '📦'.repeat(150), lines: [line({ name: '📦'.repeat(300) })],
    })], 1);
    expect(faultInOrders(page)).toBeNull();
    expect(textsIn(page, 'ShippingMethod')).toEqual(['📦'.repeat(100)]);
  });
});

describe('one that cannot be taken is named, without its values', () => {
  const { shipTo } = release();
  test.each<[string, Partial<ReleaseContent>, RegExp]>([
    ['a country by its name', { shipTo: { ...shipTo, country: 'Germany' } },
      /ShipTo Country is not two capital letters/],
    ['a street of 201 letters', { shipTo: { ...shipTo, street1: 'x'.repeat(201) } },
      /ShipTo Address1 has 201 characters, and 200 are the most/],
    ['no city', { shipTo: { ...shipTo, city: ' ' } }, /ShipTo City is missing/],
    ['a city of control characters', { shipTo: { ...shipTo, city: '\u0007' } }, /City is missing/],
    ['an American state in full', { shipTo: { ...shipTo, country: 'US', state: 'California' } },
      /State is not the two letters of a state/],
    ['a SKU of 51', { lines: [line({ sku: 's'.repeat(51) })] }, /SKU has 51 characters/],
    ['a line key of 51', { lines: [line({ key: 'k'.repeat(51) })] }, /LineItemID has 51/],
    ['a number of 51', { number: 'n'.repeat(51) }, /OrderNumber has 51/],
    ['a hundred thousand of a line', { lines: [line({ quantity: 100_000 })] }, /Quantity is more/],
    ['a price without end', { lines: [line({ unitPrice: { amount: 1e12, currency: 'GBP' } })] },
      /UnitPrice is more than/],
    ['no goods', { lines: [] }, /it holds no goods/],
  ])('%s', (_, over, words) => {
    const fault = faultIn(release(over));
    expect(fault).toMatch(words);
    expect(fault).not.toMatch(/California|Germany|sssss|xxxxx/);
  });

  test('and a good one is not', () => {
    expect(faultIn(release())).toBeNull();
  });
});

test('whatever an order holds, it is named as faulty or holds against the schema', () => {
  const word = fc.string({ unit: 'binary', maxLength: 260 });
  const text = fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 120 }), fc.constant(null));
  fc.assert(fc.property(
    fc.record({
      number: word, requestedService: text, service: text, carrier: text, package: text,
      shipTo: fc.record({
        name: word, company: text, street1: word, street2: text, street3: text, city: word,
        state: text, postalCode: text, country: fc.oneof(word, fc.constantFrom('GB', 'US')),
        phone: text, email: text,
      }),
      lines: fc.array(fc.record({
        key: fc.oneof(fc.constant('con_a:1'), word), sku: fc.oneof(fc.constant('S'), word),
        name: word, quantity: fc.integer({ min: 1, max: 200_000 }),
        unitPrice: fc.option(fc.record({
          amount: fc.integer(), currency: fc.constantFrom('GBP', 'USD'),
        })),
        weightGrams: fc.option(fc.nat()), bin: text,
      }), { maxLength: 3 }),
    }),
    (over) => {
      const one = release(over);
      if (faultIn(one) !== null) return;
      expect(faultInOrders(renderPage([{ status: 'awaiting', release: one, changedAt: at }], 1)))
        .toBeNull();
    }), { numRuns: 300 });
});
