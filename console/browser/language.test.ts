/** The main pages in words that nobody speaks, in American English, and on other clocks. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  desk.standIn.exceptions.openPlans();
}, 120_000);
afterAll(() => desk.close());

const limit = 60_000;

/** Each with something of its data, by which it is there in any language. */
const pages = [
  ['/', 'DPD-12X'], ['/exceptions', 'DPD-12X'], ['/orders', 'SO-412345'],
  ['/orders/ord_untold', 'SO-412345'], ['/find?q=SO-412345', 'The label was made today'],
  ['/plans', 'taken out on shipstation-uk'], ['/connections', 'shipstation-uk'],
  ['/connect', 'ShipStation'], ['/people', 'Mia Berg'],
  ['/account', 'asha@shop.example'],
] as const;

type Seen = { readonly page: Page; readonly answers: () => string };

async function open(language: string, options: BrowserContextOptions = {}): Promise<Seen> {
  const { page } = await desk.reader(options);
  await page.addInitScript(`localStorage.setItem('gatepass.language', '${language}')`);
  const answers: string[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/v1/') || response.url().endsWith('/v1/events')) return;
    void response.text().then((text) => answers.push(text), () => undefined);
  });
  return { page, answers: () => answers.join('\n') };
}

async function show(page: Page, [path, text]: readonly [string, string]): Promise<void> {
  desk.standIn.playRole('admin');
  await page.goto(path);
  await page.getByText(text).first().waitFor();
  await page.locator('.live[data-line="live"]').waitFor();
  await page.waitForLoadState('load');
  await settled(page);
}

/** Until nothing more has come for half a second: panels ask their own questions. */
async function settled(page: Page): Promise<void> {
  let before = -1;
  for (let now = await elements(page); now !== before; now = await elements(page)) {
    before = now;
    await page.waitForTimeout(500);
  }
}

const elements = (page: Page): Promise<number> => page.locator('body *').count();

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

/** Text that its own box cuts off, and pages that must be pushed sideways. */
const cutOn = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = [];
  for (const at of document.body.querySelectorAll<HTMLElement>('*')) {
    const { overflowX, position } = getComputedStyle(at);
    const hasText = [...at.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    // Rows of the long list are of one height: long data shows its beginning, the order has it all.
    if (at.closest('.orders-body') !== null) continue;
    if (!hasText || !at.checkVisibility() || at.matches('.hidden, .skip, option, select')) continue;
    const isCut = overflowX !== 'visible' && overflowX !== 'auto' && overflowX !== 'scroll'
      && at.scrollWidth > at.clientWidth + 1 && position !== 'absolute';
    if (isCut) found.push(`cut: ${at.tagName} ${at.className} ${at.textContent ?? ''}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page goes sideways');
  return found;
});

it.each(pages)('%s says nothing that is not from the catalogue, and nothing is cut', async (
  path, text,
) => {
  for (const width of [1440, 360]) {
    const { page, answers } = await open('en-XA', { viewport: { width, height: 900 } });
    await show(page, [path, text]);
    const texts = await textsOf(page);
    expect(texts.filter((one) => one.includes('⟦')).length).toBeGreaterThan(5);
    expect({ width, strays: strays(texts, answers()) }).toEqual({ width, strays: [] });
    expect({ width, cut: await cutOn(page) }).toEqual({ width, cut: [] });
    await page.context().close();
  }
}, limit);

it('a word of a page itself is found, and so is a text that is cut', async () => {
  const { page } = await open('en-XA');
  await show(page, pages[2]);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p>Hard-wired words</p>'
      + '<p style="width:3rem;overflow:hidden;white-space:nowrap">⟦much too long for it⟧</p>');
  });
  expect(strays(await textsOf(page), '')).toContain('Hard-wired words');
  expect((await cutOn(page)).join()).toContain('much too long for it');
}, limit);

it('speaks American to an American browser, until somebody chooses otherwise', async () => {
  const { page } = await desk.reader({ locale: 'en-US', timezoneId: 'America/New_York' });
  await show(page, ['/orders/ord_split', 'the box was damaged']);
  expect(await page.locator('html').getAttribute('lang')).toBe('en-US');
  const said = await page.locator('body').innerText();
  expect(said).toMatch(/\d (lb|oz) \([\d.]+ k?g\)/);
  expect(said).toContain('Labeled parcels');
  expect(said).toMatch(/\b[1-9]\d?:\d\d:\d\d\s[AP]M/);
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
    const { page } = await desk.reader({ timezoneId });
    await show(page, ['/orders/ord_untold', 'Released to ShipStation as']);
    await page.getByLabel('Whose times').selectOption('mine');
    const times = page.locator('.timeline time');
    instants.push(await times.evaluateAll((all) =>
      all.map((one) => one.getAttribute('datetime') ?? '')));
    expect(await times.first().getAttribute('title')).toContain(`(${timezoneId})`);
    await page.context().close();
  }
  expect(instants[0]?.length).toBeGreaterThan(3);
  expect(instants[1]).toEqual(instants[0]);
  expect(instants[2]).toEqual(instants[0]);
}, limit);
