import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterAll(() => desk.close());
beforeEach(() => desk.standIn.playRole('admin'));

const limit = 90_000;

async function open(path: string): Promise<Page> {
  const { page } = await desk.reader();
  await page.goto(path);
  return page;
}

const row = (page: Page, name: string) => page.getByRole('row', { name });

it('an administrator invites somebody and gets the link to hand over', async () => {
  const page = await open('/people');
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByRole('button', { name: 'Make the invitation' }).click();
  await form.getByText('Give a name and an address.').waitFor();
  await form.getByLabel('Name').fill('Clara Voss');
  await form.getByLabel('E-mail address').fill('clara@shop.example');
  await form.getByLabel('Role').selectOption('Customer service');
  await form.getByRole('button', { name: 'Make the invitation' }).click();
  const link = page.getByRole('region', { name: 'The link for Clara Voss' });
  expect(await link.getByRole('textbox').inputValue()).toContain('/sign-in#token=');
  await row(page, 'Clara Voss').getByText('invited, not in yet').waitFor();
  await link.getByRole('button', { name: 'I have it' }).click();
  expect(await link.count()).toBe(0);
}, limit);

it('a role is changed in the list, and shutting out asks first', async () => {
  const page = await open('/people');
  await page.getByLabel('Role of Mia Berg').selectOption('Engineer');
  await page.waitForFunction(() => {
    const select = document.querySelector('select[aria-label="Role of Mia Berg"]');
    return select instanceof HTMLSelectElement && select.value === 'engineer' && !select.disabled;
  });
  await page.getByRole('button', { name: 'Shut out: Mia Berg' }).click();
  await page.getByText('Their sessions and unused links end at once.').waitFor();
  await page.getByRole('button', { name: 'Shut out now' }).click();
  await row(page, 'Mia Berg').getByText('shut out').first().waitFor();
  await page.getByRole('button', { name: 'Let in again: Mia Berg' }).click();
  await row(page, 'Mia Berg').getByText('invited, not in yet').waitFor();
  expect(await page.getByLabel('Role of Mia Berg').inputValue()).toBe('engineer');
}, limit);

it('whoever is no administrator reads who is, and sees nobody', async () => {
  desk.standIn.playRole('lead');
  const page = await open('/people');
  await page.getByText('needs the role Admin. Tom has it.').waitFor();
  expect(await page.getByText('Mia Berg').count()).toBe(0);
}, limit);

it('the own menu leads to the account, which ends sessions elsewhere', async () => {
  const page = await open('/connections');
  await page.getByRole('button', { name: 'Asha' }).click();
  await page.getByText('Asha, Admin').waitFor();
  await page.getByRole('link', { name: 'My account' }).click();
  await page.getByText('Safari, iPhone').waitFor();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByText('One other session has ended.').waitFor();
  await page.getByText('Safari, iPhone').waitFor({ state: 'detached' });
  expect(await page.getByText('Chrome, Linux').count()).toBe(1);
}, limit);

it('a password is chosen with the one until now, and what is asked of it is said', async () => {
  const page = await open('/account');
  const form = page.getByRole('form', { name: 'Password' });
  await form.getByText('12 signs or more.').waitFor();
  await form.getByRole('button', { name: 'Change the password' }).click();
  await form.getByText('Fill in the password.').waitFor();
  await form.getByLabel('Password until now').fill('four words in a row');
  await form.getByLabel('New password').fill('four other words here');
  await form.getByRole('button', { name: 'Change the password' }).click();
  await form.getByText('The password is in force.').waitFor();
  expect(await form.getByLabel('New password').inputValue()).toBe('');
}, limit);
