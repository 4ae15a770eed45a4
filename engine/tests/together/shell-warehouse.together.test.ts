/** A warehouse that is written in sixty lines of shell runs a day of its own. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { startSimulator, type Simulator } from '../../../simulator/src/start.ts';
import { ask, findOrder, labelsIn, policyText, verdict } from './hands.ts';
import { adminKey, freshPlace, startEngine, until, type Engine, type Place } from './processes.ts';

const script = fileURLToPath(
  new URL('../../../examples/warehouse-in-60-lines.sh', import.meta.url));
const orders = ['SO-1', 'SO-2', 'SO-3'];

let place: Place;
let engine: Engine;
let simulator: Simulator;

beforeAll(async () => {
  place = await freshPlace(inject('postgresUrl'));
  simulator = await startSimulator({ labelAfterMs: 100 });
  engine = await startEngine(place);
  // It fetches its messages: nothing is pushed to it.
  const fetched = policyText(simulator.url)
    .replace(/settings: \{ pushUrl: "[^"]*\/warehouse\/hooks", pushSecret: \S+ \}/, 'settings: {}');
  await ask(`${engine.url}/v1/policy`, 'PUT', { document: parse(fetched) });
});
afterAll(async () => {
  await engine.stop();
  await simulator.close();
  await place.remove();
});

const run = async (environment: Readonly<Record<string, string>>) => {
  const child = spawn('sh', [script, ...orders], {
    env: { ...process.env, GATEPASS: engine.url, KEY: adminKey, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => { child.on('exit', resolve); });
  const [said, complained, code] = await Promise.all([
    text(child.stdout), text(child.stderr), exited,
  ]);
  return { said, complained, code };
};

test('it is sixty lines at most, and needs nothing but what every system has', () => {
  const lines = readFileSync(script, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(60);
  expect(lines.join('\n')).not.toMatch(/\b(jq|python|perl|node|bash)\b/);
});

test('it packs, hears, confirms and dispatches, and all agree', { timeout: 120_000 }, async () => {
  for (const orderNumber of orders) {
    await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
      orderNumber, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
    });
  }
  const { said, complained, code } = await run({});
  expect([code, complained]).toEqual([0, '']);
  const labels = await labelsIn(simulator.url);
  expect(labels.map((one) => one.orderNumber).toSorted()).toEqual(orders);
  for (const { orderNumber } of labels) {
    expect(said).toContain(`${orderNumber} is dispatched: `);
    expect(said).toContain(`${orderNumber} is packed: Ready to ship`);
    await until(`${orderNumber} is done`, async () =>
      (await findOrder(engine.url, orderNumber))?.sentence.startsWith('Everything is done') === true
        ? true : null);
  }
  expect(await verdict(simulator.url)).toBe('');
});

test('a refusal is shown in words, and ends it', { timeout: 60_000 }, async () => {
  const stranger = await run({ KEY: 'a-wrong-key-entirely' });
  expect(stranger.code).not.toBe(0);
  expect(stranger.complained).toContain('Send a key that is in force');
  const lost = await run({ WAREHOUSE: 'leeds' });
  expect(lost.code).not.toBe(0);
  expect(lost.complained).toContain('it knows leicester');
});
