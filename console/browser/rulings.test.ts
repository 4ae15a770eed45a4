import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';
import { offer, rulingKinds } from './stand-in-rulings.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
beforeEach(() => {
  desk.standIn.renew();
  desk.standIn.playRole('lead');
});
afterEach(() => desk.leave());
afterAll(() => desk.close());

const limit = 30_000;

async function open(path: string): Promise<Page> {
  const { page } = await desk.reader();
  await page.goto(path);
  await page.locator('.live[data-line="live"]').waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

it('tries every ruling that the API knows', async () => {
  const known = JSON.parse(
    await readFile(new URL('../openapi.json', import.meta.url), 'utf8')) as {
    paths: { '/v1/orders/{id}/rulings': { post: { requestBody: { content: {
      'application/json': { schema: { properties: { ruling: { enum: string[] } } } };
    } } } } };
  };
  const { post } = known.paths['/v1/orders/{id}/rulings'];
  const { ruling } = post.requestBody.content['application/json'].schema.properties;
  expect([...rulingKinds].toSorted()).toEqual(ruling.enum.toSorted());
});

describe('deciding about an order', () => {
  it.each(rulingKinds)('%s says what follows, asks why, and is done by one more press',
    async (kind) => {
      const page = await open('/orders/ord_fresh_1');
      desk.standIn.change('ord_fresh_1', { actions: [offer('ord_fresh_1', kind)] });
      const { words, means } = offer('ord_fresh_1', kind);
      await button(page, `${words} …`).click();
      await page.getByText(means).waitFor();
      const before = desk.standIn.ruled.length;
      await button(page, words).click();
      await page.getByText('Say why, for those who find it later.').waitFor();
      expect(desk.standIn.ruled.length).toBe(before);
      await page.getByLabel('Why', { exact: true }).fill('The customer rang');
      if (kind === 'sent-otherwise') await page.getByLabel('By which carrier').fill('Own van');
      await button(page, words).click();
      await page.getByText('So ruled. It goes on.').waitFor();
      expect(desk.standIn.ruled.at(-1)).toEqual({
        ruling: kind, about: 'as-seen', why: 'The customer rang',
        ...(kind === 'sent-otherwise' ? { carrier: 'Own van' } : {}),
      });
    }, limit);

  it('ships short on the exception that asks for it, which is over then', async () => {
    const page = await open('/orders/ord_short');
    const needs = page.getByRole('region', { name: 'Needs somebody' });
    await needs.getByRole('button', { name: 'Ship what is there …' }).click();
    await needs.getByLabel('Why', { exact: true }).fill('She wants the shirt now');
    await needs.getByRole('button', { name: 'Ship what is there', exact: true }).click();
    await page.getByText('So ruled. It goes on.').waitFor();
    await needs.waitFor({ state: 'detached' });
    expect(desk.standIn.ruled.at(-1)).toMatchObject({
      ruling: 'ship-short', exception: 'exc_pick.short',
    });
    const decided = page.getByRole('region', { name: 'What people decided' });
    expect(await decided.innerText()).toContain('She wants the shirt now');
  }, limit);

  it('holds until a time on the clock of the warehouse, and lets go before', async () => {
    const { page } = await desk.reader({ timezoneId: 'America/New_York' });
    await page.goto('/orders/ord_short');
    await button(page, 'Hold it …').click();
    await page.getByLabel('Until (Europe/London time)').fill('2026-11-20T09:00');
    await page.getByLabel('Why', { exact: true }).fill('Away until Monday');
    await button(page, 'Hold it').click();
    await page.getByText('lies in the past', { exact: true }).waitFor();
    await page.getByLabel('Until (Europe/London time)').fill('2026-11-23T09:00');
    await button(page, 'Hold it').click();
    await page.getByText('So ruled. It goes on.').waitFor();
    expect(desk.standIn.ruled.at(-1)).toMatchObject({ until: '2026-11-23T09:00:00.000Z' });
    await button(page, 'Let it go …').click();
    await page.getByLabel('Why', { exact: true }).fill('She is back');
    await button(page, 'Let it go').click();
    await page.getByText('The ruling counts no more.').waitFor();
    await page.getByText('Taken back by Asha: “She is back”.').waitFor();
  }, limit);

  it('says by what and with which number it left', async () => {
    const page = await open('/orders/ord_short');
    await button(page, 'It left by other means …').click();
    await page.getByLabel('Why', { exact: true }).fill('The printer was broken');
    await button(page, 'It left by other means').click();
    await page.getByText('This is needed.').waitFor();
    await page.getByLabel('By which carrier').fill('dpd');
    await page.getByLabel('Tracking number, if there is one').fill('15501234567890');
    await button(page, 'It left by other means').click();
    await page.getByText('So ruled. It goes on.').waitFor();
    expect(desk.standIn.ruled.at(-1)).toMatchObject({
      ruling: 'sent-otherwise', carrier: 'dpd', trackingNumber: '15501234567890',
    });
  }, limit);

  it('sends what it was opened on, so that the engine can refuse what facts overtook', async () => {
    const page = await open('/orders/ord_short');
    await button(page, 'Hold it …').click();
    await page.getByLabel('Why', { exact: true }).fill('Wait for the mug');
    desk.standIn.change('ord_short', {
      sentence: 'The mug was found.',
      actions: [offer('ord_short', 'hold', { about: 'changed' })],
    });
    await page.getByText('The mug was found.').waitFor();
    await button(page, 'Hold it').click();
    await page.getByText('So ruled. It goes on.').waitFor();
    expect(desk.standIn.ruled.at(-1)).toMatchObject({ about: 'as-seen' });
  }, limit);

  it('tells two consignments apart', async () => {
    const page = await open('/orders/ord_split');
    desk.standIn.change('ord_split', { actions: ['leicester', 'glasgow'].map((place) =>
      offer('ord_split', 'sent-otherwise', { consignment: `con_${place}` })) });
    await button(page, 'It left by other means: Consignment C-glasgow, glasgow …').click();
    await page.getByLabel('By which carrier').fill('Own van');
    await page.getByLabel('Why', { exact: true }).fill('Taken along');
    await button(page, 'It left by other means').click();
    await page.getByText('So ruled. It goes on.').waitFor();
    expect(desk.standIn.ruled.at(-1)).toMatchObject({ consignment: 'con_glasgow' });
  }, limit);
});

describe('taking a decision back', () => {
  it('says what that does, asks why, and keeps the story', async () => {
    const page = await open('/orders/ord_short');
    await button(page, 'Hold it …').click();
    await page.getByLabel('Why', { exact: true }).fill('Wait for the mug');
    await button(page, 'Hold it').click();
    const decided = page.getByRole('region', { name: 'What people decided' });
    await decided.getByText('counts', { exact: true }).waitFor();
    await decided.getByRole('button', { name: /^Take it back … .Asha rules hold/ }).click();
    await decided.getByText('What was done by it stays done.').waitFor();
    await decided.getByLabel('Why', { exact: true }).fill('It was the wrong order');
    await decided.getByRole('button', { name: 'Take it back', exact: true }).click();
    await decided.getByText('taken back', { exact: true }).waitFor();
    await decided.getByText('Taken back by Asha: “It was the wrong order”.').waitFor();
    expect(await decided.getByRole('button').count()).toBe(0);
  }, limit);

  it('is not offered for what has lapsed, and what was taken back says by whom', async () => {
    const page = await open('/orders/ord_done');
    const decided = page.getByRole('region', { name: 'What people decided' });
    await decided.getByText('Taken back by Omar: “She rang”.').waitFor();
    expect(await decided.getByRole('button').count()).toBe(0);
  }, limit);
});

it('shows whoever may not decide what there is, off, with who may', async () => {
  desk.standIn.playRole('finance');
  const page = await open('/orders/ord_short');
  const hold = button(page, 'Hold it …');
  await page.getByText('Deciding about an order needs the role Lead').first().waitFor();
  expect(await hold.getAttribute('aria-disabled')).toBe('true');
  const why = await hold.evaluate((element) => document.getElementById(
    element.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
  expect(why).toContain('Deciding about an order needs the role Lead');
  await hold.click({ force: true });
  expect(await page.getByRole('form').count()).toBe(0);
}, limit);
