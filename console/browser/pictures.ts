/**
 * Makes a picture of every page: light, dark, narrow and grey. People look at them before a page
 * is called done; those in docs/pictures show three pages to readers of the README. With
 * beginnings of names after it (`npm run pictures -- flow orders`) it makes only those, and with
 * `readme` those for the README.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDesk, type Desk } from './open.ts';
import { scenes, type Scene } from './scenes.ts';

const folder = join(import.meta.dirname, '../pictures');
const shownFolder = join(import.meta.dirname, '../../docs/pictures');
/** For the README: the scene, the name of its picture, and how much of the page is shown. */
const shown = [
  { scene: 'flow', file: 'flow.png', height: 1_000 },
  { scene: 'exceptions-plan', file: 'exceptions.png', height: 900 },
  { scene: 'order-differ', file: 'order.png', height: 1_250 },
];

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
  await mkdir(shownFolder, { recursive: true });
  for (const { scene: name, file, height } of shown) {
    const scene = scenes.find((one) => one.name === name);
    if (scene === undefined) throw new Error(`there is no scene ${name}`);
    const { page } = await desk.reader({ viewport: { width: 1200, height } });
    await scene.open(page, desk.standIn);
    // The guide of the demo is no part of the product.
    const hide = page.getByRole('button', { name: 'Hide the guide' });
    if (await hide.isVisible()) await hide.click();
    await page.screenshot({ path: join(shownFolder, file) });
    await page.context().close();
  }
}

const desk = await openDesk();
try {
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (wanted.length === 0 || wanted.includes('readme')) await takeShown(desk);
  await takeAll(desk);
} finally {
  await desk.close();
}
