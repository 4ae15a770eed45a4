import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());
afterEach(() => desk.standIn.playRole('lead'));

const limit = 30_000;

async function open(path = '/connections'): Promise<Page> {
  const { page } = await desk.reader();
  await page.goto(path);
  await page.getByRole('heading', { name: 'shipstation-uk' }).waitFor();
  return page;
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const textOf = async (page: Page, name: string) =>
  (await card(page, name).innerText()).replaceAll(/\s+/g, ' ');

it('says how each system stands, what waits for it, and what holds that up', async () => {
  const page = await open();
  const shipstation = await textOf(page, 'shipstation-uk');
  for (const words of [
    'shipstation-uk well', '36 of 36 used in the last 62 s',
    'The limit is used up. It goes on at 14:33:00', '23 × release an order',
    'What holds it up the limit of calls', '17 labels a minute at most',
    'Webhooks are set up', '61 open here and 61 there.',
  ]) expect(shipstation).toContain(words);
  expect(shipstation).toMatch(/labels 14:32:00 (in under 1 min|any moment now) 14:31:40 in time/);
  expect(shipstation).toContain('4 write-back: looking for labels, telling of them 3 buying labels '
    + 'that benches ask for 23 releasing and changing orders 2 looking for other news 4 other '
    + 'programs with the same key kept beside these: 3 for taking back and voiding, 2 for people; '
    + 'releases leave 2 to write-back, for the next looks for labels');
  expect(shipstation)
    .toMatch(/Next look (14:33:00 \(in under 1 min\)|any moment now), at (labels|orders)/);
  expect(shipstation).toMatch(/Last webhook 14:31:39 .*13 of the last 14 \(93 %\) came before/);
  expect(shipstation).toMatch(/API key: as it is since 06:00 \(.* API secret: has no value yet/);
  expect(shipstation).toContain('The oldest is free again at 14:33:00, all at 14:33:28');
  expect(shipstation).toContain('What stops if this is down No order is released to ShipStation');
  expect(shipstation).toMatch(/heard of\. 22 orders ready to ship (?!.*without a label yet)/);
  expect(await textOf(page, 'leicester-wms')).toContain('in trouble');
  expect(await textOf(page, 'leicester-wms')).toContain('What stops now The warehouse is told of '
    + 'no label. 1 order with a label, the warehouse not told (2 parcels)');
  expect(await textOf(page, 'leicester-wms')).toMatch(/14:20:05 \(1\d min ago\)/);
  const shop = await textOf(page, 'shop-uk');
  expect(shop).toContain('The channel is told of no parcel. No order stands there now.');
  expect(shop).toContain('shop-uk well paused');
  expect(shop).toMatch(/Well since 06:00:12 \(.* ago\)/);
  expect(shop).toContain('Worked by this Gatepass (packing-1)');
  expect(shop).toContain('Channel API, shadow: reads and compares, writes nothing');
  expect(shop).toContain('the shop moves to a new server (nina, since 13:00, until 15:00)');
}, limit);

it('tests a connection now, and says in words what it found', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Test now: leicester-wms' }).click();
  await card(page, 'leicester-wms').getByText('It is not well.').waitFor();
  expect(await textOf(page, 'leicester-wms')).toContain('did not answer within 10 s');
  await page.getByRole('button', { name: 'Test now: shipstation-uk' }).click();
  await card(page, 'shipstation-uk').getByText('It is well.').waitFor();
}, limit);

it('pauses with a reason and resumes; without a reason it asks for one', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Pause shipstation-uk' }).click();
  const form = page.getByRole('form', { name: 'Pause what goes to shipstation-uk?' });
  await form.getByRole('button', { name: 'Pause now' }).click();
  await form.getByText('Say why, so that others know when it may go on.').waitFor();
  await form.getByLabel('Why').fill('the printer is down');
  await form.getByLabel('What to pause').selectOption('releases');
  await form.getByLabel('For how long').selectOption('1 h');
  await form.getByRole('button', { name: 'Pause now' }).click();
  await card(page, 'shipstation-uk').getByRole('heading', { name: 'Paused' }).waitFor();
  expect(await textOf(page, 'shipstation-uk'))
    .toMatch(/releases: the printer is down \(Asha, since 14:32, until 15:3\d\)/);
  expect(await form.count()).toBe(0);
  await page.getByRole('button', { name: 'Resume shipstation-uk' }).click();
  await page.getByRole('button', { name: 'Resume shipstation-uk' }).waitFor({ state: 'detached' });
  expect(await textOf(page, 'shipstation-uk')).not.toContain('the printer is down');
}, limit);

it('shows whoever may not that they may not, and who may', async () => {
  desk.standIn.playRole('finance');
  const page = await open();
  await page.getByText('Pausing and resuming a connection needs the role Lead, Engineer or Admin. '
    + 'Asha and Tom have it.').waitFor();
  await page.getByText('Counting the open orders in another system needs the role').waitFor();
  const off = page.getByRole('button', { name: /^(Test|Pause|Resume) / });
  expect(await off.count()).toBe(7);
  expect(await page.getByRole('button', { name: /^Count open/ }).isDisabled()).toBe(true);
  for (const button of await off.all()) expect(await button.isDisabled()).toBe(true);
}, limit);

it('a control that is off can be reached and heard, and does nothing', async () => {
  desk.standIn.playRole('operator');
  const page = await open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.method()));
  const pause = page.getByRole('button', { name: 'Pause shipstation-uk' });
  await pause.focus();
  await page.keyboard.press('Enter');
  expect(await pause.getAttribute('aria-expanded')).toBe('false');
  const reason = await pause.getAttribute('aria-describedby');
  expect(await page.locator(`#${reason}`).innerText()).toContain('Asha and Tom have it.');
  expect(await page.getByRole('button', { name: 'Test now: shop-uk' }).isDisabled()).toBe(false);
  expect(asked).not.toContain('POST');
}, limit);

it('unfolds what was found out about an account, and the address holds it', async () => {
  const page = await open();
  await card(page, 'shipstation-uk').getByText('What was found out').click();
  await page.getByText('A page without a length had 100 orders.').waitFor();
  expect(new URL(page.url()).search).toBe('?open=shipstation-uk');
  await page.reload();
  await page.getByText('A page without a length had 100 orders.').waitFor();
}, limit);

it('leads to the last failing call in two actions, and says what it was about', async () => {
  const { page } = await desk.reader();
  await page.goto('/');
  await page.getByRole('link', { name: 'Connections' }).click();
  await card(page, 'leicester-wms').getByRole('link', { name: '3 of 12 (25 %)' }).click();
  const rows = card(page, 'leicester-wms').getByRole('table', { name: 'The last calls' })
    .locator('tbody tr');
  await rows.first().waitFor();
  expect((await rows.first().innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /14:31:50 tell the warehouse 30 s ! No usable answer came.* SO-412345 not known: no answer/);
  expect(await rows.count()).toBe(2);
  await page.getByRole('button', { name: 'all', exact: true }).click();
  await rows.nth(2).waitFor();
  expect(new URL(page.url()).search).toBe('?calls=leicester-wms');
  expect(await textOf(page, 'leicester-wms')).toMatch(
    /In trouble since 14:21:10 .*half within 0\.2 s, slowest 5 % over 30 s.*of 7 orders/);
}, limit);

it('says while somebody slides how soon news is heard and how many calls that takes', async () => {
  desk.standIn.playRole('engineer');
  const page = await open('/connections?looks=shipstation-uk');
  const form = page.getByRole('form', { name: 'How often shipstation-uk may be looked at' });
  await form.getByText('All lists together take 2 to 21 calls a minute, of the 40 that').waitFor();
  const slider = form.getByRole('group', { name: 'labels' }).getByLabel('Look at most every');
  const least = form.getByRole('group', { name: 'labels' }).getByLabel('Look at least every');
  await least.focus();
  await page.keyboard.press('Home');
  expect(await slider.getAttribute('aria-valuetext')).toBe('2 s');
  await form.getByText('That is too many: looks may take 26').waitFor();
  await page.keyboard.press('End');
  await slider.focus();
  await page.keyboard.press('Home');
  expect(await slider.getAttribute('aria-valuetext')).toBe('4 s');
  await page.keyboard.press('End');
  await form.getByText('News is heard after about 15 s while somebody waits for it').waitFor();
  await form.getByText('5 calls stay free').waitFor();
  await page.reload();
  await form.getByText('News is heard after about 2 s while').waitFor();
  desk.standIn.playRole('finance');
  await page.reload();
  expect(await slider.isDisabled()).toBe(true);
  await form.getByText(/needs the role/).waitFor();
}, limit);

it('draws the last calls above their list, and says the same in a sentence', async () => {
  const page = await open('/connections?calls=leicester-wms');
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.getByRole('button', { name: 'Calls to leicester-wms as a chart' }).click();
  const chart = page.getByRole('img', { name: 'How long the last calls to leicester-wms took' });
  await chart.locator('canvas').waitFor({ state: 'attached' });
  expect(fetched.some((url) => url.includes('calls-chart'))).toBe(true);
  expect(await page.locator(`[id="${await chart.getAttribute('aria-describedby')}"]`).innerText())
    .toBe('Of the last 3 calls, half took 0.3 s or less, and the slowest 5 % 30 s or more. '
      + '2 failed (67 %).');
  expect(new URL(page.url()).search).toBe('?calls=leicester-wms&drawn=yes');
  await page.reload();
  await chart.hover();
  await page.locator('.calls-pointed').getByText(/read consignments|tell the warehouse/).waitFor();
  await page.getByRole('button', { name: 'failed', exact: true }).click();
  await page.getByText('Of the last 2 calls, half took 0.3 s or less').waitFor();
}, limit);

it('leads there by the keyboard too: g c, j, Enter', async () => {
  const { page } = await desk.reader();
  await page.goto('/');
  await page.getByText('Where orders are').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await card(page, 'leicester-wms').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText('No usable answer came: no answer within 30 s.').waitFor();
  expect(new URL(page.url()).search).toBe('?calls=leicester-wms&failed=yes');
}, limit);

it('shows what could not be read and what was not taken in, and sends that again', async () => {
  const page = await open('/connections?refused=leicester-wms');
  const wms = card(page, 'leicester-wms');
  await wms.getByText('lines.0.picked').waitFor();
  await wms.getByText('Messages that it has not taken in').click();
  await wms.getByText('“unknown consignment”').waitFor();
  expect(new URL(page.url()).search).toBe('?refused=leicester-wms&untold=leicester-wms');
  desk.standIn.playRole('finance');
  await page.reload();
  await wms.getByText('Telling a warehouse or a channel again needs the role').waitFor();
  expect(await wms.getByRole('button', { name: /^Send again/ }).isDisabled()).toBe(true);
  desk.standIn.playRole('lead');
  await page.reload();
  await wms.getByRole('button', { name: 'Send again: SO-412345' }).click();
  await wms.getByText('SO-412345: It goes out with the next call.').waitFor();
  await wms.getByText('Nothing was refused, and nothing is tried again.').waitFor();
}, limit);

it('counts open orders when somebody asks, and says how ShipStation fetches', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Count open orders now: shipstation-uk' }).click();
  await card(page, 'shipstation-uk').getByText('The count goes on by itself.').waitFor();
  expect(await textOf(page, 'shipstation-uk')).toContain('asked its Custom Store for orders');
}, limit);

it('without any connection it says what comes next', async () => {
  const { page } = await desk.reader();
  desk.standIn.empty();
  await page.goto('/connections');
  await page.getByText('No system is connected yet').waitFor();
  expect(await page.locator('main').innerText()).toContain('npx gatepass apply policy.json');
}, limit);
