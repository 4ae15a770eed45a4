/**
 * A newcomer's first minutes: `npm start` with nothing configured, the link that it prints, and
 * the guide through its four steps, in a real browser, with the demo's own world behind it.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Locator } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEngine, until, type Engine } from './processes.ts';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const builder = fileURLToPath(new URL('../../../bin/console.js', import.meta.url));

let dataFolder: string;
let engine: Engine;
let browser: Browser;

/** As `npm start` builds it; in a process of its own, since a test runner makes another build. */
const buildConsole = (): Promise<unknown> => promisify(execFile)(process.execPath, [
  '--input-type=module', '--eval',
  `const { buildConsole } = await import(${JSON.stringify(`file://${builder}`)});
   if (!buildConsole(process.execPath)) process.exitCode = 1;`,
], { env: { ...process.env, NODE_ENV: 'production' } });

beforeEach(async () => {
  if (!existsSync(chromiumPath)) return;
  await buildConsole();
  dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-newcomer-'));
  engine = await startEngine({
    dataFolder,
    environment: { GATEPASS_DEMO: undefined, GATEPASS_ALLOW_PRIVATE_URLS: undefined },
  });
  browser = await chromium.launch({
    executablePath: chromiumPath, headless: true, args: ['--no-sandbox', '--disable-gpu'],
  });
}, 600_000);
afterEach(async () => {
  if (!existsSync(chromiumPath)) return;
  await browser.close();
  // Not killed: the simulator would still be writing into the folder.
  await engine.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** How many orders the guide says wait for the cause. */
const waiting = async (guide: Locator): Promise<number> => {
  const text = await guide.getByText(/orders? waits? for it now\./).innerText();
  return Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', '') ?? Number.NaN);
};

test.skipIf(!existsSync(chromiumPath))(
  'the guide leads to the biggest cause, and its number falls to 0 (needs Chromium)',
  { timeout: 600_000 },
  async () => {
    const link = await until('it prints a sign-in link', () =>
      /Sign in, once, within a day: (http\S+#token=\S+)/.exec(engine.printed())?.[1] ?? null);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(120_000);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(link);
    await page.getByRole('heading', { name: 'Where orders are' }).waitFor();
    const guide = page.getByRole('complementary', { name: 'See it work: four steps' });
    await guide.getByRole('link', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: 'Service not mapped: “DPD-12X”' }).waitFor();
    await page.getByRole('heading', { name: 'Why we think so' }).waitFor();
    await page.getByText(/has no row for the service “DPD-12X”/).waitFor();
    await page.getByText(/older orders with “DPD-12” went as dpd/).first().waitFor();
    await guide.getByRole('button', { name: 'I have read it' }).click();
    await page.getByRole('button', { name: /^Preview the fix: Map “DPD-12X” to dpd/ }).click();
    await page.getByText(/would be let go by the mapping/).waitFor();
    const before = await waiting(guide);
    expect(before).toBeGreaterThan(0);
    await page.getByRole('button', { name: /^Map it and let \d+ orders? go/ }).click();
    await page.getByRole('heading', { name: 'Map the service: done' }).waitFor();
    await guide.getByText('That was all: one cause mended').waitFor();
    await guide.getByText('0 orders wait for it now.').waitFor();
    expect(await waiting(guide)).toBe(0);
    expect(problems).toEqual([]);
  },
);
