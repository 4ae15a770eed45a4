/** `npm start` with nothing configured: the demo, which ends with the engine however that ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ask, findOrder } from './hands.ts';
import { startEngine, until, type Engine } from './processes.ts';

let dataFolder: string;
let engine: Engine;

const startDemo = (environment: Readonly<Record<string, string | undefined>> = {}) =>
  startEngine({
    dataFolder,
    environment: {
      GATEPASS_DEMO: undefined, GATEPASS_ALLOW_PRIVATE_URLS: undefined, ...environment,
    },
  });

const simulatorOf = ({ printed }: Engine): Promise<string> =>
  until('it says where the pretended systems are', () =>
    /(http:\S+)\/control\/state/.exec(printed())?.[1] ?? null);

const isGone = async (url: string): Promise<true> =>
  until('the simulator has ended', async () => {
    try {
      await fetch(`${url}/control/clock`);
      return null;
    } catch (refusal) {
      if (refusal instanceof TypeError) return true;
      throw refusal;
    }
  }, 20_000);

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-demo-'));
});
afterEach(async () => {
  // Not killed: the simulator would still be writing into the folder.
  await engine.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('with no settings at all the demo day runs, marked as one', { timeout: 90_000 }, async () => {
  engine = await startDemo();
  const simulator = await simulatorOf(engine);
  expect(await ask(`${engine.url}/v1/demo`)).toMatchObject({ isDemo: true });
  await until('an order of the demo is seen through to its channel', async () =>
    (await findOrder(engine.url, 'SO-412345'))?.stage === 'channel-told' ? true : null, 60_000);
  expect(engine.printed()).toContain('This is the DEMO');
  expect(engine.printed()).toMatch(/Sign in, once, within a day: http\S+#token=\S+/);
  expect(await engine.stop()).toBe(0);
  expect(await isGone(simulator)).toBe(true);
});

test('a killed engine takes the pretended systems along', { timeout: 60_000 }, async () => {
  engine = await startDemo();
  const simulator = await simulatorOf(engine);
  await engine.stop('SIGKILL');
  expect(await isGone(simulator)).toBe(true);
});

test('the demo goes on where it stopped; a link signs in once', { timeout: 90_000 }, async () => {
  engine = await startDemo();
  await until('the demo has an order', () => findOrder(engine.url, 'SO-412345'));
  await engine.stop();
  engine = await startDemo();
  expect(await findOrder(engine.url, 'SO-412345')).not.toBeNull();
  const token = /#token=(\S+)/.exec(engine.printed())?.[1] ?? 'none printed';
  const signIn = async (): Promise<number> => {
    const answer = await fetch(`${engine.url}/v1/sign-in/link`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    return answer.status;
  };
  expect([await signIn(), await signIn()]).toEqual([204, 401]);
});

test('without the demo it begins empty and calls nobody', { timeout: 60_000 }, async () => {
  engine = await startDemo({ GATEPASS_DEMO: 'off' });
  expect(await ask(`${engine.url}/v1/demo`)).toMatchObject({ isDemo: false });
  const { items } = z.object({ items: z.array(z.unknown()) })
    .parse(await ask(`${engine.url}/v1/connections`));
  expect(items).toEqual([]);
  // A key was given, so no link is left lying in the log.
  expect(engine.printed()).not.toContain('#token=');
});
