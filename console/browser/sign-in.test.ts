import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';
import type { Page } from 'playwright-core';
import { standInKey, standInPassword } from './stand-in-door.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterEach(() => desk.leave());
afterAll(() => desk.close());

afterEach(() => {
  desk.standIn.playRole('lead');
  desk.standIn.offer({ hasProvider: false, isDemoOffered: true });
});

const limit = 30_000;

const openOtherWays = (page: Page) => page.getByText('Another way: a key, or a link').click();

it('an address and a pasted password sign in, and the reader lands where they wanted', async () => {
  const { page, problems } = await desk.stranger();
  await page.goto('/orders/ord_untold');
  await page.getByLabel('E-mail address').fill(' asha@shop.example ');
  await page.getByLabel('Password', { exact: true }).focus();
  await page.keyboard.insertText(standInPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'SO-412345' }).waitFor();
  expect(problems).toEqual([]);
}, limit);

it('a wrong password is refused in words that do not say what was wrong', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Give your address and your password.').waitFor();
  await page.getByLabel('E-mail address').fill('asha@shop.example');
  await page.getByLabel('Password', { exact: true }).fill('mistyped');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('do not go together').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
}, limit);

it('password managers are told which field is which', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in');
  const kind = (label: string) => page.getByLabel(label, { exact: true })
    .getAttribute('autocomplete');
  expect(await kind('E-mail address')).toBe('username');
  expect(await kind('Password')).toBe('current-password');
}, limit);

it.each<[string, readonly string[]]>([
  ['Mia, Lead', []], ['Omar, Operator', ['Pause']], ['Clara, Customer service', ['Test', 'Pause']],
  ['Femi, Finance', ['Test', 'Pause']], ['Tom, Engineer', []],
  ['Ada, Auditor', ['Test', 'Pause']], ['Ines, Admin', []],
])('in the demo one click signs in as %s, with what that role may', async (name, off) => {
  const { page, problems } = await desk.stranger();
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await page.getByRole('heading', { name: 'Flow' }).waitFor();
  await page.goto('/connections');
  for (const [button, text] of [['Test now: shipstation-uk', 'Test'],
    ['Pause shipstation-uk', 'Pause']] as const) {
    const control = page.getByRole('button', { name: button });
    await control.waitFor();
    expect([text, await control.isDisabled()]).toEqual([text, off.includes(text)]);
  }
  expect(problems).toEqual([]);
}, limit);

it('a provider has a button, and its no is said in words', async () => {
  desk.standIn.offer({ hasProvider: true, isDemoOffered: false });
  const { page } = await desk.stranger();
  await page.goto('/sign-in');
  expect(await page.getByRole('button', { name: 'Mia, Lead' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Sign in with Keycloak' }).click();
  await page.getByText('nobody with your address was invited here').waitFor();
}, limit);

it('a pasted key signs in, and the reader lands on the page first asked for', async () => {
  const { page, problems } = await desk.stranger();
  await page.goto('/orders/ord_untold?show=calls');
  await page.getByText('Sign in to see that page').waitFor();
  await openOtherWays(page);
  await page.getByLabel('Your key').fill(`  ${standInKey}\n`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'SO-412345' }).waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search)
    .toBe('/orders/ord_untold?show=calls');
  expect(problems).toEqual([]);
}, limit);

it('whoever opened a handbook page at a place lands there after signing in', async () => {
  const { page, problems } = await desk.stranger();
  const place = '/docs/guides/going-live#if-something-is-wrong';
  await page.goto(place);
  await page.getByText('Sign in to see that page').waitFor();
  await page.getByRole('button', { name: 'Mia, Lead' }).click();
  const heading = page.getByRole('heading', { name: 'If something is wrong' });
  await heading.waitFor();
  await page.waitForFunction(() => scrollY > 0);
  expect(page.url()).toBe(`${desk.standIn.address}${place}`);
  const top = (await heading.boundingBox())?.y ?? -1;
  expect(top >= 0 && top < 900).toBe(true);
  expect(problems).toEqual([]);
}, limit);

it('a one-time link signs in by itself, and its token leaves the address', async () => {
  const { page, problems } = await desk.stranger();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const token = desk.standIn.door.makeLink();
  await page.goto(`/sign-in#token=${token}`);
  // Whoever has a link has no password yet: that page comes first.
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  expect(page.url()).not.toContain(token);
  expect(asked.filter((url) => new URL(url).search.includes(token))).toEqual([]);
  await page.goBack();
  expect(page.url()).not.toContain(token);
  expect(problems).toEqual([]);
}, limit);

it('a used link says so, and the key still works beside it', async () => {
  const token = desk.standIn.door.makeLink();
  const first = await desk.stranger();
  await first.page.goto(`/sign-in#token=${token}`);
  await first.page.getByRole('heading', { name: 'My account' }).waitFor();

  const { page } = await desk.stranger();
  await page.goto(`/sign-in#token=${token}`);
  const told = page.getByRole('alert');
  await told.getByText('This link does not work any more').waitFor();
  expect(await told.textContent()).toContain('it was used already, or is too old');
  await openOtherWays(page);
  await page.getByLabel('Your key').fill(standInKey);
  await page.getByRole('button', { name: 'Sign in with the key' }).click();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
}, limit);

it('a link without its end says so and asks nobody; pasted whole it enters', async () => {
  const { page } = await desk.stranger();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.method()));
  await page.goto('/sign-in#token=');
  await page.getByText('This link is not complete').waitFor();
  expect(asked).not.toContain('POST');
  // Pasted into the tab that shows this page: only what stands behind the hash is new.
  const token = desk.standIn.door.makeLink();
  await page.evaluate((hash) => { location.hash = hash; }, `token=${token}`);
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  expect(page.url()).not.toContain(token);
}, limit);

it('a wrong key is refused in words, and an empty one is asked for', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in');
  await openOtherWays(page);
  await page.getByRole('button', { name: 'Sign in with the key' }).click();
  await page.getByText('Paste your key first.').waitFor();
  await page.getByLabel('Your key').fill('wrong');
  await page.getByRole('button', { name: 'Sign in with the key' }).click();
  await page.getByRole('alert').getByText('This key is not known here').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
}, limit);

it('a sign-in never leads to another site', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in?next=https://elsewhere.example/');
  await openOtherWays(page);
  await page.getByLabel('Your key').fill(standInKey);
  await page.getByRole('button', { name: 'Sign in with the key' }).click();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
  expect(new URL(page.url()).origin).toBe(desk.standIn.address);
}, limit);

it('signing out ends it: the next page asks to sign in', async () => {
  const { page } = await desk.reader();
  await page.goto('/');
  await page.getByRole('button', { name: 'Asha' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail address').waitFor();
  await page.goto('/');
  await page.getByText('Sign in to see that page').waitFor();
  expect(await page.getByText('SO-412345').count()).toBe(0);
}, limit);

it('says DEMO before and after sign-in', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in');
  const told = 'DEMO: the warehouse, ShipStation and the channel are pretended on this machine.';
  expect(await page.locator('.demo').innerText()).toBe(told);
  const signedIn = await desk.reader();
  await signedIn.page.goto('/orders/ord_done');
  expect(await signedIn.page.locator('.demo').innerText()).toBe(told);
}, limit);

it('a page whose script is gone from the server says so, and can be loaded again', async () => {
  const { page } = await desk.stranger();
  await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404 }));
  await page.goto('/sign-in');
  await page.getByRole('alert').getByText('Gatepass could not be opened').waitFor();
  await page.unroute('**/assets/*.js');
  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.locator('[data-opening]').count()).toBe(0);
}, limit);
