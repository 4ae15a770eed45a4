/** Every page in every state worth a look: the accessibility checks and the pictures share them. */
import type { Page } from 'playwright-core';
import { standInKey } from './stand-in-door.ts';
import type { StandIn } from './stand-in.ts';

export type Scene = {
  readonly name: string;
  readonly isSignedIn: boolean;
  /** Opens the page and waits until it shows what it is there for. */
  readonly open: (page: Page, standIn: StandIn) => Promise<void>;
};

/** Signed in, at an address, once that text is there. */
const at = (name: string, path: string, text: string): Scene => ({
  name,
  isSignedIn: true,
  open: async (page) => {
    await page.goto(path);
    await page.getByText(text).first().waitFor();
    await page.locator('.live[data-line="live"]').waitFor();
  },
});

const after = (scene: Scene, name: string, then: (page: Page) => Promise<void>): Scene => ({
  name,
  isSignedIn: scene.isSignedIn,
  open: async (page, standIn) => {
    await scene.open(page, standIn);
    await then(page);
  },
});

const signIn: Scene = {
  name: 'sign-in',
  isSignedIn: false,
  open: async (page) => {
    await page.goto('/sign-in');
    await page.getByText('DEMO:').waitFor();
    await page.getByLabel('Your key').waitFor();
  },
};

const orders = at('orders', '/', 'SO-412345');

export const scenes: readonly Scene[] = [
  signIn,
  after(signIn, 'sign-in-refused', async (page) => {
    await page.getByLabel('Your key').fill(`${standInKey} cut`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
  }),
  orders,
  at('orders-none', '/?orderNumber=SO-000', 'No order has the number'),
  after(orders, 'help', async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Single keys').waitFor();
  }),
  after(orders, 'own-menu', async (page) => {
    await page.getByRole('button', { name: 'Asha' }).click();
    await page.getByRole('combobox', { name: 'Colours' }).waitFor();
  }),
  at('order-differ', '/orders/ord_untold', 'Released to ShipStation as'),
  at('order-short', '/orders/ord_short', 'shelf empty)'),
  at('order-split', '/orders/ord_split', 'the box was damaged'),
  at('order-done', '/orders/ord_done', 'Left the building.'),
  at('order-fresh', '/orders/ord_fresh_1', 'Nothing has happened to this order yet'),
  at('order-unknown', '/orders/ord_gone', 'does not know this order'),
  {
    name: 'no-page',
    isSignedIn: true,
    open: async (page) => {
      await page.goto('/elsewhere');
      await page.getByText('There is no such page').waitFor();
    },
  },
];
