/**
 * The main pages in words that nobody speaks, in American English, and on other clocks; and
 * whether they stand still while their answers come.
 */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { measureCut } from './measure-look.ts';
import { openDesk, type Desk, type Reader } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  desk.standIn.exceptions.openPlans();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());

const limit = 60_000;

/** Each with something of its data, by which it is there in any language. */
const pages = [
  ['/', 'DPD-12X'], ['/exceptions', 'DPD-12X'], ['/orders', 'SO-412345'],
  ['/orders/ord_untold', 'SO-412345'], ['/find?q=SO-412345', 'The label was made today'],
  ['/plans', 'taken out on shipstation-uk'], ['/connections', 'shipstation-uk'],
  ['/connect', 'ShipStation'], ['/people', 'Mia Berg'],
  ['/account', 'asha@shop.example'],
  ['/wall', 'leicester'],
] as const;

type Seen = Reader & { readonly answers: () => string };

async function open(language: string, options: BrowserContextOptions = {}): Promise<Seen> {
  const reader = await desk.reader(options);
  const { page } = reader;
  await page.addInitScript(`localStorage.setItem('gatepass.language', '${language}')`);
  const answers: string[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/v1/') || response.url().endsWith('/v1/events')) return;
    void response.text().then((text) => answers.push(text), () => undefined);
  });
  return { ...reader, answers: () => answers.join('\n') };
}

async function show(
  { page, answered }: Reader, [path, text]: readonly [string, string],
): Promise<void> {
  desk.standIn.playRole('admin');
  await page.goto(path);
  await page.getByText(text).first().waitFor();
  await page.locator('.live[data-line="live"]').waitFor();
  await answered();
}

/** Keeps what jumped while nobody did anything: by how much, and what it was. */
const keepShifts = `window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node }) => node?.className || node?.nodeName);
      window.shifts.push({ value, moved: moved.join(', ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });`;

/** As a share of the window: how much of it jumped, how far. */
const mostShift = 0.02;

async function jumpsOf(page: Page): Promise<readonly { value: number; moved: string }[]> {
  const shifts = await page.evaluate('window.shifts') as { value: number; moved: string }[];
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  return sum > mostShift ? shifts : [];
}

/** What a reader sees, text by text, without what is only for machines. */
const textsOf = (page: Page): Promise<string[]> => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.parentElement;
    if (at === null || at.closest('script, style, code, kbd, time, noscript') !== null) continue;
    if (at.closest('option, datalist') !== null || !at.checkVisibility()) continue;
    found.push((node.textContent ?? '').trim());
  }
  return found;
});

/** The name of the product, days with their times, and amounts with their currency. */
const shapes = [
  /^Gatepass$/, /^\d{1,2} [A-Z][a-z]{2,3}( [\d:]+)?$/, /^-?[\d,.]+ [A-Z]{3}$/,
];

/** What has letters outside of the brackets and is not out of an answer of the API. */
function strays(texts: readonly string[], answers: string): string[] {
  // A code such as pick.short is shown as words.
  const known = `${answers}\n${answers.replaceAll(/[.-]/g, ' ')}`.toLowerCase();
  return texts.flatMap((text) => {
    let rest = text;
    for (let before = ''; before !== rest;) {
      before = rest;
      rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ');
    }
    return rest.split(/\s{2,}|[:,]\s/).map((one) => one.replaceAll(/^[\s“]+|[\s”.]+$/g, ''))
      .filter((one) => /\p{L}{2}/u.test(one) && !shapes.some((shape) => shape.test(one))
        && !known.includes(JSON.stringify(one).slice(1, -1).toLowerCase()));
  });
}

it.each(pages)('%s says nothing that is not from the catalogue, and nothing is cut or jumps',
  async (path, text) => {
    for (const width of [1440, 360]) {
      const reader = await open('en-XA', { viewport: { width, height: 900 } });
      const { page } = reader;
      await page.addInitScript(keepShifts);
      desk.standIn.dawdle(true);
      await show(reader, [path, text]);
      desk.standIn.dawdle(false);
      const texts = await textsOf(page);
      expect(texts.filter((one) => one.includes('⟦')).length).toBeGreaterThan(5);
      expect({ width, strays: strays(texts, reader.answers()) }).toEqual({ width, strays: [] });
      expect({ width, cut: await page.evaluate(measureCut) }).toEqual({ width, cut: [] });
      expect({ width, jumps: await jumpsOf(page) }).toEqual({ width, jumps: [] });
      await page.context().close();
    }
  }, limit);

it('a word of a page itself is found, and so is a text that is cut', async () => {
  const reader = await open('en-XA');
  const { page } = reader;
  await page.addInitScript(keepShifts);
  await show(reader, pages[2]);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p>Hard-wired words</p>'
      + '<p style="width:3rem;overflow:hidden;white-space:nowrap">⟦much too long for it⟧</p>');
  });
  expect(strays(await textsOf(page), '')).toContain('Hard-wired words');
  expect((await page.evaluate(measureCut)).join()).toContain('much too long for it');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('afterbegin', '<div style="height:300px"></div>');
  });
  await reader.answered();
  expect((await jumpsOf(page)).length).toBeGreaterThan(0);
}, limit);

it('speaks American to an American browser, until somebody chooses otherwise', async () => {
  const reader = await desk.reader({ locale: 'en-US', timezoneId: 'America/New_York' });
  const { page } = reader;
  await show(reader, ['/orders/ord_split', 'the box was damaged']);
  expect(await page.locator('html').getAttribute('lang')).toBe('en-US');
  const said = await page.locator('body').innerText();
  expect(said).toMatch(/\d (lb|oz) \([\d.]+ k?g\)/);
  expect(said).toContain('Labeled parcels');
  expect(said).toMatch(/\b[1-9]\d?:\d\d:\d\d\s[AP]M/);
  // Also in what the engine says of it, but for what people wrote.
  expect(said.replaceAll(/“[^”]*”/g, '')).not.toMatch(/labell|cancell/i);
  await page.getByRole('button', { name: 'Asha' }).click();
  await page.getByText('Colors', { exact: true }).waitFor();
  await page.getByLabel('Language').selectOption('British English');
  await page.getByText('Labelled parcels').first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
  expect(await page.locator('body').innerText()).not.toMatch(/\d (lb|oz) \(/);
}, limit);

it('tells the same instants on whichever clock is chosen', async () => {
  const instants: string[][] = [];
  for (const timezoneId of ['Europe/London', 'America/New_York', 'UTC']) {
    const reader = await desk.reader({ timezoneId });
    const { page } = reader;
    await show(reader, ['/orders/ord_untold', 'Released to ShipStation as']);
    await page.getByLabel('Whose times').selectOption('mine');
    const times = page.locator('.timeline time');
    instants.push(await times.evaluateAll((all) =>
      all.map((one) => one.getAttribute('datetime') ?? '')));
    expect(await times.first().getAttribute('title')).toContain(`(${timezoneId})`);
    // So do charts: the bad hour of the morning, in the table of the chart.
    await page.goto('/');
    await page.getByText('The same as a table').click();
    const hour = await page.getByRole('row', { name: '97 48 min' }).innerText();
    expect(hour.slice(0, 3)).toBe(timezoneId === 'America/New_York' ? '04:' : '09:');
    await page.context().close();
  }
  expect(instants[0]?.length).toBeGreaterThan(3);
  expect(instants[1]).toEqual(instants[0]);
  expect(instants[2]).toEqual(instants[0]);
}, limit);
