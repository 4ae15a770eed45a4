/** An upgrade while it runs: two processes, one started before and one after a migration. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { nextVersion, somethingMore, type NextVersion } from '../next-version.ts';
import { allTold, applyPolicy, ordersIn, tellPacked, verdict } from './hands.ts';
import { freshPlace, startEngine, type Engine, type Place } from './processes.ts';

const postgresUrl = inject('postgresUrl');
const later = new URL('later-version.ts', import.meta.url);
const tables = ['dossier', 'intent', 'attempt', 'lease', 'call_log', 'feed', 'message'];

let place: Place;
let otherFolder: string;
let simulator: Simulator;
let next: NextVersion;
const running: Engine[] = [];

beforeAll(async () => {
  place = await freshPlace(postgresUrl);
  otherFolder = mkdtempSync(join(tmpdir(), 'gatepass-later-'));
  simulator = await startHeldSimulator({ labelAfterMs: 100 });
});
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop('SIGKILL');
  next.remove();
});
afterAll(async () => {
  await simulator.close();
  await place.remove();
  rmSync(otherFolder, { recursive: true, force: true });
});

test.skipIf(postgresUrl === null)(
  'the old goes on while the new comes, and hands over to it (needs PostgreSQL)',
  { timeout: 600_000 },
  async () => {
    const tellThrough = async (engine: Engine, numbers: readonly string[]): Promise<void> => {
      for (const number of numbers) await tellPacked(engine.url, simulator.url, number);
    };
    const before = await startEngine(place);
    running.push(before);
    await applyPolicy(before.url, simulator.url);
    await tellThrough(before, ['SO-1', 'SO-2']);
    await allTold(simulator.url, ['SO-1', 'SO-2']);

    next = nextVersion(somethingMore(tables));
    const after = await startEngine({
      ...place, dataFolder: otherFolder, program: later, words: [next.folder],
    });
    running.push(after);
    // The old one holds the connections still, and both take in what they are told.
    await Promise.all([
      tellThrough(before, ['SO-3', 'SO-4']), tellThrough(after, ['SO-5', 'SO-6']),
    ]);
    await allTold(simulator.url, ['SO-3', 'SO-4', 'SO-5', 'SO-6']);
    expect(await before.stop()).toBe(0);
    await tellThrough(after, ['SO-7']);
    await allTold(simulator.url, ['SO-7']);

    expect((await ordersIn(simulator.url)).map((one) => one.orderNumber).toSorted())
      .toEqual(Array.from({ length: 7 }, (_, index) => `SO-${String(index + 1)}`));
    expect(await verdict(simulator.url)).toBe('');
    // It may go on beside the new tables, but it does not start on what it does not know.
    await expect(startEngine(place)).rejects.toThrow(`has had ${next.name}`);
  });
