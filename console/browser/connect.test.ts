import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());
beforeEach(() => {
  desk.standIn.playDemo(false);
  desk.standIn.playRole('engineer');
  desk.standIn.joining.begin();
});

const limit = 60_000;

async function open(options: Parameters<Desk['reader']>[0] = {}): Promise<Page> {
  const { page } = await desk.reader(options);
  await page.goto('/connect');
  await page.getByRole('heading', { name: 'Your ShipStation account' }).waitFor();
  return page;
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).click();

async function fillAccount(page: Page, secret = 'the secret of the account'): Promise<void> {
  await page.getByLabel('Name of the account').fill('shipstation-uk');
  await page.getByLabel('API key').fill('the key');
  await page.getByLabel('API secret').fill(secret);
}

const sentOf = (): unknown => JSON.parse(desk.standIn.joining.sent.at(-1) ?? 'null');

it('connects an account, a warehouse and a channel from nothing, all in shadow mode', async () => {
  const page = await open();
  await fillAccount(page);
  await press(page, 'Check the connection');
  await page.getByText('ShipStation answers and takes the API key.').waitFor();
  await press(page, 'Show what would change');
  const change = page.getByRole('region', { name: 'What would change in the policy' });
  await change.getByText('connections.shipstation-uk.mode: added "shadow"').waitFor();
  expect(await change.innerText()).not.toContain('the secret of the account');
  expect(desk.standIn.joining.policy().version).toBe(0);
  await press(page, 'Connect shipstation-uk in shadow mode');

  await page.getByRole('heading', { name: 'A warehouse' }).waitFor();
  await page.getByText('shipstation-uk is connected, in shadow mode.').waitFor();
  await page.getByLabel('Name of the warehouse').fill('leicester');
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/London');
  await page.getByLabel('An order is ready when it is').selectOption('picked');
  await press(page, 'Show what would change');
  await page.getByText('The connection was not checked.').waitFor();
  await press(page, 'Connect leicester in shadow mode');

  await page.getByRole('heading', { name: 'A channel' }).waitFor();
  await page.getByLabel('System').selectOption('WooCommerce');
  await page.getByLabel('Name of the channel').fill('shop-uk');
  await page.getByLabel('Address of the shop').fill('https://shop.example');
  await page.getByLabel('Consumer key').fill('ck_1');
  await press(page, 'Show what would change');
  await press(page, 'Connect shop-uk in shadow mode');

  await page.getByRole('heading', { name: 'What happens next', exact: true }).waitFor();
  const next = await page.locator('main').innerText();
  expect(next).toContain('npx gatepass key make --name "leicester" --role warehouse');
  expect(next).toContain('shop-uk is looked at by Gatepass itself');
  expect(next).toContain('npx gatepass go-live leicester');
  expect(await page.getByRole('link', { name: 'To the plans' }).getAttribute('href'))
    .toBe('/plans');
  expect(desk.standIn.joining.policy()).toMatchObject({ version: 3, document: {
    connections: {
      'shipstation-uk': { connector: 'shipstation', mode: 'shadow', settings: { v1: {
        apiSecret: '${SHIPSTATION_UK_V1_APISECRET}',
      } } },
      'leicester-wms': { connector: 'warehouse-api', mode: 'shadow' },
      'shop-uk-shop': { connector: 'woocommerce', mode: 'shadow' },
    },
    warehouses: { leicester: {
      connection: 'leicester-wms', shipstation: 'shipstation-uk', gate: 'picked',
    } },
    channels: { 'shop-uk': { toldBy: 'gatepass', toldWhen: 'dispatched' } },
  } });
  expect(JSON.stringify(desk.standIn.joining.policy())).not.toContain('ck_1');
}, limit);

it('tells what is wrong at its field, and the first one has the focus', async () => {
  const page = await open();
  await page.getByLabel('Name of the account').fill('Ship Station');
  await press(page, 'Show what would change');
  await page.getByText('Some fields need mending.').waitFor();
  const invalid = page.locator('[aria-invalid="true"]');
  expect(await invalid.count()).toBe(3);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')))
    .toBe('true');
  await fillAccount(page);
  await page.getByText('More settings').click();
  await page.getByLabel('Address of the API').fill('http://ssapi.shipstation.com');
  await press(page, 'Check the connection');
  await page.getByText('must begin with https://').waitFor();
  expect(await invalid.count()).toBe(1);
  await page.getByLabel('Address of the API').fill('');
  await page.getByLabel('API key').fill('mistyped');
  await press(page, 'Check the connection');
  await page.getByText('It does not work yet.').waitFor();
  await page.getByText('copy key and secret again').waitFor();
}, limit);

it('loses nothing by going back or reloading, all but the secrets, and says so', async () => {
  const page = await open();
  await fillAccount(page);
  await page.getByRole('link', { name: 'Channel', exact: true }).click();
  await page.getByLabel('Name of the channel').fill('shopify-uk');
  await page.getByLabel('When it is told').selectOption('label');
  await page.goBack();
  expect(await page.getByLabel('API secret').inputValue()).toBe('the secret of the account');
  const kept = await page.evaluate(() => [localStorage, sessionStorage]
    .flatMap((one) => Object.keys(one).map((key) => one.getItem(key))).join());
  expect(kept).toContain('shopify-uk');
  expect(kept).not.toContain('the secret of the account');
  await page.reload();
  await page.getByText('Secrets are not kept in the browser').waitFor();
  expect(await page.getByLabel('Name of the account').inputValue()).toBe('shipstation-uk');
  expect(await page.getByLabel('API secret').inputValue()).toBe('');
  await page.getByRole('link', { name: 'Channel', exact: true }).click();
  expect(await page.getByLabel('When it is told').inputValue()).toBe('label');
}, limit);

it('applies only what was shown: a change of somebody else is shown first', async () => {
  const page = await open();
  await fillAccount(page);
  await press(page, 'Show what would change');
  await page.getByRole('button', { name: 'Connect shipstation-uk in shadow mode' }).waitFor();
  desk.standIn.joining.overtake();
  await press(page, 'Connect shipstation-uk in shadow mode');
  await page.getByText('Somebody else changed the policy just now.').waitFor();
  expect(desk.standIn.joining.policy().document).not.toHaveProperty('connections');
  await press(page, 'Connect shipstation-uk in shadow mode');
  await page.getByRole('heading', { name: 'A warehouse' }).waitFor();
  // Theirs stays beside ours.
  expect(desk.standIn.joining.policy().document)
    .toMatchObject({ limits: { readyToRelease: '5m' }, connections: { 'shipstation-uk': {} } });
}, limit);

it('a fault that only the whole policy shows stands at its field too', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'Channel', exact: true }).click();
  await page.getByLabel('Name of the channel').fill('shopify-uk');
  await page.getByLabel('Who tells it').selectOption('shipstation');
  await press(page, 'Show what would change');
  await page.getByText('shipstation can tell the channel only').waitFor();
  expect(await page.getByLabel('Who tells it').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Who tells it').selectOption('gatepass');
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(0);
}, limit);

it('is walked by keyboard alone at 360 px, and the focus is never lost', async () => {
  const page = await open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const focused = () => page.evaluate(() => {
    const at = document.activeElement;
    return at === null || at === document.body ? '' : `${at.id} ${at.textContent ?? ''}`;
  });
  await page.getByLabel('Name of the account').focus();
  await page.keyboard.type('shipstation-uk');
  for (const text of ['the key', 'the secret']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await page.getByText('What would change in the policy').waitFor();
  expect(await focused()).toContain('What would change in the policy');
  await page.keyboard.press('Tab');
  expect(await focused()).toContain('Connect shipstation-uk in shadow mode');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A warehouse' }).waitFor();
  expect(await focused()).toContain('A warehouse');
}, limit);

it('in the demo everything can be tried and nothing is applied', async () => {
  desk.standIn.playDemo(true);
  desk.standIn.joining.renew();
  const page = await open();
  expect(await page.locator('main').innerText()).toContain('GATEPASS_DEMO=off npm start');
  await page.getByLabel('Name of the account').fill('my-account');
  await page.getByLabel('API key').fill('the key');
  await page.getByLabel('API secret').fill('the secret');
  await press(page, 'Show what would change');
  const apply = page.getByRole('button', { name: 'Connect my-account in shadow mode' });
  await apply.waitFor();
  expect(await apply.isDisabled()).toBe(true);
  await page.getByText('Off in the demo').waitFor();
  await apply.focus();
  await page.keyboard.press('Enter');
  expect(sentOf()).toMatchObject({ dryRun: true });
}, limit);

it('shows whoever may not that they may not, and who may', async () => {
  desk.standIn.playRole('lead');
  const page = await open();
  await page.getByText('needs the role Engineer or Admin. Tom has it.').waitFor();
  for (const name of ['Check the connection', 'Show what would change']) {
    expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
  }
}, limit);

it('is found from the connections', async () => {
  const { page } = await desk.reader();
  await page.goto('/connections');
  await page.getByRole('link', { name: 'Connect a system of your own' }).click();
  await page.getByRole('heading', { name: 'Connect your own systems' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/connect');
}, limit);

it('offers stores and ship-from locations that the account has, so that no number is typed',
  async () => {
    const page = await open();
    await fillAccount(page);
    await press(page, 'Show what would change');
    await press(page, 'Connect shipstation-uk in shadow mode');
    await page.getByRole('heading', { name: 'A warehouse' }).waitFor();
    await page.getByLabel('Name of the warehouse').fill('leicester');
    const place = page.getByLabel('Its ship-from location in ShipStation');
    await place.locator('option').filter({ hasText: 'Leicester (12345), the usual one' })
      .waitFor({ state: 'attached' });
    await place.selectOption('Glasgow (12346)');
    await press(page, 'Show what would change');
    await press(page, 'Connect leicester in shadow mode');
    await page.getByRole('heading', { name: 'A channel' }).waitFor();
    await page.getByLabel('Name of the channel').fill('shopify-uk');
    const store = page.getByLabel('Its store in ShipStation');
    await store.locator('option').filter({ hasText: 'brought in by Shopify' })
      .waitFor({ state: 'attached' });
    expect(await store.innerText()).not.toContain('Closed shop');
    await store.selectOption('Orders by program (98765), filled by hand or by programs');
    await press(page, 'Show what would change');
    await press(page, 'Connect shopify-uk in shadow mode');
    await page.getByRole('heading', { name: 'What happens next', exact: true }).waitFor();
    expect(desk.standIn.joining.policy().document).toMatchObject({
      warehouses: { leicester: { shipFromWarehouseId: 12_346 } },
      channels: { 'shopify-uk': { storeId: 98_765 } },
    });
  }, limit);

it('proposes what words mean with score and evidence, and puts into force only what is taken',
  async () => {
    desk.standIn.joining.renew();
    const { page } = await desk.reader();
    await page.goto('/connect?step=mappings');
    const dpd = page.getByRole('radiogroup', { name: 'The warehouse says “DPD-12”' });
    await dpd.waitFor();
    expect(await dpd.getByRole('radio', { name: 'Leave it for now' }).isChecked()).toBe(true);
    expect(await dpd.innerText()).toContain('(sure 1.00)');
    expect(await dpd.innerText()).toContain('24 of 24 labelled orders');
    expect(await dpd.innerText()).toContain('(not sure, 0.31)');
    await page.getByText('Nothing is taken yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Show what would change' }).isDisabled())
      .toBe(true);
    await dpd.getByRole('radio', { name: 'dpd_by_12' }).check();
    const owl = page.getByRole('radiogroup', { name: 'The warehouse says “OWL”' });
    await owl.getByRole('radio', { name: 'Another service of the account' }).check();
    await page.getByLabel('Carrier of ShipStation').selectOption('Royal Mail (royal_mail)');
    await page.getByLabel('Service of ShipStation').selectOption('Tracked 48 (tracked_48)');
    await page.getByText('2 words taken').waitFor();
    await owl.getByRole('radio', { name: 'Leave it for now' }).check();
    const force = page.getByRole('radiogroup', { name: 'Parcelforce (parcel_force)' });
    await force.getByRole('radio', { name: 'Another word' }).check();
    await page.getByLabel('What the warehouse calls Parcelforce').fill('PF');
    await press(page, 'Show what would change');
    await page.getByText('Tried and not applied.').waitFor();
    await press(page, 'Put 2 rows into force');
    await page.getByText('2 rows are in force.').waitFor();
    await dpd.waitFor({ state: 'detached' });
    await owl.waitFor();
    expect(desk.standIn.joining.policy().document).toMatchObject({ mappings: {
      services: expect.arrayContaining([
        { says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' }]) as unknown,
      carriers: expect.arrayContaining([
        { shipstation: 'parcel_force', warehouse: 'PF' }]) as unknown,
    } });
    expect(JSON.stringify(desk.standIn.joining.policy().document)).not.toContain('OWL');
  }, limit);

it('says what would have been done by now, and what going live would begin with', async () => {
  desk.standIn.playRole('lead');
  desk.standIn.joining.shade();
  const { page } = await desk.reader();
  await page.goto('/connect?step=next');
  const would = page.getByRole('region', { name: 'What would have been done' });
  await would.getByText('“DPD-12X” has no mapping').first().waitFor();
  const told = await would.getByRole('link', { name: /^All \d+/ }).innerText();
  await press(page, 'Work out what going live with leicester would begin with');
  await would.getByText('leicester would adopt 12 orders and then release 38.').waitFor();
  await would.getByText('SO-412301: The units there').waitFor();
  await would.getByRole('link', { name: told }).click();
  await page.getByText(`${told.replace('All ', '')} orders`).first().waitFor();
  expect(new URL(page.url()).search).toContain('stage=ready-to-ship');
}, limit);
