import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());

const limit = 30_000;

async function open(path: string): Promise<{ page: Page; problems: string[] }> {
  const reader = await desk.reader();
  await reader.page.goto(path);
  await reader.page.getByRole('heading', { level: 1 }).waitFor();
  await reader.page.locator('.live[data-line="live"]').waitFor();
  return reader;
}

const section = (page: Page, name: string) => page.getByRole('region', { name });

const whatHappened = (page: Page) => page.locator('.timeline [data-column="what"]').allInnerTexts();

describe('the three-system line', () => {
  it('shows what each system says, when it was seen and how, and that they differ', async () => {
    const { page, problems } = await open('/orders/ord_untold');
    const says = section(page, 'What the three systems say');
    const text = (await says.innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('Warehouse says Packed: 3 of 3 seen 13:40, it told us');
    expect(text).toContain('ShipStation says Shipped, 2 labels, DPD by 12 seen 14:31, we looked');
    expect(text).toContain('Channel says Paid, not shipped seen 14:20, it told us');
    expect(text).toContain('differ');
    expect(text).toContain('the channel still says not shipped');
    const seen = says.locator('time').first();
    expect(await seen.getAttribute('title')).toMatch(/13:40:12 GMT \(Europe\/London\)/);
    expect(problems).toEqual([]);
  }, limit);

  it('says that all agree when they do, and keeps a place for who has not spoken', async () => {
    const { page } = await open('/orders/ord_short');
    const text = (await section(page, 'What the three systems say').innerText())
      .replaceAll(/\s+/g, ' ');
    expect(text).toContain('all agree');
    expect(text).toContain('ShipStation says Nothing yet');
    expect(text).toContain('not looked yet');
  }, limit);
});

describe('what is owed', () => {
  it('is met, waits on somebody, or comes later; a label made is not called gone', async () => {
    const { page } = await open('/orders/ord_untold');
    const owed = await section(page, 'What is owed').getByRole('listitem').allInnerTexts();
    const flat = owed.map((text) => text.replaceAll(/\s+/g, ' '));
    expect(flat[2]).toContain('Make the label done 13:51');
    expect(flat[3]).toMatch(/Tell the warehouse Waits on the warehouse for 4\d min very late/);
    expect(flat[5]).toContain('Leave the building not seen leaving yet');
    const parcels = await section(page, 'Parcels').innerText();
    expect(parcels).toContain('label made 13:51');
    expect(await page.locator('main').innerText()).not.toMatch(/\bgone\b/i);
  }, limit);

  it('names the failing lines of an exception, to whom it goes and the handbook', async () => {
    const { page } = await open('/orders/ord_short');
    const needs = section(page, 'Needs somebody');
    await needs.getByText('Line 2, MUG-ENAMEL: ordered 2, picked 1, short 1').waitFor();
    expect(await needs.getByRole('link', { name: 'handbook' }).getAttribute('href'))
      .toBe('https://handbook.example/exceptions/pick.short');
    await needs.getByText('To be settled by 14:00, then it goes to admin.').waitFor();
    await page.goto('/orders/ord_untold');
    await needs.getByText('To be settled by 14:00, then it goes to warehouse lead.').waitFor();
  }, limit);
});

describe('its head', () => {
  it('says when it was placed, has a reply to copy, and holds it by h', async () => {
    const { page } = await desk.reader({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto('/orders/ord_untold');
    await page.getByRole('button', { name: /^Copy reply/ }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('SO-412345');
    expect((await page.locator('.head').innerText()).replaceAll(/\s+/g, ' '))
      .toContain('Placed 21 Nov 18:04');
    await page.goto('/orders/ord_short');
    await page.getByRole('button', { name: 'Hold it …' }).waitFor();
    await page.keyboard.press('h');
    await page.locator('form.asked input:focus').waitFor();
    await page.keyboard.type('The customer rang');
    await page.keyboard.press('Enter');
    await page.getByText('So ruled. It goes on.').waitFor();
    expect(desk.standIn.ruled.at(-1)).toMatchObject({ ruling: 'hold', why: 'The customer rang' });
    desk.standIn.renew();
  }, limit);

  it('leads to a label that can be printed again, for whoever may see the address', async () => {
    const { page } = await open('/orders/ord_split');
    const link = page.getByRole('link', { name: 'Print the label' });
    expect(await link.getAttribute('href'))
      .toBe('/v1/orders/ord_split/labels/15509999999991/document');
    desk.standIn.playRole('finance');
    await page.reload();
    await page.getByText('Printing the label: ').waitFor();
    desk.standIn.playRole('lead');
  }, limit);
});

describe('the timeline', () => {
  it('puts problems first, then all in order on request, and the address holds it', async () => {
    const { page } = await open('/orders/ord_untold');
    await page.getByText('Released to ShipStation as').waitFor();
    expect((await whatHappened(page))[0]).toContain('no answer within 30 s (try 1)');
    await page.getByText('In order', { exact: true }).click();
    await page.waitForURL('**/orders/ord_untold?order=time');
    expect((await whatHappened(page))[0]).toContain('Order placed and paid');
    await page.reload();
    await page.getByText('Released to ShipStation as').waitFor();
    expect((await whatHappened(page))[0]).toContain('Order placed and paid');
  }, limit);

  it('shows only calls or only changes', async () => {
    const { page } = await open('/orders/ord_untold');
    await page.getByText('Released to ShipStation as').waitFor();
    await page.getByText('Only calls', { exact: true }).click();
    await page.waitForURL('**?show=calls');
    const calls = await whatHappened(page);
    expect(calls).toHaveLength(4);
    // Problems first: the third try, and whose time it was.
    expect(calls[2]?.replaceAll(/\s+/g, ' ')).toContain(
      'on purpose 10 min 00 s (between two tries) on purpose 28 min 20 s (it answered nothing) '
      + 'our queue under 0.1 s Warehouse 0.3 s try 3');
    await page.getByText('Open the call').nth(1).click();
    await page.waitForURL('**?show=calls&call=att_*');
    expect(await page.getByRole('region', { name: 'What was sent' }).innerText())
      .toMatch(/webhook-signature: \(left out\)[^]*"city": "…"/);
    await page.reload();
    await page.getByText('Not shown for your role').waitFor();
    await page.getByText('Whose time the calls took, as a table').click();
    const rows = page.getByRole('table', { name: 'whose time each took' }).getByRole('row');
    expect((await rows.nth(1).innerText()).replaceAll(/\s+/g, ' '))
      .toBe('release an order 13:40:13 1 – 1.4 s ShipStation 0.6 s');
    await page.getByText('Only changes', { exact: true }).click();
    await page.waitForURL('**?show=changes*');
    expect(await whatHappened(page)).toHaveLength(5);
  }, limit);

  it('tells times in the zone of the warehouse, of this computer, or in UTC', async () => {
    const { page } = await desk.reader({ timezoneId: 'America/New_York' });
    await page.goto('/orders/ord_untold?order=time');
    const first = page.locator('.timeline [data-column="at"] time').first();
    await first.waitFor();
    expect(await first.innerText()).toBe('13:12:04');
    await page.getByLabel('Whose times').selectOption('mine');
    expect(await first.innerText()).toBe('08:12:04');
    await page.reload();
    await first.waitFor();
    expect(await first.innerText()).toBe('08:12:04');
    expect(await first.getAttribute('dateTime')).toBe('2026-11-22T13:12:04Z');
  }, limit);
});

it('an order with two warehouses shows what each owes and holds', async () => {
  const { page } = await open('/orders/ord_split');
  for (const name of ['leicester', 'glasgow']) {
    await section(page, `What is owed: Consignment C-${name}, ${name}`).waitFor();
    await section(page, `Lines: Consignment C-${name}, ${name}`).waitFor();
  }
  const voided = section(page, 'Parcels: Consignment C-leicester, leicester')
    .getByRole('row', { name: '15509999999990' });
  expect(await voided.innerText()).toContain('voided label, made 13:58');
  expect(await voided.innerText()).toContain('6.42 GBP');
}, limit);

it('an order that nobody knows is told in words', async () => {
  const { page } = await desk.reader();
  const unknown = page.getByText('There is nothing under “ord_gone”');
  // How many causes need somebody is known last, and stands before the title.
  await page.route('**/v1/exceptions/groups/count*', async (route) => {
    await unknown.waitFor();
    await route.continue();
  });
  await page.goto('/orders/ord_gone');
  await unknown.waitFor();
  await page.waitForFunction(() => document.title.startsWith('(3) '));
  expect(await page.title()).toBe('(3) Gatepass does not know this order · Gatepass');
}, limit);

describe('live', () => {
  it('shows a change by itself', async () => {
    const { page } = await open('/orders/ord_done');
    desk.standIn.change('ord_done', { sentence: 'The carrier brought it back at 14:33.' });
    await page.getByText('The carrier brought it back at 14:33.').waitFor();
    expect(await page.getByText('This order changed.').count()).toBe(0);
  }, limit);

  it('moves nothing while the pointer is over the timeline, and says that it changed', async () => {
    const { page } = await open('/orders/ord_fresh_3');
    await page.getByText('Nothing has happened to this order yet').hover();
    desk.standIn.change('ord_fresh_3', { sentence: 'The warehouse took it up.' });
    await page.getByText('This order changed.').first().waitFor();
    expect(await page.locator('.sentence').innerText()).not.toContain('took it up');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The warehouse took it up.').waitFor();
  }, limit);

  it('says so when the line breaks, looks every 15 s, and comes back by itself', async () => {
    const { page } = await desk.reader();
    await page.clock.install();
    await page.goto('/orders/ord_fresh_4');
    await page.locator('.live[data-line="live"]').waitFor();
    desk.standIn.cutLive();
    await page.getByText(/live off, last (22 Nov )?14:3\d:\d\d/).waitFor();
    desk.standIn.change('ord_fresh_4', { sentence: 'Changed while nobody was told.' });
    await page.clock.runFor(15_100);
    await page.getByText('Changed while nobody was told.').waitFor();
    desk.standIn.mendLive();
    await page.clock.runFor(15_100);
    await page.locator('.live[data-line="live"]').waitFor();
    expect(await page.locator('.live').innerText()).toBe('live');
  }, limit);

  it('a line that is open and silent is not called live, and is opened anew', async () => {
    const { page } = await desk.reader();
    await page.clock.install();
    await page.goto('/orders/ord_fresh_4');
    await page.locator('.live[data-line="live"]').waitFor();
    await page.route('**/v1/events', (route) => route.abort());
    await page.clock.runFor(12_100);
    await page.locator('.live[data-line="off"]').waitFor();
    expect(await page.locator('.live').innerText()).toContain('live off');
    await page.unroute('**/v1/events');
    await page.clock.runFor(15_100);
    await page.locator('.live[data-line="live"]').waitFor();
  }, limit);

  it('shows what was asked about it, and so do the list and Flow', async () => {
    const { page } = await open('/orders/ord_split');
    const notes = page.getByRole('region', { name: 'Notes and questions' });
    await notes.getByText('Which of the two boxes was damaged?').waitFor();
    expect(await notes.getByRole('button', { name: 'Answer' }).count()).toBe(1);
    await page.goto('/');
    await page.getByRole('link', { name: '1 order has a question' }).click();
    await page.waitForURL('**/orders?asked=yes');
    await page.locator('.orders-body .tag').getByText('question', { exact: true }).waitFor();
    expect(await page.locator('a[data-row-link]').count()).toBe(1);
  }, limit);

  it('asks to sign in again when the session has ended', async () => {
    const { page } = await open('/orders/ord_fresh_5');
    desk.standIn.door.endSessions();
    desk.standIn.change('ord_fresh_5', { sentence: 'Not for strangers.' });
    await page.getByText('Sign in to see that page').waitFor();
    expect(page.url()).toContain('next=%2Forders%2Ford_fresh_5');
  }, limit);
});
