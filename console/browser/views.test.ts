import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());

const limit = 60_000;

async function keep(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Keep this view …' }).click();
  await page.getByText('It is kept in this browser only').waitFor();
  await page.locator('input[name="name"]:focus').fill(name);
  await page.getByRole('button', { name: 'Keep it', exact: true }).click();
  await page.getByRole('link', { name, exact: true }).waitFor();
}

it('a view of the orders is named, opened again after a reload, shared as its address, forgotten',
  async () => {
    const { page } = await desk.reader();
    await page.goto('/orders?age=late&stage=ready-to-ship&sort=waiting');
    await page.getByText('waiting is late').waitFor();
    await keep(page, 'Late and ready');
    const own = page.getByRole('navigation', { name: 'Your own views' });
    expect(await own.getByRole('link').getAttribute('aria-current')).toBe('page');
    await page.goto('/orders');
    const link = own.getByRole('link', { name: 'Late and ready' });
    const address = await link.getAttribute('href');
    await link.click();
    await page.waitForURL('**/orders?**');
    await page.getByText('stage is Ready to ship').waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('waiting');

    // Somebody else has no view of that name, and sees the same by its address.
    const { page: another } = await desk.reader();
    await another.goto(address ?? '/');
    await another.getByText('waiting is late').waitFor();
    await another.getByText('stage is Ready to ship').waitFor();
    expect(await another.getByRole('navigation', { name: 'Your own views' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Forget the view Late and ready' }).click();
    await own.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('waiting is late').waitFor();
    expect(await own.count()).toBe(0);
  }, limit);

it('a view of the exceptions is kept beside, and knows nothing of what stood open', async () => {
  desk.standIn.renew();
  const { page } = await desk.reader();
  await page.goto('/exceptions?severity=2&list=unowned&cause=grp_service_unmapped');
  await page.getByText('severity is 2').waitFor();
  await keep(page, 'Nobody looks');
  await page.goto('/orders?age=late');
  await page.getByText('waiting is late').waitFor();
  expect(await page.getByRole('link', { name: 'Nobody looks' }).count()).toBe(0);
  await page.goto('/exceptions');
  await page.getByRole('link', { name: 'Nobody looks' }).click();
  await page.getByText('severity is 2').waitFor();
  const { searchParams } = new URL(page.url());
  expect([...searchParams.keys()].toSorted()).toEqual(['list', 'severity']);
}, limit);

it('a view is kept for the team, seen by others, made the home page, and taken away', async () => {
  const { page } = await desk.reader();
  await page.goto('/orders?stage=picking');
  await page.getByRole('button', { name: 'Keep this view …' }).click();
  await page.getByLabel('Name of the view').fill('On the floor');
  await page.getByLabel('For the whole team').check();
  await page.getByRole('button', { name: 'Keep it', exact: true }).click();
  await page.getByText('“On the floor” is kept for the team by Asha.').waitFor();

  const { page: another } = await desk.reader();
  await another.goto('/orders');
  const team = another.getByRole('navigation', { name: 'Views of the team' });
  await team.getByRole('link', { name: 'On the floor' }).click();
  await another.waitForURL('**/orders?stage=picking');
  await another.getByRole('button', { name: 'Make it my home page' }).click();
  await another.goto('/');
  await another.waitForURL('**/orders?stage=picking');
  await another.getByRole('link', { name: 'Flow', exact: true }).click();
  await another.getByRole('table', { name: 'Orders by stage' }).waitFor();
  await another.getByRole('link', { name: 'Gatepass' }).click();
  await another.waitForURL('**/orders?stage=picking');
  await another.getByRole('button', { name: 'open with Flow again' }).click();
  await another.goto('/');
  await another.getByRole('table', { name: 'Orders by stage' }).waitFor();

  await page.getByRole('button', { name: 'Take the view On the floor away' }).click();
  await page.getByText('is kept for the team by').waitFor({ state: 'detached' });
  expect(await page.getByRole('navigation', { name: 'Views of the team' }).count()).toBe(0);
}, limit);

it('everything without a filter is no view to keep, and one without a name is asked for it',
  async () => {
    const { page } = await desk.reader();
    await page.goto('/orders');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('button', { name: 'Keep this view …' }).count()).toBe(0);
    await page.goto('/orders?age=late');
    await page.getByRole('button', { name: 'Keep this view …' }).click();
    await page.getByRole('button', { name: 'Keep it', exact: true }).click();
    await page.getByText('Give it a name.').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('gatepass.views'))).toBeNull();
  }, limit);

it('goes anywhere by name: Ctrl k, type, Enter; or by the button', async () => {
  const { page } = await desk.reader();
  await page.goto('/orders');
  await page.getByText('SO-412345').first().waitFor();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Where to' });
  await box.fill('hold person');
  await page.getByRole('option', { name: 'Orders: On hold by a person view' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/orders?held=yes&sort=waiting');
  await page.getByRole('button', { name: 'Go to', exact: true }).click();
  await box.fill('SO-412346');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/find?q=SO-412346');
  expect(await box.count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}, limit);

it('words on the list of orders are proposed as chips, which count once they are used',
  async () => {
    const { page } = await desk.reader();
    await page.goto('/orders?open=yes');
    await page.locator('a[data-row-link]').first().waitFor();
    const box = page.getByRole('textbox', { name: 'Filters in words' });
    await box.fill('picking or LABELLED, not dpd, blue');
    await box.press('Enter');
    const proposal = page.locator('.proposal:focus', { hasText: 'Not understood: blue' });
    await proposal.waitFor();
    await page.keyboard.press('Escape');
    expect(await proposal.count()).toBe(0);
    // The focus is back in the box.
    await page.keyboard.press('Enter');
    await proposal.waitFor();
    await page.getByRole('button', { name: 'Remove the filter: carrier is not dpd' }).click();
    await page.getByLabel('Change the value: stage is Labelled').selectOption('Received');
    expect(new URL(page.url()).search).toBe('?open=yes');
    await page.getByRole('button', { name: 'Use these', exact: true }).click();
    await page.waitForURL('**/orders?stage=picking%2Creceived&open=yes');
    await page.getByText('stage is Picking or Received').waitFor();
    await page.locator('.live-count').getByText('71 orders', { exact: true }).waitFor();
  }, limit);
