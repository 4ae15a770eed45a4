/**
 * `npm start` with nothing configured, as a newcomer meets it: the demo day. It ends with the
 * engine however that ends.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ask, findOrder, labelsIn } from './hands.ts';
import { adminKey, freePort, gatepass, startEngine, until, type Engine } from './processes.ts';

let dataFolder: string;
let engine: Engine;

const startDemo = async (
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<void> => {
  engine = await startEngine({
    dataFolder,
    environment: {
      GATEPASS_DEMO: undefined, GATEPASS_ALLOW_PRIVATE_URLS: undefined, ...environment,
    },
  });
};

const simulatorOf = ({ printed }: Engine): Promise<string> =>
  until('it says where the pretended systems are', () =>
    /(http:\S+)\/control\/clock/.exec(printed())?.[1] ?? null);

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

const demoShape = z.object({ isDemo: z.boolean(), sentence: z.string(), pace: z.number() });
const clockShape = z.object({ now: z.string(), speed: z.number() });

const worldTime = async (simulator: string): Promise<number> =>
  Date.parse(clockShape.parse(await ask(`${simulator}/control/clock`)).now);

const exceptionsShape = z.object({
  items: z.array(z.object({
    code: z.string(), owner: z.string(), lines: z.array(z.string()), since: z.string(),
    sentence: z.string(), order: z.object({ orderNumber: z.string() }),
  })),
});

const exceptionsOf = async (code: string) =>
  exceptionsShape.parse(await ask(`${engine.url}/v1/exceptions?limit=500`)).items
    .filter((one) => one.code === code);

/** How many orders Gatepass shows, page by page. */
const countOrders = async (): Promise<number> => {
  const page = z.object({ items: z.array(z.unknown()), next: z.string().nullable() });
  let count = 0;
  for (let after = ''; ;) {
    const { items, next } = page.parse(
      await ask(`${engine.url}/v1/orders?limit=500${after}`));
    count += items.length;
    if (next === null) return count;
    after = `&after=${encodeURIComponent(next)}`;
  }
};

const applyMapping = async (): Promise<void> => {
  const held = z.object({
    document: z.looseObject({
      mappings: z.looseObject({ services: z.array(z.unknown()) }),
    }),
  }).parse(await ask(`${engine.url}/v1/policy`));
  const { mappings } = held.document;
  const services = [
    ...mappings.services,
    { says: 'DPD-12X', carrier: 'dpd', service: 'dpd_by_12', package: 'package' },
  ];
  const document = { ...held.document, mappings: { ...mappings, services } };
  await ask(`${engine.url}/v1/policy`, 'PUT', { document });
};

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-demo-'));
});
afterEach(async () => {
  // Not killed: the simulator would still be writing into the folder.
  await engine.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('the demo day', () => {
  test('is full at once, marked as a demo, and its faults are found and mended', {
    timeout: 600_000,
  }, async () => {
    await startDemo();
    const simulator = await simulatorOf(engine);
    const { isDemo, sentence } = demoShape.parse(await ask(`${engine.url}/v1/demo`));
    expect(isDemo).toBe(true);
    expect(sentence).toMatch(/^DEMO, .+ pretended on this machine\.$/);
    expect(engine.printed()).toContain('This is the DEMO, 1 min = 1 h');
    // A newcomer's first screen has no connection on it that could not be used.
    expect(engine.printed()).not.toContain('cannot be used');
    expect(engine.printed()).toMatch(/Sign in, once, within a day: http\S+#token=\S+/);
    await until('it is full', async () => ((await countOrders()) > 700 ? true : null));

    // A short pick is held with its line, and no label is made for it.
    const short = await until('the short pick is an exception', async () =>
      (await exceptionsOf('pick.short'))[0] ?? null);
    expect(short).toMatchObject({ order: { orderNumber: 'SO-690000' }, lines: ['1'] });

    // 31 orders wait for one mapping; once it is there, none does.
    await until('31 orders wait for the mapping', async () =>
      (await exceptionsOf('service.unmapped')).length === 31 ? true : null, 280_000);
    await applyMapping();
    await until('the mapping has let all 31 go', async () =>
      (await exceptionsOf('service.unmapped')).length === 0 ? true : null);

    // The desk made another label, and the marketplace takes no second number.
    const untold = await until('the refused correction is an exception', async () =>
      (await exceptionsOf('channel.refused'))[0] ?? null);
    expect(untold.owner).not.toBe('');
    expect((await findOrder(engine.url, untold.order.orderNumber))?.exception).not.toBeNull();

    const labels = await labelsIn(simulator);
    expect(labels.filter((one) => one.orderNumber.startsWith('SO-690000'))).toEqual([]);
    expect(await held(simulator)).toEqual([]);
    expect(await engine.stop()).toBe(0);
    expect(await isGone(simulator)).toBe(true);
  });

  test('a warehouse that takes nothing for an hour is told all of it afterwards', {
    timeout: 600_000,
  }, async () => {
    await startDemo();
    const simulator = await simulatorOf(engine);
    await until('write-backs to the warehouse are overdue', async () =>
      (await exceptionsOf('warehouse.untold')).length > 0 ? true : null, 290_000);
    await until('the warehouse has taken them all', async () =>
      (await exceptionsOf('warehouse.untold')).length === 0 ? true : null, 290_000);
    expect(await held(simulator)).toEqual([]);
  });

  test('a killed engine takes the pretended systems along, and goes on where it was', {
    timeout: 600_000,
  }, async () => {
    await startDemo();
    const simulator = await simulatorOf(engine);
    await applyMapping();
    const stood = await worldTime(simulator);
    await engine.stop('SIGKILL');
    expect(await isGone(simulator)).toBe(true);
    await startDemo();
    expect(await worldTime(await simulatorOf(engine))).toBeGreaterThanOrEqual(stood);
    const { document } = z.object({ document: z.unknown() })
      .parse(await ask(`${engine.url}/v1/policy`));
    expect(JSON.stringify(document)).toContain('DPD-12X');
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

  test('begins anew with --reset, which waits until nobody runs it', {
    timeout: 600_000,
  }, async () => {
    await startDemo();
    await applyMapping();
    const asked = {
      GATEPASS_DATA: dataFolder, PORT: String(await freePort()), GATEPASS_BOOTSTRAP_KEY: adminKey,
    };
    const refused = await gatepass(['demo', '--reset'], asked);
    expect(refused.code).toBe(1);
    expect(refused.printed).toContain('A demo runs already on this machine');
    await engine.stop();
    engine = await startEngine({
      dataFolder, command: 'demo', words: ['--reset'],
      environment: { GATEPASS_DEMO: undefined, GATEPASS_ALLOW_PRIVATE_URLS: undefined },
    });
    await until('the mapping is unknown again', async () =>
      (await exceptionsOf('service.unmapped')).length > 20 ? true : null);
  });

  test('without it Gatepass begins empty and calls nobody', { timeout: 600_000 }, async () => {
    await startDemo({ GATEPASS_DEMO: 'off' });
    expect(await ask(`${engine.url}/v1/demo`)).toEqual({ isDemo: false, sentence: '', pace: 1 });
    const { items } = z.object({ items: z.array(z.unknown()) })
      .parse(await ask(`${engine.url}/v1/connections`));
    expect(items).toEqual([]);
    // A key was given, so no link is left lying in the log.
    expect(engine.printed()).not.toContain('#token=');
  });
});

/**
 * What the referee holds against Gatepass, but for lateness: a busy machine makes the demo's clock
 * wait, and what waits for people is shown to them.
 */
const held = async (simulator: string): Promise<readonly string[]> => {
  const { items } = exceptionsShape.parse(await ask(`${engine.url}/v1/exceptions?limit=500`));
  await ask(`${simulator}/control/referee/shown`, 'POST', {
    items: items.map((one) => ({
      orderNumber: one.order.orderNumber, code: one.code, at: one.since,
    })),
  });
  const verdict = z.looseObject({
    isClean: z.boolean(),
    findings: z.array(z.object({ code: z.string(), sentence: z.string() })),
  }).parse(await ask(`${simulator}/control/referee`));
  const found = verdict.findings.filter((one) => !ofTime.test(one.code));
  return [
    ...(verdict.isClean ? [] : [JSON.stringify(verdict)]),
    ...found.map((one) => `${one.code}: ${one.sentence}`),
  ];
};

const ofTime = /late$|not-told$|^never-released$|dead-number$/;
