/** The console with very many orders, in a real browser, on a real process that holds them. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Place } from '../../engine/tests/together/processes.ts';
import { medianOf, type Part, type Size, type Table } from '../part.ts';
import { holdSoMany, wordsOfCopy } from './copies.ts';
import { onEachSize, orderOf, whileRunning, whileShut, withStore, type Tell } from './places.ts';
import {
  inBrowser, longTasksOf, openScreen, scrollSteps, scrollThrough, timeToOpen,
  type Opened, type Scrolled, type Screen,
} from './screen.ts';

type Counts = {
  readonly embedded: readonly number[];
  readonly outside: readonly number[];
  readonly rounds: number;
  readonly liveSeconds: number;
};

const counts: Readonly<Record<Size, Counts>> = {
  small: { embedded: [200], outside: [200], rounds: 1, liveSeconds: 4 },
  full: { embedded: [100_000], outside: [100_000, 1_000_000], rounds: 5, liveSeconds: 60 },
};

const scrolledRows = 100_000;
const slowness = 4;
const perSecond = 20;
const batchesPerSecond = 4;

type Found = { readonly what: string; readonly median: number; readonly slowest: number };

type Seen = {
  readonly name: string;
  readonly orders: number;
  readonly opened: Readonly<Record<Screen, { readonly quick: Opened; readonly slow: Opened }>>;
  readonly scrolled: Scrolled;
  readonly sorted: number;
  readonly found: readonly Found[];
  readonly live: Live;
};

type Live = {
  readonly told: number;
  readonly shownMedian: number;
  readonly shownSlowest: number;
  readonly longestTask: number;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

/** From Enter to the answer on the screen, each of other orders, after one to warm up. */
const lookUp = async (page: Page, orders: number, rounds: number): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (const what of ['orderNumber', 'trackingNumber', 'email'] as const) {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      // The longest numbers, which are not the beginning of others; none of them is open.
      const copy = wordsOfCopy(orders - 1 - 20 * ((round * 397) % Math.floor(orders / 50)));
      await page.goto('/plans');
      const box = page.getByRole('search').getByRole('textbox');
      await box.fill(copy[what]);
      times.push(await timed(async () => {
        await box.press('Enter');
        await page.getByRole('heading', { name: `Order ${copy.orderNumber}` }).waitFor();
        await page.locator('.find-answer .sentence').first().waitFor();
      }));
    }
    const counted = times.slice(1);
    found.push({ what, median: medianOf(counted), slowest: Math.max(...counted) });
  }
  return found;
};

/** Another order of the list, until its first rows stand there. */
const sortAnew = async (page: Page, rounds: number): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await page.goto('/orders');
    await page.locator('a[data-row-link]').first().waitFor();
    const sort = page.getByRole('combobox', { name: 'Sort' });
    times.push(await timed(async () => {
      await sort.selectOption('By order number');
      await page.waitForURL('**/orders?sort=number');
      await page.locator('a[data-row-link]').first().waitFor();
    }));
  }
  return medianOf(times.slice(1));
};

/** New orders all the time, and when the list counts them. The clock of both is this machine's. */
const liveThrough = async (
  page: Page, tell: Tell, seconds: number, from: number,
): Promise<Live> => {
  await page.evaluate(`seen.tasks.length = 0;
    window.counted = [];
    const table = document.querySelector('[role="table"]');
    const count = () => counted.push([Date.now(), Number(table.getAttribute('aria-rowcount')) - 1]);
    count();
    new MutationObserver(count).observe(table, { attributes: true });`);
  const told: number[] = [];
  const perBatch = perSecond / batchesPerSecond;
  for (let batch = 0; batch < seconds * batchesPerSecond; batch += 1) {
    const next = wait(1_000 / batchesPerSecond);
    await tell('POST', '/v1/warehouses/leicester/consignments', {
      consignments: Array.from({ length: perBatch }, (_, at) => orderOf(from + told.length + at)),
    });
    for (let at = 0; at < perBatch; at += 1) told.push(Date.now());
    await next;
  }
  await wait(10_000);
  const counted = await page.evaluate('counted') as [number, number][];
  const base = counted[0]?.[1] ?? 0;
  const delays = told.map((at, index) => {
    const shown = counted.find(([, total]) => total > base + index);
    if (shown === undefined) throw new Error(`order ${String(index)} was not counted in the list`);
    return Math.max(0, shown[0] - at);
  });
  return {
    told: told.length, shownMedian: medianOf(delays), shownSlowest: Math.max(...delays),
    longestTask: Math.max(0, ...await longTasksOf(page)),
  };
};

const look = async (
  browser: Browser, place: Place, orders: number, { rounds, liveSeconds }: Counts,
): Promise<Omit<Seen, 'name'>> => {
  await withStore(place, (database) => holdSoMany(database, orders));
  return whileRunning(place, async ({ url, tell }) => {
    const opening = async (screen: Screen) => ({
      quick: await timeToOpen(browser, url, screen, 1, rounds),
      slow: await timeToOpen(browser, url, screen, slowness, rounds),
    });
    const opened = { '/': await opening('/'), '/orders': await opening('/orders') };
    const page = await openScreen(browser, url, '/orders');
    const scrolled = await scrollThrough(page, Math.min(orders, scrolledRows));
    const sorted = await sortAnew(page, rounds);
    const found = await lookUp(page, orders, rounds * 4);
    await page.context().close();
    const living = await openScreen(browser, url, '/orders');
    const live = await liveThrough(living, tell, liveSeconds, 10_000_000 + orders);
    await living.context().close();
    return { orders, opened, scrolled, sorted, found, live };
  });
};

const lookAtEach = (browser: Browser, place: Place, size: Size) => whileShut(async (policy) => {
  await whileRunning(place, async ({ tell }) => {
    await tell('PUT', '/v1/policy', { document: policy });
    const { reference, ...body } = orderOf(0);
    await tell('PUT', `/v1/warehouses/leicester/consignments/${reference}`, body);
  });
  const seen: Omit<Seen, 'name'>[] = [];
  for (const orders of counts[size][place.databaseUrl === null ? 'embedded' : 'outside']) {
    seen.push(await look(browser, place, orders, counts[size]));
  }
  return seen;
});

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
const both = ({ paint, rows }: Opened): string => `${milliseconds(paint)}, ${milliseconds(rows)}`;
const pair = ({ median, slowest }: Omit<Found, 'what'>): string =>
  `${milliseconds(median)}, ${milliseconds(slowest)}`;

const tableOf = (seen: readonly Seen[]): Table => {
  const row = (what: string, limit: string, figure: (one: Seen) => string | number) =>
    [what, limit, ...seen.map(figure)];
  const lookedUp = (what: string) => ({ found }: Seen): string =>
    pair(found.find((one) => one.what === what) ?? { median: NaN, slowest: NaN });
  return {
    title: 'What a reader waits for',
    columns: ['', 'at most', ...seen.map(({ name, orders }) =>
      `${orders.toLocaleString('en-GB')} ${name}`)],
    rows: [
      row('Flow: first paint, rows usable', '300 ms, 1 s', ({ opened }) => both(opened['/'].quick)),
      row('Orders: the same', '300 ms, 1 s', ({ opened }) => both(opened['/orders'].quick)),
      row('Flow, on a quarter of the processor', '1 s, 2.5 s', ({ opened }) =>
        both(opened['/'].slow)),
      row('Orders: the same', '1 s, 2.5 s', ({ opened }) => both(opened['/orders'].slow)),
      row('scrolled through: slowest 5 % of frames', '50 ms', ({ scrolled }) =>
        milliseconds(scrolled.slowest5)),
      row('most rows in the page meanwhile', '60', ({ scrolled }) => scrolled.mostRows),
      row('sorted anew', '500 ms', ({ sorted }) => milliseconds(sorted)),
      row('found by order number: median, slowest', '300 ms', lookedUp('orderNumber')),
      row('found by tracking number', '300 ms', lookedUp('trackingNumber')),
      row('found by e-mail address', '300 ms', lookedUp('email')),
      row('told until shown: median, slowest', '2 s', ({ live }) =>
        pair({ median: live.shownMedian, slowest: live.shownSlowest })),
      row('longest task in the page meanwhile', '100 ms', ({ live }) =>
        milliseconds(live.longestTask)),
    ],
  };
};

export const consoleInUse: Part = {
  name: 'console',
  time: 'machine',
  title: 'The console in use',
  method: (size) =>
    'The built console in Chromium, served by a real process that holds the orders (copies made ' +
    'by SQL, as for `held`); browser, process and database share the cores. What is allowed at ' +
    'most stands beside. Pages are opened by readers whose browser has kept nothing: the median ' +
    `of ${String(counts[size].rounds)}. The list is scrolled through from its first row to its ` +
    `last, or to the ${scrolledRows.toLocaleString('en-GB')}th, in ` +
    `${scrollSteps.toLocaleString('en-GB')} steps, one a frame. A look-up lasts from Enter until ` +
    `the answer can be read. Then a warehouse tells of ${String(perSecond)} new orders a second ` +
    `for ${String(counts[size].liveSeconds)} s, and each is shown when the open list counts it.`,
  async run(size) {
    const sizes = await inBrowser((browser) =>
      onEachSize((place) => lookAtEach(browser, place, size)));
    return [tableOf(sizes.flatMap(({ name, found }) => found.map((one) => ({ name, ...one }))))];
  },
};
