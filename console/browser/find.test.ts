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

/** A reader at the first page, whose pastes and copies go through a clipboard of their own. */
async function atFlow(): Promise<Page> {
  const { page } = await desk.reader({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto('/');
  await page.locator('.live[data-line="live"]').waitFor();
  return page;
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const put = (page: Page, text: string) =>
  page.evaluate((said) => navigator.clipboard.writeText(said), text);

describe('paste, Enter, copy', () => {
  it.each([
    ['an order number', 'SO-412345'],
    ['a tracking number', '15501234567890'],
    ['an e-mail address', 'iris.bell@example.com'],
    ['a postcode', 'LS1 4BT'],
    ['the end of a telephone number', '900123'],
    ['a name', 'Iris Bell'],
  ])('%s gives the reply in three actions', async (_, typed) => {
    const page = await atFlow();
    await put(page, typed);
    await page.getByRole('search').getByRole('textbox').focus();
    // Three actions: paste, Enter, copy.
    await page.keyboard.press('Control+V');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copy reply (en-GB)' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await clipboard(page)).toMatch(/^Hello,[^]*SO-412345[^]*labelled today at 13:51/);
    expect(new URL(page.url()).pathname).toBe('/find');
    await page.context().close();
  }, limit);

  it('with the keyboard alone, from / on', async () => {
    const page = await atFlow();
    await page.keyboard.press('/');
    await page.keyboard.type('SO-412300');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Order SO-412300' }).waitFor();
    await page.getByRole('button', { name: 'Copy tracking link' }).press('Enter');
    await page.getByText('Copied.').waitFor();
    expect(await clipboard(page))
      .toBe('https://track.dpd.co.uk/search?reference=15501234560001');
    // The next one is typed where the last one was: the box keeps the focus when it is answered.
    await page.keyboard.press('/');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('SO-412345');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Order SO-412345' }).waitFor();
    expect(await page.locator('#find-order:focus').inputValue()).toBe('SO-412345');
  }, limit);

  it('what a scanner sends is found from any page, and typing is not taken for it', async () => {
    const page = await atFlow();
    // Each key says itself when it was pressed: how busy this machine is changes nothing.
    const burst = (text: string, gap: number) => page.evaluate(([signs, wait]) => {
      let at = 1_000;
      for (const key of [...Array.from(signs), 'Enter']) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true });
        Object.defineProperty(event, 'timeStamp', { value: at });
        document.body.dispatchEvent(event);
        at += wait;
      }
    }, [text, gap] as const);
    await burst('SO-412300', 95);
    expect(new URL(page.url()).pathname).toBe('/');
    await burst('15501234567890', 12);
    await page.getByRole('heading', { name: 'Order SO-412345' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=15501234567890');
  }, limit);
});

describe('the answer', () => {
  it('stands before any table, says no "gone" without the fact, and shows no cost', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-412345');
    await page.getByText('has not been seen leaving the warehouse yet').waitFor();
    const main = await page.locator('main').innerText();
    expect(main).not.toMatch(/\bgone\b|left our|£|GBP|6\.42/i);
    expect(await page.getByRole('table').count()).toBe(0);
    await page.getByText('What you can tell the customer').click();
    expect(await page.locator('.reply').innerText()).toContain('It was labelled today at 13:51.');
  }, limit);

  it('is in the English that was chosen, and the choice is kept', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-412345');
    await page.getByRole('combobox', { name: 'Reply in' }).selectOption('American English');
    await page.getByRole('button', { name: 'Copy reply (en-US)' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await clipboard(page)).toMatch(/1:51 pm[^]*Best regards,$/);
    await page.reload();
    await page.getByRole('button', { name: 'Copy reply (en-US)' }).waitFor();
  }, limit);

  it('several are told apart by town and date, and the chosen one is in the address', async () => {
    const page = await atFlow();
    await page.goto('/find?q=bell');
    await page.getByText('2 orders fit. Which one is it?').waitFor();
    const rows = page.getByRole('table').getByRole('row');
    expect((await rows.nth(1).innerText()) + (await rows.nth(2).innerText()))
      .toMatch(/Leeds[^]*York|York[^]*Leeds/);
    expect(await page.getByRole('table').getByText('differ').count()).toBe(1);
    await page.getByRole('link', { name: 'SO-412300' }).click();
    await page.waitForURL('**/find?q=bell&order=ord_done');
    await page.getByText('It left the warehouse today at 11:34').waitFor();
    const answerAt = await page.locator('.find-answer').boundingBox();
    const tableAt = await page.getByRole('table').boundingBox();
    expect(answerAt?.y ?? 9_999).toBeLessThan(tableAt?.y ?? 0);
  }, limit);

  it('shows at most twenty, and says that there are more', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-4130');
    await page.getByText('More than 20 orders fit').waitFor();
    const rows = page.getByRole('table').getByRole('row');
    await rows.nth(20).waitFor();
    expect(await rows.count()).toBe(21);
  }, limit);

  it('nothing found says what was looked for, and what comes next', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-999999');
    await page.getByText('Nothing was found for “SO-999999”').waitFor();
    expect(await page.locator('main').innerText()).toMatch(
      /order number,[^]*tracking number,[^]*e-mail[^]*telephone[^]*postcode[^]*letter by letter/);
    await page.goto('/find?q=ab');
    await page.getByText('Type at least 3 letters or digits').waitFor();
  }, limit);
});

describe('asking the warehouse', () => {
  it('is a question that stands open until it is answered', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-412346');
    await page.getByRole('button', { name: 'Ask warehouse' }).click();
    await page.getByRole('textbox', { name: 'Ask leicester' }).fill('Is the mug found?');
    await page.getByRole('button', { name: 'Send the question' }).click();
    await page.getByText('no answer yet').waitFor();
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('textbox', { name: /^Answer to/ }).fill('It fell behind the shelf.');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('Asha answered').waitFor();
    expect(await page.getByText('no answer yet').count()).toBe(0);
  }, limit);

  it('is answered by the floor: customer service sees who may', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-412345');
    await page.getByRole('button', { name: 'Ask warehouse' }).click();
    await page.getByRole('textbox', { name: 'Ask leicester' }).fill('Which box?');
    await page.getByRole('button', { name: 'Send the question' }).click();
    await page.getByText('no answer yet').waitFor();
    desk.standIn.playRole('customer-service');
    await page.reload();
    await page.getByText('Answering for the warehouse needs the role Lead').waitFor();
    expect(await page.getByRole('button', { name: 'Answer' }).getAttribute('aria-disabled'))
      .toBe('true');
    desk.standIn.playRole('lead');
  }, limit);

  it('an order that no warehouse has says why it cannot be asked', async () => {
    const page = await atFlow();
    await page.goto('/find?q=SO-413005');
    await page.getByText('there is nobody to ask').waitFor();
    expect(await page.getByRole('button', { name: 'Ask warehouse' }).isDisabled()).toBe(true);
    await page.getByText('There is no tracking link').waitFor();
  }, limit);
});
