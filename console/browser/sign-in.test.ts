import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';
import { standInKey } from './stand-in-door.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
afterAll(() => desk.close());

const limit = 30_000;

it('a pasted key signs in, and the reader lands on the page first asked for', async () => {
  const { page, problems } = await desk.stranger();
  await page.goto('/orders/ord_untold?show=calls');
  await page.getByText('Sign in to see that page').waitFor();
  await page.getByLabel('Your key').fill(`  ${standInKey}\n`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'SO-412345' }).waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search)
    .toBe('/orders/ord_untold?show=calls');
  expect(problems).toEqual([]);
}, limit);

it('a one-time link signs in by itself, and its token leaves the address', async () => {
  const { page, problems } = await desk.stranger();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const token = desk.standIn.door.makeLink();
  await page.goto(`/sign-in#token=${token}`);
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
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
  await first.page.getByRole('heading', { name: 'Orders' }).waitFor();

  const { page } = await desk.stranger();
  await page.goto(`/sign-in#token=${token}`);
  const told = page.getByRole('alert');
  await told.getByText('This link does not work any more').waitFor();
  expect(await told.textContent()).toContain('it was used already, or is too old');
  await page.getByLabel('Your key').fill(standInKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
}, limit);

it('a link that lost its end says so without asking the server', async () => {
  const { page } = await desk.stranger();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.method()));
  await page.goto('/sign-in#token=');
  await page.getByText('This link is not complete').waitFor();
  expect(asked).not.toContain('POST');
}, limit);

it('a wrong key is refused in words, and an empty one is asked for', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Paste your key first.').waitFor();
  await page.getByLabel('Your key').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('This key is not known here').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
}, limit);

it('a sign-in never leads to another site', async () => {
  const { page } = await desk.stranger();
  await page.goto('/sign-in?next=https://elsewhere.example/');
  await page.getByLabel('Your key').fill(standInKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
  expect(new URL(page.url()).origin).toBe(desk.standIn.address);
}, limit);

it('signing out ends it: the next page asks to sign in', async () => {
  const { page } = await desk.reader();
  await page.goto('/');
  await page.getByRole('button', { name: 'Asha' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Your key').waitFor();
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
