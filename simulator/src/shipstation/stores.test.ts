import { describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { storeIds } from './catalogue.ts';
import { ask, noon, testAccount } from './fixtures.ts';

const breaks = 'request' as const;
const { manual, connected } = storeIds;
const names = (rows: readonly { storeId: number }[]) => rows.map((row) => row.storeId);

describe('stores', () => {
  const account = testAccount();

  test('are listed without their mappings, and shown alone with them', () => {
    const { body } = ask(account, 'GET /stores');
    expect(names(body)).toContain(connected);
    expect(body[0]).not.toHaveProperty('statusMappings');
    const alone = ask(account, `GET /stores/${connected}`);
    expect(alone.body.statusMappings).toContainEqual(
      { orderStatus: 'awaiting_shipment', statusKey: 'Processing' });
    expect(ask(account, 'GET /stores/7').status).toBe(404);
  });

  test('are narrowed by marketplace', () => {
    expect(names(ask(account, 'GET /stores', { query: { marketplaceId: '36' } }).body))
      .toEqual([connected]);
    const odd = ask(account, 'GET /stores', { query: { marketplaceId: 'x' }, breaks });
    expect([odd.status, Object.keys(odd.body.ModelState)]).toEqual([400, ['marketplaceId']]);
  });

  test('are written whole: what the body leaves out is empty afterwards', () => {
    const { body: before } = ask(account, `GET /stores/${connected}`);
    const { statusMappings: _mappings, website: _website, ...rest } = before;
    const body = { ...rest, storeName: 'Renamed', autoRefresh: true };
    const told = ask(account, `PUT /stores/${connected}`, { body });
    expect(told.body).toMatchObject({
      storeName: 'Renamed', autoRefresh: true, website: '', statusMappings: [], marketplaceId: 36,
    });
    const nameless = ask(account, `PUT /stores/${connected}`, { body: { active: true }, breaks });
    expect(Object.keys(nameless.body.ModelState)).toEqual(['apiStore.storeName']);
  });

  test('vanish from the list when deactivated, which is remembered, and come back', () => {
    const asked = { body: { storeId: String(connected) } };
    const off = ask(account, 'POST /stores/deactivate', asked);
    expect(off.body).toEqual({
      success: 'true', message: 'The requested store has been deactivated.',
    });
    expect(off.account.neverCalls).toEqual([{ name: 'deactivate', at: noon }]);
    expect(names(ask(off.account, 'GET /stores').body)).not.toContain(connected);
    const all = ask(off.account, 'GET /stores', { query: { showInactive: 'True' } });
    expect(names(all.body)).toContain(connected);
    const on = ask(off.account, 'POST /stores/reactivate', asked);
    expect(names(ask(on.account, 'GET /stores').body)).toContain(connected);
  });

  test('say success as text or as a boolean', () => {
    const told = ask(testAccount({ storeSuccess: 'boolean' }), 'POST /stores/reactivate', {
      body: { storeId: connected },
    });
    expect(told.body.success).toBe(true);
  });

  test('of other channels are listed as marketplaces', () => {
    const { body } = ask(account, 'GET /stores/marketplaces');
    expect(body).toContainEqual({
      name: 'WooCommerce', marketplaceId: 36, canRefresh: true, supportsCustomMappings: true,
      supportsCustomStatuses: false, canConfirmShipments: true,
    });
  });
});

describe('a refresh', () => {
  const account = testAccount();
  const status = (of: Account, now = noon) =>
    ask(of, 'GET /stores/getrefreshstatus', { query: { storeId: String(connected) }, now }).body;

  test('is begun by a call with the store in the body or in the query', () => {
    const body = ask(account, 'POST /stores/refreshstore', { body: { storeId: connected } });
    expect(body.body).toEqual({
      success: true, message: `A store refresh has been initiated for Store ID ${connected}`,
    });
    expect(status(body.account)).toMatchObject({ refreshStatusId: 2 });
    const query = ask(account, 'POST /stores/refreshstore', {
      query: { storeId: String(connected) },
    });
    expect(status(query.account)).toMatchObject({ refreshStatus: 'Updating orders' });
  });

  test('of no store named is one of every store that has a channel', () => {
    const all = ask(account, 'POST /stores/refreshstore').account;
    expect(status(all)).toMatchObject({ refreshStatusId: 2 });
    expect(all.stores.get(manual)?.refresh.is).toBe('resting');
  });

  test('of a manual or an inactive store is refused, of an unknown one not found', () => {
    const refresh = (storeId: number, of = account) =>
      ask(of, 'POST /stores/refreshstore', { body: { storeId } }).status;
    expect([refresh(manual), refresh(7)]).toEqual([400, 404]);
    const off = ask(account, 'POST /stores/deactivate', { body: { storeId: connected } });
    expect(refresh(connected, off.account)).toBe(400);
  });

  test('reads its date as Pacific time, and refuses what is none', () => {
    const asked = { storeId: connected, refreshDate: '2026-11-01 00:00:00' };
    const begun = ask(account, 'POST /stores/refreshstore', { body: asked }).account;
    expect(begun.stores.get(connected)?.refresh).toMatchObject({
      since: Date.parse('2026-11-01T07:00:00Z'),
    });
    const odd = { ...asked, refreshDate: 'yesterday' };
    expect(ask(account, 'POST /stores/refreshstore', { body: odd, breaks }).status).toBe(400);
  });

  test('shows its dates with the month first, or as full times', () => {
    const begun = ask(account, 'POST /stores/refreshstore').account;
    expect(status(begun).lastRefreshAttempt).toBe('11-20-2026');
    const full = { ...begun.switches, refreshStatusDates: 'full' } as const;
    expect(status({ ...begun, switches: full }).lastRefreshAttempt)
      .toBe('2026-11-20T12:00:00.0000000');
  });
});
