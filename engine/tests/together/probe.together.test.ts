/**
 * `gatepass probe` as the page for the first account tells it: over real HTTP, against an account
 * with settings that nobody here chose, judged by what those settings really are.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { connectionDetailShape, experimentsShape } from '../../src/api/shapes.ts';
import { ask } from './hands.ts';
import { followPage } from './pages/follow.ts';
import { says } from './pages/page.ts';
import {
  adminKey, freshPlace, gatepass, startEngine, type Engine, type Place,
} from './processes.ts';
import { wrongOnPurpose } from './unknown-account.ts';

/** Several starts of the program, on a machine that has other things to do. */
const patient = { timeout: 300_000 };
const steps = ['lists', 'wrong-key', 'updates'];

let place: Place;
let simulator: Simulator;
let engine: Engine;
beforeAll(async () => {
  place = await freshPlace(null);
  simulator = await startHeldSimulator(
    { isDeskOn: false, unknownSettings: 11, seed: 11 }, wrongOnPurpose.lists);
  engine = await startEngine(place);
}, patient.timeout);
afterAll(async () => {
  await engine.stop();
  await simulator.close();
  await place.remove();
});

const probed = async (...words: readonly string[]) => {
  const { code, printed } = await gatepass(
    ['probe', 'shipstation-uk', ...words], { GATEPASS_URL: engine.url, GATEPASS_KEY: adminKey });
  return { code, printed };
};
const known = async () => experimentsShape.parse(
  JSON.parse((await probed('--json')).printed));

test('the page of the first account is followed word by word', patient, async () => {
  const followed = await followPage(
    'docs/first-account.md', { gatepass: engine.url, simulator: simulator.url });
  expect(followed.differences.join('\n')).toBe('');
});

test('what was found out is really set so, and what differs is told first', patient, async () => {
  const truth = z.object({ now: z.record(z.string(), z.union([z.string(), z.number()])) })
    .parse(await ask(`${simulator.url}/control/switches`)).now;
  const found = (await known()).unknowns.filter((one) => one.value !== null);
  expect(found.length).toBeGreaterThan(5);
  expect(found.map(({ name, value }) => [name, value]))
    .toEqual(found.map(({ name }) => [name, String(truth[name])]));
  const others = found.filter((one) => one.value !== one.assumed);
  expect(others.length).toBeGreaterThan(0);
  const { printed } = await probed();
  const told = printed.slice(
    printed.indexOf('Otherwise than was assumed:'), printed.indexOf('As was assumed:'));
  // Lines are broken to the width of the paper.
  expect(others.filter(({ name, value, assumed }) =>
    !says(told, `${name} = ${value ?? ''}:…It was taken for ${assumed}.`))).toEqual([]);
});

test('it is kept over a restart, with the step and who consented', patient, async () => {
  const before = (await known()).unknowns;
  await engine.stop('SIGKILL');
  engine = await startEngine(place);
  expect((await known()).unknowns).toEqual(before);
  const { traits } = connectionDetailShape.parse(
    await ask(`${engine.url}/v1/connections/shipstation-uk`));
  expect(traits.length).toBeGreaterThan(5);
  expect(traits.filter((one) => !steps.includes(one.step) || one.consentedBy !== 'admin'))
    .toEqual([]);
});
