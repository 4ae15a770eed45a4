import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterAll(() => desk.close());
afterEach(() => desk.standIn.failWith(null));

const limit = 30_000;

async function openList(path = '/'): Promise<Page> {
  const { page } = await desk.reader();
  await page.goto(path);
  await page.getByRole('table').waitFor();
  await page.locator('.live[data-line="live"]').waitFor();
  return page;
}

const numbers = (page: Page) => page.locator('a[data-row-link]').allInnerTexts();

/** Waits until the focus is on that row's link: rows take it a moment after the key. */
const rowFocused = (page: Page, number: string) =>
  page.locator('a[data-row-link]:focus', { hasText: number }).waitFor();

describe('the list of orders', () => {
  it('goes from the newest change on, with whose turn it is, for how long, and why', async () => {
    const page = await openList();
    expect((await numbers(page))[0]).toBe('SO-412345');
    const row = await page.getByRole('row', { name: 'SO-412345' }).innerText();
    expect(row.replaceAll(/\s+/g, ' ')).toMatch(
      /shopify-uk Labelled the warehouse 4\d min very late Warehouse untold Labelled at 13:51/,
    );
    expect(await numbers(page)).toHaveLength(50);
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await page.getByText('74 orders').waitFor();
    expect(new Set(await numbers(page)).size).toBe(74);
  }, limit);

  it('filters by stage, and the address holds the filter', async () => {
    const page = await openList();
    await page.getByLabel('Stage').selectOption('Picking');
    await page.waitForURL('**/?stage=picking');
    await page.getByText('1 order', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1 order', { exact: true }).waitFor();
    expect(await numbers(page)).toEqual(['SO-412346']);
    await page.goBack();
    await page.getByText('50 newest orders').waitFor();
  }, limit);

  it('says what would be here while there is nothing', async () => {
    const { page } = await desk.reader();
    await page.goto('/?stage=allocated');
    await page.getByText('No order matches').waitFor();
    await page.getByText(/Last looked at 14:3\d:\d\d\./).waitFor();
    await page.getByRole('link', { name: 'Show all orders' }).click();
    await page.getByText('50 newest orders').waitFor();
    expect(await numbers(page)).toHaveLength(50);
  }, limit);

  it('holds its rows under the pointer and counts what changed', async () => {
    const page = await openList();
    await page.getByRole('row', { name: 'SO-413002' }).hover();
    const before = await numbers(page);
    desk.standIn.change('ord_fresh_9', {
      updatedAt: '2026-11-22T14:50:00Z', sentence: 'Taken up just now.',
    });
    await page.getByText('1 order changed.').waitFor();
    expect(await numbers(page)).toEqual(before);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Taken up just now.').waitFor();
    expect((await numbers(page))[0]).toBe('SO-413009');
  }, limit);
});

describe('with the keyboard alone', () => {
  it('finds an order by its number: /, type, Enter', async () => {
    const page = await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('SO-412346');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'SO-412346' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/orders/ord_short');
  }, limit);

  it('a number that nobody has leads to words, not to an empty page', async () => {
    const page = await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('SO-0');
    await page.keyboard.press('Enter');
    await page.getByText('No order has the number “SO-0”').waitFor();
    expect(new URL(page.url()).search).toBe('?orderNumber=SO-0');
  }, limit);

  it('walks the rows by j and k, opens by Enter, comes back by g o', async () => {
    const page = await openList('/?stage=received');
    const [first = '', second = ''] = await numbers(page);
    await page.keyboard.press('j');
    await rowFocused(page, first);
    await page.keyboard.press('j');
    await rowFocused(page, second);
    await page.keyboard.press('k');
    await rowFocused(page, first);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: first }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByText('50 newest orders').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  }, limit);

  it('starts at "skip to content", and every stop can be seen', async () => {
    const page = await openList('/?stage=picking');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    const stops = await stopsOf(page, 12);
    expect(stops.map((stop) => stop.name)).toContain('SO-412346');
    expect(stops.filter((stop) => !stop.isOutlined)).toEqual([]);
  }, limit);

  it('lists its keys, and single keys can be switched off and stay so', async () => {
    const page = await openList();
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Single keys' }).press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('table').waitFor();
    await page.keyboard.press('j');
    expect(await page.locator('a[data-row-link]:focus').count()).toBe(0);
  }, limit);
});

/** The next stops of the Tab key, and whether each shows where the focus is. */
async function stopsOf(page: Page, count: number) {
  const stops: { name: string; isOutlined: boolean }[] = [];
  for (let stop = 0; stop < count; stop += 1) {
    stops.push(await page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      const style = getComputedStyle(element);
      const marked = element.matches('input[type="radio"]')
        ? getComputedStyle(element.nextElementSibling ?? element) : style;
      return {
        name: element === document.body ? 'the end of the page'
          : element.textContent || element.getAttribute('aria-label') || element.tagName,
        isOutlined: marked.outlineStyle !== 'none' && Number.parseFloat(marked.outlineWidth) >= 2,
      };
    }));
    await page.keyboard.press('Tab');
  }
  return stops.filter((stop) => stop.name !== 'the end of the page');
}

describe('trouble', () => {
  it('is told in words, with the detail folded, and mends by itself on a new try', async () => {
    const { page } = await desk.reader();
    desk.standIn.failWith(409);
    await page.goto('/');
    await page.getByRole('alert').getByText('The stand-in was told.', { exact: true })
      .waitFor();
    expect(await page.getByText('GET /v1/orders').isVisible()).toBe(false);
    desk.standIn.failWith(null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table').waitFor();
  }, limit);
});

describe('light and dark', () => {
  it('follows the system, and a choice is remembered before the first paint', async () => {
    const { page } = await desk.reader({ colorScheme: 'dark' });
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    await page.goto('/');
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: 'Asha' }).click();
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('Light');
    expect(await scheme()).toBe('light');
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.reload();
    expect(await scheme()).toBe('light');
  }, limit);
});

it('an empty Gatepass says what comes next', async () => {
  const { page } = await desk.reader();
  desk.standIn.empty();
  await page.goto('/');
  await page.getByText('No order has come in yet').waitFor();
  const told = await page.locator('main').innerText();
  expect(told).toContain('as soon as a warehouse or a channel tells Gatepass of it');
  expect(told).toContain('npx gatepass doctor');
}, limit);
