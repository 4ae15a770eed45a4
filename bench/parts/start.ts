/** How long a newcomer waits: `npm start` on a machine that has run it before. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { adminKey, until } from '../../engine/tests/together/processes.ts';
import { medianOf, type Part, type Size } from '../part.ts';
import { teller } from './places.ts';
import { inBrowser } from './screen.ts';
import type { Browser } from 'playwright-core';

const rounds: Readonly<Record<Size, number>> = { small: 1, full: 5 };
/** What of the demo's morning is there once its night is lived through. */
const isFullFrom = 700;
const program = fileURLToPath(new URL('../../bin/start.js', import.meta.url));

type Started = {
  /** Seconds until each, from the start of the command. */
  readonly answers: number;
  readonly shown: number;
  readonly full: number;
};

const start = async (browser: Browser): Promise<Started> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-start-'));
  const begun = performance.now();
  const since = (): number => (performance.now() - begun) / 1_000;
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'], HOME: process.env['HOME'], GATEPASS_DATA: dataFolder, PORT: '0',
      GATEPASS_BOOTSTRAP_KEY: adminKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => { printed += chunk; });
  }
  try {
    const link = await until('it prints a link', () =>
      /Sign in, once, within a day: (http\S+#token=\S+)/.exec(printed)?.[1] ?? null);
    const answers = since();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(120_000);
    await page.goto(link);
    await page.locator('.strip tbody a').first().waitFor();
    const shown = since();
    const tell = teller(new URL(link).origin);
    await until('the demo is full', async () => {
      const counted = z.object({ total: z.number() }).parse(await tell('GET', '/v1/orders/count'));
      return counted.total > isFullFrom ? true : null;
    });
    const full = since();
    await page.close();
    return { answers, shown, full };
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

export const firstStart: Part = {
  name: 'start',
  time: 'machine',
  title: 'From npm start to a full console',
  method: (size) =>
    'The command itself, with nothing configured and an empty data folder, where the packages ' +
    'are installed and the console is built: the demo, its pretended systems and a browser on ' +
    `the link that it prints. Full are the lists with more than ${String(isFullFrom)} orders. ` +
    `The median of ${String(rounds[size])}, after one to warm up.`,
  async run(size) {
    const starts: Started[] = [];
    await inBrowser(async (browser) => {
      for (let round = 0; round <= rounds[size]; round += 1) starts.push(await start(browser));
    });
    const counted = starts.slice(1);
    const row = (what: string, limit: string, figure: (one: Started) => number) => [
      what, limit, `${medianOf(counted.map(figure)).toFixed(1)} s`,
      `${Math.max(...counted.map(figure)).toFixed(1)} s`,
    ];
    return [{
      title: 'From the command on',
      columns: ['', 'at most', 'median', 'slowest'],
      rows: [
        row('the link to sign in is printed', '10 s', ({ answers }) => answers),
        row('Flow shows where orders are', '20 s', ({ shown }) => shown),
        row('the lists are full', '20 s', ({ full }) => full),
      ],
    }];
  },
};
