/** The example of the client's README, run as it stands against a real Gatepass. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../../simulator/src/start.ts';
import { policyText } from '../hands.ts';
import {
  adminKey, freshPlace, gatepass, startEngine, until, type Engine, type Place,
} from '../processes.ts';

/** Several starts of the program, on a machine that has other things to do. */
const patient = { timeout: 300_000 };
const folder = fileURLToPath(new URL('../../../../client/', import.meta.url));
const example = /```ts\n([\s\S]*?)```/.exec(
  readFileSync(join(folder, 'README.md'), 'utf8'))?.[1] ?? '';

let place: Place;
let simulator: Simulator;
let engine: Engine;
beforeAll(async () => {
  place = await freshPlace(null);
  simulator = await startHeldSimulator({ labelAfterMs: 200 });
  engine = await startEngine(place);
  const file = join(place.dataFolder, 'policy.yaml');
  writeFileSync(file, policyText(simulator.url));
  const applied = await gatepass(
    ['apply', file], { GATEPASS_URL: engine.url, GATEPASS_KEY: adminKey });
  if (applied.code !== 0) throw new Error(applied.printed);
}, patient.timeout);
afterAll(async () => {
  await engine.stop();
  await simulator.close();
  await place.remove();
});

test('it sends, is refused in words, lists, and hears of a label', patient, async () => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', example], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], GATEPASS_URL: engine.url, GATEPASS_KEY: adminKey },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => { printed += chunk; });
  }
  await until('the example has ended', () => (child.exitCode === null ? null : true));
  expect(printed.split('\n')).toEqual([
    'ready-to-ship',
    '404 There is no order ord_nobody.',
    expect.stringMatching(/^SO-7001 Ready to ship/),
    expect.stringMatching(/^dispatch \w{8,}$/),
    'goes on from 1',
    '',
  ]);
  expect(child.exitCode).toBe(0);
});
