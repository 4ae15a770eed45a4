import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureCut, measureLook } from './measure-look.ts';
import { watchStops } from './measure-stops.ts';
import { openDesk, type Desk, type Reader } from './open.ts';
import { scenes, type Scene } from './scenes.ts';

const widths = [1440, 768, 360];
const narrowest = 320;

let desk: Desk;
let axe: string;
beforeAll(async () => {
  desk = await openDesk();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}, 120_000);
afterAll(() => desk.close());

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** In the dark it is the same page in other colours. */
const rules = { light: everyRule, dark: ['color-contrast', 'link-in-text-block'] } as const;

/** What axe finds, one line each: which rule, and where. */
async function axeFinds(page: Page, which: readonly string[]): Promise<string[]> {
  const found = await page.evaluate(`axe.run(document, {
    runOnly: ${JSON.stringify(which)}, resultTypes: ['violations'],
  }).then(({ violations }) => violations.flatMap((rule) =>
    rule.nodes.map((node) => rule.id + ': ' + node.target.join(' '))))`);
  if (!Array.isArray(found)) throw new Error('axe did not answer');
  return found.map(String);
}

/**
 * An open menu finds its new place a moment after the window has changed: what is wrong only
 * until then is not wrong. What stays wrong for three seconds is.
 */
const measureWhenSettled = async (page: Page): Promise<string[]> => {
  const patience = Date.now() + 3_000;
  let seen = await page.evaluate(measureLook);
  while (seen.length > 0 && Date.now() < patience) {
    await page.evaluate('new Promise((painted) => requestAnimationFrame(painted))');
    seen = await page.evaluate(measureLook);
  }
  return seen;
};

let visitor: (Reader & { readonly role: string }) | null = null;

/** One console for all pages to which a role only goes, as people have it; else one of its own. */
async function readerFor({ isSignedIn, visitedBy: role }: Scene): Promise<Reader> {
  if (visitor?.role !== role) {
    await visitor?.page.context().close();
    visitor = role === undefined ? null : { ...await desk.reader(), role };
  }
  return visitor ?? await (isSignedIn ? desk.reader : desk.stranger)();
}

const visitors = new Set(scenes.map(({ visitedBy }) => visitedBy));
const byVisitor = [...visitors].flatMap((role) =>
  scenes.filter(({ visitedBy }) => visitedBy === role));

it.each(byVisitor)('$name is fit for everybody at every width, light and dark', async (scene) => {
  const { page, problems, answered } = await readerFor(scene);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await scene.open(page, desk.standIn);
  await answered();
  await page.evaluate(axe);
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
    for (const width of [...widths, narrowest]) {
      await page.setViewportSize({ width, height: 900 });
      const seen = await measureWhenSettled(page);
      if (width !== narrowest) seen.push(...await axeFinds(page, rules[scheme]));
      found.push(...seen.map((one) => `${scheme}, ${width} px: ${one}`));
    }
  }
  expect(found).toEqual([]);
  expect(problems.splice(0)).toEqual([]);
  if (visitor === null) await page.context().close();
}, 90_000);

const mainPages = ['flow', 'exceptions-cause', 'orders-filtered', 'order-differ', 'find-one',
  'find-several', 'connections'];
const mainScenes = scenes.filter(({ name }) => mainPages.includes(name));

it('the main pages are among the scenes', () => {
  expect(mainScenes.map(({ name }) => name).toSorted()).toEqual(mainPages.toSorted());
});

/** Its list, which a small screen shows alone. */
const enlarged = scenes.filter(({ name }) => [...mainPages, 'exceptions'].includes(name));

it.each(enlarged)('$name loses nothing in letters of twice the size, on any screen', async (
  scene,
) => {
  const { page } = await desk.reader();
  const devTools = await page.context().newCDPSession(page);
  const enlarge = () =>
    devTools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await enlarge();
  await scene.open(page, desk.standIn);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await enlarge();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize))
      .toBe('32px');
    const seen = [...await measureWhenSettled(page), ...await page.evaluate(measureCut)];
    expect({ width, seen }).toEqual({ width, seen: [] });
  }
  await page.context().close();
}, 60_000);

/** More than any of these pages has: a focus that has not come round by then is caught. */
const mostStops = 250;

// The one answer of a search is a part of the page of several.
const walked = mainScenes.filter(({ name }) => name !== 'find-one');

it.each(walked)('$name lets Tab through to its end and back, in sight all the way', async (
  scene,
) => {
  const { page } = await desk.reader();
  await scene.open(page, desk.standIn);
  const stops = await page.evaluateHandle(watchStops);
  for (const key of ['Tab', 'Shift+Tab']) {
    const before = (await stops.jsonValue()).length;
    let pressed = 0;
    do {
      for (let press = 0; press < 10; press += 1) await page.keyboard.press(key);
      pressed += 10;
    } while (pressed < mostStops && !(await stops.jsonValue()).slice(before + 15)
      .some(({ isStart }) => isStart));
    const seen = (await stops.jsonValue()).slice(before);
    expect({ key, isCaught: pressed >= mostStops }).toEqual({ key, isCaught: false });
    expect(seen.length).toBeGreaterThan(15);
    expect({ key, wrong: seen.flatMap(({ wrong }) => wrong) }).toEqual({ key, wrong: [] });
  }
  await page.context().close();
}, 60_000);

it('the measuring finds what is wrong', async () => {
  const { page } = await desk.stranger();
  await page.setContent(`<body style="background:#fff;margin:0;width:2000px">
    <input placeholder="pale" style="border:1px solid #eee;width:60px;height:30px">
    <style>::placeholder { color: #bbb }</style>
    <button style="width:10px;height:10px;padding:0;border:1px solid #000;display:block"></button>
    <span class="tag" style="text-transform:uppercase">late</span>
    <a href="/" style="position:absolute;top:100px;width:90px;height:30px">one</a>
    <a href="/" style="position:absolute;top:110px;width:90px;height:30px">two</a>
    <style>@keyframes turn { to { rotate: 1turn } }</style>
    <p style="animation: turn 9s infinite">round</p></body>`);
  const found = (await page.evaluate(measureLook)).join('\n');
  for (const word of ['placeholder', 'border', 'target', 'capitals', 'sideways', 'overlaps',
    'moves']) {
    expect(found).toContain(word);
  }
  await page.setContent(`<style>:focus-visible { outline: 2px solid #000 }</style>
    <button>Skip to content</button>
    <button style="outline:none">no mark</button>
    <button style="position:absolute;top:200px;left:0">covered</button>
    <div style="position:fixed;top:150px;left:0;width:400px;height:200px;background:#fff"></div>`);
  const stops = await page.evaluateHandle(watchStops);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Tab');
  expect((await stops.jsonValue()).flatMap(({ wrong }) => wrong))
    .toEqual(['no mark of the focus at "no mark"', 'the focus is hidden at "covered"']);
}, 30_000);
