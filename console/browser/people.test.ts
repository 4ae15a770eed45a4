import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());
beforeEach(() => desk.standIn.playRole('admin'));

const limit = 90_000;

async function open(path: string): Promise<Page> {
  const { page } = await desk.reader();
  await page.goto(path);
  return page;
}

const row = (page: Page, name: string) => page.getByRole('row', { name });

it('an admin invites somebody and gets the link to hand over', async () => {
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

it('whoever is no admin reads who is, and sees nobody', async () => {
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

it('the company’s own sign-in is told of, asked, changed and taken away', async () => {
  const page = await open('/people');
  const provider = page.getByRole('region', { name: 'Your company’s own sign-in' });
  await provider.getByText('None is set up.').waitFor();
  await provider.getByRole('button', { name: 'Set it up …' }).click();
  expect(await provider.getByLabel('Redirect address').inputValue())
    .toBe('https://gatepass.example/v1/sign-in/return/callback/provider');
  await provider.getByRole('button', { name: 'Ask it, and set it up' }).click();
  expect(await provider.getByText('This is needed.').count()).toBe(4);
  await provider.getByLabel('Name on the button').fill('Keycloak');
  await provider.getByLabel('Issuer').fill('https://nobody.example');
  await provider.getByLabel('Client ID').fill('gatepass');
  await provider.getByLabel('Client secret').fill('the secret there');
  await provider.getByRole('button', { name: 'Ask it, and set it up' }).click();
  await provider.getByText('nobody answers there', { exact: true }).waitFor();
  await provider.getByLabel('Issuer').fill('https://login.shop.example/realms/shop');
  await provider.getByLabel('An address counts even where').check();
  await provider.getByRole('button', { name: 'Ask it, and set it up' }).click();
  await provider.getByText('Keycloak answered and is set up.').waitFor();
  expect(desk.standIn.toldOfProvider.at(-1)).toEqual({
    name: 'Keycloak', issuer: 'https://login.shop.example/realms/shop', clientId: 'gatepass',
    clientSecret: 'the secret there', trustsUnverified: true,
  });
  expect(await page.content()).not.toContain('the secret there');

  await provider.getByRole('button', { name: 'Take Keycloak away …' }).click();
  await provider.getByText('Whoever came in only by it needs a link').waitFor();
  await provider.getByRole('button', { name: 'Take it away now' }).click();
  await provider.getByText('None is set up.').waitFor();
}, limit);
