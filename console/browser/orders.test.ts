import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());
afterEach(() => {
  desk.standIn.failWith(null);
  desk.standIn.playRole('lead');
  desk.standIn.restore();
});

const limit = 30_000;

async function openList(path = '/orders'): Promise<Page> {
  const { page } = await desk.reader();
  await page.goto(path);
  await page.getByRole('table').waitFor();
  await page.locator('.live[data-line="live"]').waitFor();
  // A key that comes before there are rows has none to go to.
  await page.locator('a[data-row-link]').first().waitFor();
  return page;
}

const numbers = (page: Page) => page.locator('a[data-row-link]').allInnerTexts();

const counted = (page: Page) => page.locator('.live-count');

/** Waits until the focus is on that row's link: rows take it a moment after the key. */
const rowFocused = (page: Page, number: string) =>
  page.locator('a[data-row-link]:focus', { hasText: number }).waitFor();

describe('the list of orders', () => {
  it('goes from the newest change on, with whose turn it is, for how long, and why', async () => {
    const page = await openList();
    expect((await numbers(page))[0]).toBe('SO-412345');
    const row = await page.getByRole('row', { name: 'SO-412345' }).innerText();
    expect(row.replaceAll(/\s+/g, ' ')).toMatch(
      /shopify-uk leicester Labelled very late 4\d min on the warehouse ≠ differ dpd, Next day/,
    );
    expect(row).toMatch(/15501234567890 and 1 more[^]*Warehouse untold:[^]*engineer[^]*16:30/);
    await counted(page).getByText('164 orders', { exact: true }).waitFor();
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('165');
  }, limit);

  it('filters by chips, and the address holds them', async () => {
    const page = await openList();
    await page.getByLabel('What to filter by').selectOption('stage is');
    await page.getByLabel('Which value').selectOption('Picking');
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.waitForURL('**/orders?stage=picking');
    await counted(page).getByText('1 order', { exact: true }).waitFor();
    expect(await numbers(page)).toEqual(['SO-412346']);
    await page.getByLabel('Which value').selectOption('Labelled');
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByText('stage is Picking or Labelled').waitFor();
    await counted(page).getByText('2 orders', { exact: true }).waitFor();
    await page.reload();
    await counted(page).getByText('2 orders', { exact: true }).waitFor();
    await page.goBack();
    await counted(page).getByText('1 order', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove the filter: stage is Picking' }).click();
    await counted(page).getByText('164 orders', { exact: true }).waitFor();
  }, limit);

  it('takes what is not so, and names of the policy', async () => {
    const page = await openList('/orders?open=yes');
    await page.getByLabel('What to filter by').selectOption('carrier is not');
    await page.getByLabel('Which value').selectOption('dpd');
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.waitForURL('**/orders?notCarrier=dpd&open=yes');
    await page.getByText('carrier is not dpd').waitFor();
    const carriers = await page.locator('[role="cell"][data-column="carrier"]').allInnerTexts();
    expect(carriers.filter((one) => one.startsWith('dpd'))).toEqual([]);
    await page.getByRole('button', { name: 'Turn into its opposite: carrier is not dpd' }).click();
    await page.waitForURL('**/orders?carrier=dpd&open=yes');
    await page.getByText('carrier is dpd').waitFor();
  }, limit);

  it('sorts by the longest wait, and the address holds it', async () => {
    const page = await openList('/orders?stage=ready-to-ship');
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('Longest wait first');
    await page.waitForURL('**/orders?stage=ready-to-ship&sort=waiting');
    await page.getByRole('table', { name: 'longest wait first' }).waitFor();
    const waits = await page.locator('[role="cell"][data-column="waiting"] time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
    expect(waits.length).toBeGreaterThan(10);
    expect(waits).toEqual(waits.toSorted());
  }, limit);

  it('has the lists of every day a click away, and says which is open', async () => {
    const page = await openList();
    const views = page.getByRole('navigation', { name: 'Lists in use every day' });
    await views.getByRole('link', { name: 'Ready, no label' }).click();
    await counted(page).getByText('76 orders', { exact: true }).waitFor();
    expect(await views.locator('[aria-current="page"]').allInnerTexts())
      .toEqual(['Ready, no label']);
    await views.getByRole('link', { name: 'Cancelled after release' }).click();
    await page.getByText('No order matches').waitFor();
    await views.getByRole('link', { name: 'Re-labelled' }).click();
    await page.waitForURL('**/orders?relabelled=yes');
    await page.getByText('1 order', { exact: true }).waitFor();
    await views.getByRole('link', { name: 'Labelled, channel not told' }).click();
    await counted(page).getByText('1 order', { exact: true }).waitFor();
  }, limit);

  it('lists what people hold, with who, until when and why', async () => {
    const page = await openList();
    await page.getByRole('link', { name: 'On hold by a person' }).click();
    await page.waitForURL('**/orders?held=yes&sort=waiting');
    await page.getByText('1 order', { exact: true }).waitFor();
    const row = page.locator('.orders-body [role="row"]');
    expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
      /on hold 5 h 2\d .*On hold by Mia, until 17:00: “the customer is away”\. Waits for the/,
    );
    expect(await row.getAttribute('title')).toContain('On hold by Mia, until 17:00');
  }, limit);

  it('says what would be here while there is nothing', async () => {
    const { page } = await desk.reader();
    await page.goto('/orders?stage=cancelled');
    await page.getByText('No order matches').waitFor();
    await page.getByText(/Last looked at 14:3\d:\d\d\./).waitFor();
    await page.getByRole('link', { name: 'Show all orders' }).click();
    await counted(page).getByText('164 orders', { exact: true }).waitFor();
    expect((await numbers(page)).length).toBeGreaterThan(10);
  }, limit);

  it('holds its rows under the pointer through many changes, and counts them', async () => {
    const page = await openList();
    await page.getByRole('row', { name: 'SO-413002' }).hover();
    // How long each has waited goes on with the minutes, and stays out of it.
    const placed = () => page.locator('.orders-body [role="row"]').evaluateAll((rows) =>
      rows.map((row) => [
        ...['order', 'stage', 'blocked'].map((column) =>
          row.querySelector(`[data-column="${column}"]`)?.textContent),
        row.getBoundingClientRect().top,
      ]));
    const before = await placed();
    expect(before[0]).toContain('SO-412345');
    // Out of sight again, for the tests that come after.
    onTestFinished(() => {
      for (let change = 0; change < 20; change += 1) {
        desk.standIn.change(`ord_fresh_${9 + change}`, { updatedAt: '2026-11-22T10:00:00Z' });
      }
    });
    for (let change = 0; change < 20; change += 1) {
      desk.standIn.change(`ord_fresh_${9 + change}`, {
        updatedAt: `2026-11-22T14:50:${10 + change}Z`, sentence: `Taken up, ${change}.`,
      });
      await page.waitForTimeout(50);
    }
    await page.getByText('20 orders changed.').first().waitFor();
    expect(await placed()).toEqual(before);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Taken up, 19.').waitFor();
    expect((await numbers(page))[0]).toBe('SO-413028');
  }, limit);
});

describe('a list of a hundred thousand', () => {
  it('has few rows in the page, its head in sight, and its end within reach', async () => {
    const page = await openList();
    desk.standIn.fill(100_000);
    await page.reload();
    await page.getByText('100,000 orders').first().waitFor();
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('100001');
    const box = page.locator('.orders-box');
    const rows = page.locator('.orders-body [role="row"]');
    for (const share of [0.5, 1]) {
      await box.evaluate((element, part) => {
        element.scrollTop = element.scrollHeight * part;
      }, share);
      await page.locator(`[aria-rowindex="${100_000 * share + (share === 1 ? 1 : 0)}"]`)
        .locator('a[data-row-link]').waitFor();
      expect(await rows.count()).toBeLessThanOrEqual(60);
    }
    expect(await page.getByRole('columnheader', { name: 'Stage' }).isVisible()).toBe(true);
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('By order number');
    await page.locator('[aria-rowindex="2"]').locator('a[data-row-link]').waitFor();
    expect(await rows.count()).toBeLessThanOrEqual(60);
    await page.context().close();
  }, 60_000);

  it('becomes cards on a narrow screen, and nothing scrolls sideways', async () => {
    const page = await openList();
    await page.setViewportSize({ width: 360, height: 740 });
    const box = page.locator('.orders-box');
    await page.getByRole('row', { name: 'SO-412345' }).waitFor();
    expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    const heights = await page.locator('.orders-body [role="row"]')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(new Set(heights).size).toBe(1);
    const markOf = (number: string) => page.getByRole('row', { name: number }).locator('.on-card');
    expect(await markOf('SO-412345').innerText()).toMatch(/≠\s+differ/);
    expect(await markOf('SO-413000').count()).toBe(0);
  }, limit);
});

describe('marked orders', () => {
  it('stay marked through scrolling, filters and a reload', async () => {
    const page = await openList();
    await page.getByRole('checkbox', { name: 'Mark SO-412345' }).check();
    await page.getByText('1 marked', { exact: true }).waitFor();
    await page.locator('.orders-box').evaluate((box) => {
      box.scrollTop = 3_000;
    });
    await page.getByRole('navigation', { name: 'Lists in use every day' })
      .getByRole('link', { name: 'Short picks' }).click();
    await page.getByRole('checkbox', { name: 'Mark SO-412346' }).check();
    await page.getByText('2 marked, 1 not in this view').waitFor();
    await page.reload();
    await page.getByText('2 marked, 1 not in this view').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Mark SO-412346' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Take the marks off' }).click();
    await page.getByText('Nothing is marked.').waitFor();
  }, limit);

  it('x marks the row that has the focus', async () => {
    const page = await openList();
    const [first = ''] = await numbers(page);
    await page.keyboard.press('j');
    await rowFocused(page, first);
    await page.keyboard.press('x');
    await page.getByText('1 marked', { exact: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: `Mark ${first}` }).isChecked()).toBe(true);
  }, limit);

  it('become a plan on the server by their ids, and a view by its filter', async () => {
    const page = await openList('/orders?causeCode=service.unmapped');
    await page.getByRole('button', { name: 'Plan for all 31 in this view' }).click();
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByText('Say why, so that others know.').waitFor();
    await page.getByRole('textbox', { name: 'Why' }).fill('new code of the warehouse');
    await page.getByRole('combobox', { name: 'What to do' }).selectOption('Try again');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    const link = page.getByRole('link', { name: 'Look at the plan' });
    expect(await link.getAttribute('href')).toBe('/exceptions?plan=pln_standin');
    expect(desk.standIn.plans.at(-1)).toEqual({
      kind: 'retry', why: 'new code of the warehouse',
      orders: { causeCode: 'service.unmapped' },
    });
  }, limit);

  it('are held until a time, where one is given', async () => {
    const page = await openList('/orders?stage=picking');
    await page.getByRole('button', { name: 'Plan for all 1 in this view' }).click();
    await page.getByRole('textbox', { name: 'Why' }).fill('stock count');
    await page.getByLabel('Until (Europe/London time)').fill('2026-11-22T17:00');
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByRole('link', { name: 'Look at the plan' }).waitFor();
    expect(desk.standIn.plans.at(-1)).toEqual({
      kind: 'hold', why: 'stock count', until: '2026-11-22T17:00:00.000Z',
      orders: { stage: 'picking' },
    });
  }, limit);

  it('are planned for by whoever may, and the others hear who', async () => {
    desk.standIn.playRole('customer-service');
    const page = await openList('/orders?stage=picking');
    await page.getByText('Changing many orders at once needs the role').waitFor();
    expect(await page.getByRole('columnheader', { name: 'Label cost' }).count()).toBe(0);
    desk.standIn.playRole('lead');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Label cost' }).waitFor();
  }, limit);

  it('without a filter there is no plan for everything', async () => {
    const page = await openList();
    await page.getByRole('row', { name: 'SO-412345' }).waitFor();
    expect(await page.getByRole('button', { name: /^Plan for all/ }).count()).toBe(0);
  }, limit);
});

it('shows the columns that are ticked, and the address holds them', async () => {
  const page = await openList('/orders?stage=picking');
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await page.getByText('Columns', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Channel', exact: true }).uncheck();
  await page.waitForURL(/[?&]columns=warehouse%2Cstage/);
  await head('Channel').waitFor({ state: 'detached' });
  await page.reload();
  await head('Stage').waitFor();
  expect(await head('Channel').count()).toBe(0);
}, limit);

it('the view can be had as a file, with the same filter, sort and a zone', async () => {
  const page = await openList('/orders?stage=picking&sort=number');
  const address = await page.getByRole('link', { name: 'As a file (CSV)' }).getAttribute('href');
  expect(address).toBe('/v1/orders/export?stage=picking&sort=number&zone=Europe%2FLondon');
}, limit);

describe('with the keyboard alone', () => {
  it('finds an order by its number: /, type, Enter', async () => {
    const page = await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('SO-412346');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Open the order' }).press('Enter');
    await page.getByRole('heading', { name: 'SO-412346' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/orders/ord_short');
  }, limit);

  it('a number that nobody has leads to words, not to an empty page', async () => {
    const page = await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('SO-0');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing was found for “SO-0”').waitFor();
    expect(new URL(page.url()).search).toBe('?q=SO-0');
  }, limit);

  it('walks the rows by j and k, opens by Enter, comes back by g o', async () => {
    const page = await openList('/orders?stage=received');
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
    await counted(page).getByText('164 orders', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/orders');
  }, limit);

  it('starts at "skip to content"', async () => {
    const page = await openList('/orders?stage=picking');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
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

describe('trouble', () => {
  it('is told in words, with the detail folded, and mends by itself on a new try', async () => {
    const { page } = await desk.reader();
    desk.standIn.failWith(409);
    await page.goto('/orders');
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
    await page.goto('/orders');
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
  await page.goto('/orders');
  await page.getByText('No order has come in yet').waitFor();
  const told = await page.locator('main').innerText();
  expect(told).toContain('as soon as a warehouse or a channel tells Gatepass of it');
  expect(told).toContain('npx gatepass doctor');
}, limit);
