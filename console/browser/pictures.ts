/**
 * Makes a picture of every page: light, dark, narrow and grey. People look at them before a page
 * is called done; the one in docs/ shows the Order page to readers of the README. With beginnings
 * of names after it (`npm run pictures -- flow orders`) it makes only those.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDesk, type Desk } from './open.ts';
import { scenes, type Scene } from './scenes.ts';

const folder = join(import.meta.dirname, '../pictures');
const shown = join(import.meta.dirname, '../../docs/pictures/order.png');

const wanted = process.argv.slice(2);
const isWanted = ({ name }: Scene): boolean =>
  wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning));

const wide = { width: 1440, height: 900 };
const looks = [
  { name: 'light', options: { colorScheme: 'light', viewport: wide }, filter: 'none' },
  { name: 'dark', options: { colorScheme: 'dark', viewport: wide }, filter: 'none' },
  {
    name: '360', options: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
    filter: 'none',
  },
  { name: 'grey', options: { colorScheme: 'light', viewport: wide }, filter: 'grayscale(1)' },
] as const;

async function takeAll(desk: Desk): Promise<void> {
  for (const look of looks) {
    for (const scene of scenes.filter(isWanted)) {
      const { page } = await (scene.isSignedIn ? desk.reader : desk.stranger)(look.options);
      await scene.open(page, desk.standIn);
      await page.evaluate((filter) => {
        document.documentElement.style.filter = filter;
      }, look.filter);
      await take(page, join(folder, `${scene.name}-${look.name}.png`));
      await page.context().close();
    }
  }
}

const take = (page: Page, path: string) => page.screenshot({ path, fullPage: true });

async function takeShown(desk: Desk): Promise<void> {
  await mkdir(join(shown, '..'), { recursive: true });
  const { page } = await desk.reader({ viewport: { width: 1200, height: 1500 } });
  await page.goto('/orders/ord_untold');
  await page.getByText('Released to ShipStation as').waitFor();
  await page.screenshot({ path: shown });
}

const desk = await openDesk();
try {
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (wanted.length === 0) await takeShown(desk);
  await takeAll(desk);
} finally {
  await desk.close();
}
