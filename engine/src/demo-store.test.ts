import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  beginDemo, besideNoDemo, demoMoment, firstWorld, forgetDemo, hasBegun, markBegun,
} from './demo-store.ts';
import type { Database } from './store/database.ts';
import { takeOwnership } from './store/embedded/owner.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepass-demo-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const nobodyAsks = (): never => {
  throw new Error('nobody asks the store');
};
const untouched: Database = {
  kind: 'embedded', transaction: nobodyAsks, listen: nobodyAsks, check: nobodyAsks,
  readClock: nobodyAsks, close: nobodyAsks,
};

test('without a morning that lies ready the demo begins at seven, and says why', async () => {
  const said: string[] = [];
  await beginDemo(untouched, folder, (message) => said.push(message), join(folder, 'nowhere'));
  expect(new Date(demoMoment(folder)).toISOString()).toBe('2026-11-24T07:00:00.000Z');
  expect(existsSync(firstWorld(folder))).toBe(false);
  expect(said).toEqual(['the demo begins at seven in the morning']);
});

test('a morning of which the store is no backup counts as none', async () => {
  const morning = join(folder, 'morning');
  mkdirSync(morning);
  for (const name of ['store.backup', 'world.json.gz', 'clock.json']) {
    writeFileSync(join(morning, name), '{"world":1}');
  }
  await beginDemo(untouched, folder, () => undefined, morning);
  expect(new Date(demoMoment(folder)).toISOString()).toBe('2026-11-24T07:00:00.000Z');
  expect(existsSync(firstWorld(folder))).toBe(false);
});

test('a demo is forgotten, but not while somebody runs it', async () => {
  markBegun(folder);
  mkdirSync(join(folder, 'store'));
  const ownership = await takeOwnership(join(folder, 'store'));
  await expect(forgetDemo(folder)).rejects.toThrow('is in use by process');
  expect(hasBegun(folder)).toBe(true);
  const anew = besideNoDemo(true, () => forgetDemo(folder));
  await expect(anew).rejects.toThrow(/^A demo runs already.*: process \d+\. End that one first/);
  await expect(anew).rejects.not.toThrow('PostgreSQL');
  ownership.release();
  await forgetDemo(folder);
  expect([hasBegun(folder), existsSync(folder)]).toEqual([false, true]);
});
