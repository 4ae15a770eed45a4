import { describe, expect, test } from 'vitest';
import { ask, testAccount } from './fixtures.ts';

const breaks = 'request' as const;
const account = testAccount();

describe('ship-from locations', () => {
  const originAddress = {
    name: 'Derby', street1: '3 Canal Row', city: 'Derby', postalCode: 'DE1 2AB', country: 'GB',
  };
  const made = ask(account, 'POST /warehouses/createwarehouse', {
    body: { warehouseName: 'Derby', originAddress, isDefault: true },
  });

  test('are made with the origin as their return address, and shown by id', () => {
    expect(made.body).toMatchObject({ warehouseName: 'Derby', returnAddress: originAddress });
    const { warehouseId } = made.body;
    expect(ask(made.account, `GET /warehouses/${warehouseId}`).body).toEqual(made.body);
    expect(ask(made.account, 'GET /warehouses').body).toHaveLength(2);
  });

  test('have one default at a time', () => {
    const rows = ask(made.account, 'GET /warehouses').body;
    expect(rows.filter((row: { isDefault: boolean }) => row.isDefault)).toEqual([made.body]);
  });

  test('need an address', () => {
    const bare = ask(account, 'POST /warehouses/createwarehouse', { body: {}, breaks });
    expect(Object.keys(bare.body.ModelState)).toEqual(['apiWarehouse.originAddress']);
  });

  test('are written whole, and keep their id and the day they were made', () => {
    const { warehouseId, createDate } = made.body;
    const told = ask(made.account, `PUT /warehouses/${warehouseId}`, {
      body: { originAddress: { ...originAddress, name: 'Derby North' } },
      now: Date.parse('2027-01-01T12:00:00Z'),
    });
    expect(told.body).toMatchObject({
      warehouseId, createDate, warehouseName: 'Derby North', isDefault: false,
    });
  });

  test('deleted are gone from every answer; the default one cannot be deleted', () => {
    const { warehouseId } = made.body;
    expect(ask(made.account, `DELETE /warehouses/${warehouseId}`).status).toBe(400);
    const deleted = ask(made.account, 'DELETE /warehouses/12345');
    expect(deleted.body).toEqual({
      success: true, message: 'The requested warehouse has been deleted.',
    });
    for (const method of ['GET', 'DELETE']) {
      expect(ask(deleted.account, `${method} /warehouses/12345`).status).toBe(404);
    }
    expect(ask(deleted.account, 'GET /warehouses').body).toHaveLength(1);
  });
});

describe('carriers and rates', () => {
  test('a carrier is shown by its code, an unknown one refused', () => {
    const told = ask(account, 'GET /carriers/getcarrier', { query: { carrierCode: 'dpd' } });
    expect(told.body).toMatchObject({ code: 'dpd', primary: true });
    const odd = ask(account, 'GET /carriers/getcarrier', { query: { carrierCode: 'x' } });
    expect([odd.status, odd.body]).toEqual([400, { Message: 'Invalid carrierCode' }]);
  });

  const asked = {
    carrierCode: 'royal_mail', fromPostalCode: 'LE4 9XX', toCountry: 'GB', toPostalCode: 'BS1 5TT',
    weight: { value: 1_200, units: 'grams' },
  };
  const rates = (change: object) =>
    ask(account, 'POST /shipments/getrates', { body: { ...asked, ...change } });

  test('rates are those of one carrier, at home or abroad, dearer with the weight', () => {
    const home = rates({}).body;
    expect(home.map((row: { serviceCode: string }) => row.serviceCode))
      .toEqual(['royal_mail_tracked_24', 'royal_mail_tracked_48']);
    const abroad = rates({ toCountry: 'FR' }).body;
    expect(abroad[0].serviceCode).toBe('royal_mail_international_tracked');
    const heavy = rates({ weight: { value: 9_000, units: 'grams' } }).body;
    expect(heavy[0].shipmentCost).toBeGreaterThan(home[0].shipmentCost);
    expect(rates({ serviceCode: 'royal_mail_tracked_48' }).body).toHaveLength(1);
  });

  test('rates of a wrong carrier, service or body are refused', () => {
    expect(rates({ carrierCode: 'x' }).body).toEqual({ Message: 'Invalid carrierCode' });
    expect(rates({ serviceCode: 'dpd_by_12' }).body).toEqual({ Message: 'Invalid serviceCode' });
    const bare = ask(account, 'POST /shipments/getrates', { body: { carrierCode: 'dpd' }, breaks });
    expect(Object.keys(bare.body.ModelState)).toContain('request.weight');
  });
});
