/**
 * The guide to writing a connector: what it shows is what lies in the repository; and followed word
 * by word in a checkout without the example, it comes to a connector that keeps the contract and
 * an order that goes round.
 */
import { spawn } from 'node:child_process';
import {
  cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import { ask } from '../hands.ts';
import { freshPlace, startEngine, until } from '../processes.ts';
import { followPage } from './follow.ts';
import { additionsIn, filesShownIn, withFilesOf } from './shown-files.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const page = 'docs/guides/writing-a-connector.md';
const guide = readFileSync(join(root, page), 'utf8');

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test(`its files are those of the repository: vitest -u, and ${page} is written anew`, async () => {
  expect(filesShownIn(guide).length).toBeGreaterThan(7);
  await expect(withFilesOf(root, guide)).toMatchFileSnapshot(join(root, page));
});

/** As the guide begins: everything but what it is going to write. */
const checkoutWithout = (mark: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-checkout-'));
  ends.push(() => { rmSync(folder, { recursive: true, force: true }); });
  const isLeftOut = (file: string) => file.endsWith('node_modules') ||
    file.slice(root.length).includes(mark);
  for (const name of ['engine', 'client', 'contracts', 'handbook', 'package.json']) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true, filter: (file) => !isLeftOut(file),
    });
  }
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  for (const at of ['node_modules', 'engine/node_modules']) {
    symlinkSync(join(root, at), join(folder, at));
  }
  return folder;
};

const writeAll = (folder: string): void => {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  for (const { path, text } of [...filesShownIn(guide), ...additionsIn(guide, read)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** The pretended Hayloft, as the guide starts it. */
const startHayloft = async (folder: string): Promise<string> => {
  const child = spawn(process.execPath, [join(folder, 'examples/hayloft/server.ts')], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HAYLOFT_TOKEN: 'hl_51c0ffee', PORT: '0' },
  });
  ends.push(() => { child.kill(); });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => { printed += chunk; });
  }
  return until('Hayloft answers', () => {
    if (child.exitCode !== null) throw new Error(printed);
    return /answers at (\S+)/.exec(printed)?.[1] ?? null;
  });
};

test('followed word by word, an order goes round', { timeout: 300_000 }, async () => {
  const folder = checkoutWithout('hayloft');
  writeAll(folder);
  const hayloft = await startHayloft(folder);
  const simulator = await startHeldSimulator({ labelAfterMs: 200 });
  ends.push(() => simulator.close());
  const place = await freshPlace(null);
  ends.push(() => place.remove());
  const engine = await startEngine({
    ...place, program: pathToFileURL(join(folder, 'engine/src/main.ts')),
  });
  ends.push(async () => { await engine.stop(); });
  for (const [orderNumber, packed] of [['SO-1001', 2], ['SO-1002', 1]] as const) {
    await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
      orderNumber, lines: [{ sku: 'TEE-BLK-M', packed }],
    });
  }
  const followed = await followPage(page, {
    gatepass: engine.url, simulator: simulator.url, checkout: folder,
    others: { 'http://127.0.0.1:4620': hayloft },
  });
  expect(followed.differences.join('\n')).toBe('');
  expect(followed.steps).toBe(6);
});
