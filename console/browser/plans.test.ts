import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';
import { groupIdOf } from './stand-in-filter.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
beforeEach(() => desk.standIn.renew());
afterEach(() => desk.leave());
afterAll(() => desk.close());

const limit = 60_000;
const part = (page: Page, name: string) => page.getByRole('region', { name });
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

it('says that nothing waits and nothing was done', async () => {
  const { page, problems } = await desk.reader();
  await page.goto('/plans');
  await page.getByText('No plan waits for anybody.').waitFor();
  await page.getByText('Nothing was done to many orders yet').waitFor();
  await page.getByText('0 plans wait for somebody').first().waitFor();
  expect(problems).toEqual([]);
}, limit);

it('shows each plan with who, what, how many and who confirms, and leads to it', async () => {
  desk.standIn.exceptions.openPlans();
  const { page } = await desk.reader();
  await page.goto(`/exceptions?cause=${groupIdOf('service.unmapped')}`);
  await page.getByRole('button', { name: /^Preview the fix/ }).first().click();
  await page.getByText('29 would go. 2 are left out.').waitFor();
  await page.getByRole('link', { name: 'Plans', exact: true }).first().click();
  await page.waitForURL('**/plans');
  const open = part(page, 'Waiting for somebody');
  const mapping = open.getByRole('row', { name: 'Map the service' });
  expect(flat(await mapping.innerText()))
    .toMatch(/Map the service waits 29 Asha one person 14:3\d 29 would go/);
  const guard = open.getByRole('row', { name: 'Stopped by the guard' });
  expect(flat(await guard.innerText())).toMatch(/waits 14 Gatepass one person/);

  await mapping.getByRole('link', { name: 'Map the service' }).click();
  await page.getByRole('button', { name: /^Map it/ }).click();
  await page.getByText('Done: 29 went').first().waitFor();
  await page.goto('/plans');
  const over = part(page, 'Under way and done').getByRole('row', { name: 'Map the service' });
  expect(flat(await over.innerText())).toMatch(/done 29 of 31 Asha confirmed by Asha/);
  await over.getByRole('link').first().click();
  await page.waitForURL('**/exceptions?run=**');
}, limit);

it('names the second person that going live needs', async () => {
  await (await desk.reader()).page.request.post('/v1/plans', {
    data: { kind: 'going-live', warehouse: 'leicester' },
  });
  const { page } = await desk.reader();
  await page.goto('/plans');
  const live = part(page, 'Waiting for somebody').getByRole('row', { name: 'Going live' });
  expect(flat(await live.innerText())).toMatch(/Going live waits 50 Asha a second person/);
}, limit);

it('is a key away', async () => {
  const { page } = await desk.reader();
  await page.goto('/');
  await page.locator('.live[data-line="live"]').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.waitForURL('**/plans');
  await page.getByRole('heading', { level: 1, name: 'Plans' }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
}, limit);
