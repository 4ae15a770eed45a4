/**
 * What stands in the warehouse before the day begins: a company, a customer, articles with stock in
 * their bins, a carrier, a type of box, and the user that Gatepass signs in with.
 */
import { z } from 'zod';
import type { Call } from './rpc.ts';

export const gatepassUser = { login: 'gatepass', password: 'Nk7-wharf-plum' } as const;
/** The same without the group Sales. */
export const stockUser = { login: 'gatepass-stock', password: 'Qz4-crane-moss' } as const;

/** By SKU: name, weight of one in kilograms, price, units on the shelf. */
const articles = {
  'TEE-BLK-M': ['T-shirt, black, M', 0.18, '19.99', 500],
  'MUG-WHT': ['Mug, white', 0.35, '8.50', 500],
  'CAP-RED': ['Cap, red', 0.09, '12.00', 0],
} as const;

export type Sku = keyof typeof articles;
/** Sold by weight. */
export const looseTea = 'TEA-LOOSE';

const ids = z.array(z.number()).min(1);
export const idOf = (created: unknown): number => ids.parse(created)[0] ?? 0;

const decimal = (text: string) => ({ __class__: 'Decimal', decimal: text });

export const seed = async (call: Call): Promise<void> => {
  const find = async (model: string, domain: unknown): Promise<number> =>
    idOf(await call(`model.${model}.search`, domain, 0, 1, null, {}));
  const make = async (model: string, values: object, context: object = {}): Promise<number> =>
    idOf(await call(`model.${model}.create`, [values], context));

  const pound = await make('currency.currency', {
    name: 'Pound Sterling', code: 'GBP', symbol: '£', rounding: decimal('0.01'), digits: 2,
    rates: [['create', [{
      date: { __class__: 'date', year: 2020, month: 1, day: 1 }, rate: decimal('1'),
    }]]],
  });
  const britain = await make('country.country', { name: 'United Kingdom', code: 'GB' });
  const ourselves = await make('party.party', { name: 'Acme Ltd' });
  const company = await make('company.company', { party: ourselves, currency: pound });
  await call('model.res.user.write', [1], { companies: [['add', [company]]], company }, {});
  const context = { company };

  const unit = await find('product.uom', [['symbol', '=', 'u']]);
  const kilogram = await find('product.uom', [['symbol', '=', 'kg']]);
  const product = async (
    code: string, name: string, weight: number | null, price: string, measure = unit,
    type = 'goods',
  ): Promise<number> => {
    const template = await make('product.template', {
      name, type, default_uom: measure, salable: true, sale_uom: measure,
      list_price: decimal(price),
      ...(weight === null ? {} : { weight, weight_uom: kilogram }),
      products: [['create', [{ suffix_code: code, cost_price: decimal('1') }]]],
    }, context);
    return find('product.product', [['template', '=', template]]);
  };

  const storage = await find('stock.location', [['type', '=', 'storage'], ['code', '=', 'STO']]);
  const bin = await make('stock.location', {
    name: 'A-03-2', code: 'A-03-2', type: 'storage', parent: storage,
  });
  const lost = await find('stock.location', [['type', '=', 'lost_found']]);
  const supply = async (article: number, measure: number, quantity: number): Promise<void> => {
    const move = await make('stock.move', {
      product: article, uom: measure, quantity, from_location: lost, to_location: bin,
      company, currency: pound, unit_price: decimal('1'),
    }, context);
    await call('model.stock.move.do', [move], context);
  };
  for (const [code, [name, weight, price, quantity]] of Object.entries(articles)) {
    const article = await product(code, name, weight, price);
    if (quantity > 0) await supply(article, unit, quantity);
  }
  await supply(await product(looseTea, 'Tea, loose', 1, '40.00', kilogram), kilogram, 50);

  const dpd = await make('party.party', { name: 'DPD' });
  await make('carrier', {
    party: dpd, carrier_product: await product('DPD-12', 'DPD-12', null, '6.00', unit, 'service'),
  }, context);
  await make('stock.package.type', { name: 'Box' });
  await make('party.party', {
    name: 'Iris Bell', contact_mechanisms: [['create', [
      { type: 'email', value: 'iris@example.test' }, { type: 'phone', value: '+44 113 496 0000' },
    ]]],
    addresses: [['create', [{
      street: '7 Canal Street\nFlat 2', postal_code: 'LS1 4BT', city: 'Leeds', country: britain,
    }]]],
  });

  const stock = await find('res.group', [['name', '=', 'Stock']]);
  const sales = await find('res.group', [['name', '=', 'Sales']]);
  for (const [user, groups] of [[gatepassUser, [stock, sales]], [stockUser, [stock]]] as const) {
    await make('res.user', {
      name: user.login, login: user.login, password: user.password,
      companies: [['add', [company]]], company, groups: [['add', groups]],
    });
  }
};
