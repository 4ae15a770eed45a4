/** The console in a real browser, measured from inside the page where that is possible. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { adminKey } from '../../engine/tests/together/processes.ts';
import { medianOf } from '../part.ts';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const builder = new URL('../../bin/console.js', import.meta.url).href;

/** As `npm start` builds it, in a process of its own. */
const buildConsole = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval',
    `const { buildConsole } = await import(${JSON.stringify(builder)});
     if (!buildConsole(process.execPath)) process.exitCode = 1;`,
  ], { cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, NODE_ENV: 'production' } });
};

/** @throws where no Chromium is installed: without one there is nothing to measure. */
export const inBrowser = async <Found>(
  work: (browser: Browser) => Promise<Found>,
): Promise<Found> => {
  if (!existsSync(chromiumPath)) throw new Error(`there is no browser at ${chromiumPath}`);
  await buildConsole();
  const browser = await chromium.launch({
    executablePath: chromiumPath, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
};

/** Rows that are usable are there with their links, and not only as a place for them. */
const rowsOf = { '/': '.strip tbody a', '/orders': 'a[data-row-link]' } as const;
export type Screen = keyof typeof rowsOf;

const watch = (screen: Screen): string => `window.seen = { rows: null, tasks: [] };
  new MutationObserver(() => {
    if (seen.rows === null && document.querySelector(${JSON.stringify(rowsOf[screen])}) !== null) {
      seen.rows = performance.now();
    }
  }).observe(document, { subtree: true, childList: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });`;

/** A reader who has never been there: nothing of the console is kept by the browser. */
export const openScreen = async (
  browser: Browser, url: string, screen: Screen, slowness = 1,
): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: url, viewport: { width: 1440, height: 900 }, locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.request.post('/v1/sign-in/key', { data: { key: adminKey } });
  await page.addInitScript(watch(screen));
  if (slowness !== 1) {
    const devTools = await context.newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  }
  await page.goto(screen);
  await page.locator(rowsOf[screen]).first().waitFor();
  return page;
};

export type Opened = { readonly paint: number; readonly rows: number };

/** Milliseconds from the wish for the page; the median of several readers, after one to warm up. */
export const timeToOpen = async (
  browser: Browser, url: string, screen: Screen, slowness: number, rounds: number,
): Promise<Opened> => {
  const times: Opened[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const page = await openScreen(browser, url, screen, slowness);
    // The page's own figures, in the shape in which the lines above ask for them.
    times.push(await page.evaluate(`({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      rows: seen.rows,
    })`));
    await page.context().close();
  }
  const counted = times.slice(1);
  return {
    paint: medianOf(counted.map(({ paint }) => paint)),
    rows: medianOf(counted.map(({ rows }) => rows)),
  };
};

export type Scrolled = { readonly slowest5: number; readonly mostRows: number };

/** From the first row to the last, a step in each frame. */
export const scrollThrough = async (page: Page, rows: number): Promise<Scrolled> => {
  const found = await page.evaluate(`new Promise((done) => {
    const box = document.querySelector('.orders-box');
    const body = document.querySelector('.orders-body');
    const end = Math.min(box.scrollHeight, ${String(rows)} * body.firstElementChild.offsetHeight);
    const gaps = [];
    let before, mostRows = 0, step = 0;
    requestAnimationFrame(function frame(now) {
      if (before !== undefined) gaps.push(now - before);
      before = now;
      mostRows = Math.max(mostRows, body.children.length);
      if (step === ${String(scrollSteps)}) return done({ gaps, mostRows });
      step += 1;
      box.scrollTop = end * step / ${String(scrollSteps)};
      requestAnimationFrame(frame);
    });
  })`) as { gaps: number[]; mostRows: number };
  return { slowest5: shareOf(found.gaps, 0.95), mostRows: found.mostRows };
};

export const scrollSteps = 1_000;

/** The value that this share of all stays under. */
const shareOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;

/** Milliseconds of every task in the page that took longer than 50. */
export const longTasksOf = async (page: Page): Promise<readonly number[]> =>
  await page.evaluate('seen.tasks') as number[];
