/**
 * `gatepass backup` of a running instance while orders come in, `gatepass restore` into the other
 * size, and a Gatepass that goes on from there: no second label, nothing told twice.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { afterEach, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { allWell, askDatabase, takeStock } from './aftermath.ts';
import { allTold, ask, consignmentUrl, labelsIn, packed, policyText } from './hands.ts';
import {
  adminKey, freshPlace, gatepass, startEngine, type Engine, type Place,
} from './processes.ts';

const postgresUrl = inject('postgresUrl');
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'gatepass-backup-test-'));
  undo.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const place = async (url: string | null): Promise<Place> => {
  const made = await freshPlace(url);
  undo.push(() => made.remove());
  return made;
};

const start = async (where: Place): Promise<Engine> => {
  const engine = await startEngine(where);
  undo.push(() => engine.stop('SIGKILL'));
  return engine;
};

const backedUp = async (engine: Engine, file: string): Promise<void> => {
  const { code, printed } = await gatepass(['backup', file], {
    GATEPASS_URL: engine.url, GATEPASS_KEY: adminKey,
  });
  expect({ code, printed }).toEqual({
    code: 0, printed: expect.stringMatching(/holds \d+ rows of Gatepass at/),
  });
  expect(statSync(file).mode & 0o077).toBe(0);
};

const restored = (where: Place, file: string) => gatepass(['restore', file], {
  GATEPASS_DATA: where.dataFolder,
  GATEPASS_SECRET_KEY: 'a secret key for all of one test',
  ...(where.databaseUrl === null ? {} : { DATABASE_URL: where.databaseUrl }),
});

const numbered = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `SO-${String(from + index)}`);

const verdictShape = z.object({ findings: z.array(z.object({ code: z.string() })) });

const boxShape = z.object({
  items: z.array(z.object({ messageId: z.string(), body: z.looseObject({ at: z.string() }) })),
  conflicts: z.array(z.object({
    messageId: z.string(),
    // Kept as it came.
    body: z.string().transform((text): unknown => JSON.parse(text))
      .pipe(z.looseObject({ at: z.string() })),
  })),
});

/** Messages that came again with another content than the time at which they were written. */
const otherwiseDifferent = async (simulatorUrl: string): Promise<readonly unknown[]> => {
  const boxes = await Promise.all(['warehouse', 'channel'].map(async (party) =>
    boxShape.parse(await ask(`${simulatorUrl}/control/${party}/messages`))));
  return boxes.flatMap(({ items, conflicts }) => conflicts.filter(({ messageId, body }) => {
    const first = items.find((one) => one.messageId === messageId);
    return !isDeepStrictEqual({ ...first?.body, at: '' }, { ...body, at: '' });
  }));
};

/** Packed into a box that was measured, as a purchase needs it. */
const tellBox = async (
  engine: Engine,
  simulatorUrl: string,
  orderNumber: string,
): Promise<void> => {
  await ask(`${simulatorUrl}/control/warehouse/truth`, 'POST', {
    orderNumber, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
  });
  await ask(consignmentUrl(engine.url, orderNumber), 'PUT', packed(orderNumber, {
    parcels: [{
      reference: 'P1', weightGrams: 450, lengthMm: 300, widthMm: 220, heightMm: 40,
      lines: [{ line: '1', quantity: 2 }],
    }],
  }));
};

test.skipIf(postgresUrl === null)(
  'embedded to PostgreSQL and back: what was bought since the backup is not bought again ' +
  '(needs PostgreSQL)',
  { timeout: 600_000 },
  async () => {
    const simulator = await startHeldSimulator({ isDeskOn: false });
    undo.push(() => simulator.close());
    const top = folder();
    const tell = (engine: Engine, numbers: readonly string[]) => Promise.all(
      numbers.map((number) => tellBox(engine, simulator.url, number)));

    const embedded = await place(null);
    const first = await start(embedded);
    await ask(`${first.url}/v1/policy`, 'PUT', {
      document: parse(policyText(simulator.url).replace('labels: desk', 'labels: gatepass')),
    });
    await tell(first, numbered(100, 2));
    await allTold(simulator.url, numbered(100, 2));
    // These are taken in, and of no other step is it known how far it has come.
    await tell(first, numbered(200, 3));
    const [file, later] = [join(top, 'first.backup'), join(top, 'second.backup')];
    await Promise.all([backedUp(first, file), tell(first, numbered(300, 2))]);
    // The instance that was backed up goes on, and its machine is lost.
    await allTold(simulator.url, [...numbered(100, 2), ...numbered(200, 3), ...numbered(300, 2)]);
    await first.stop('SIGKILL');
    const bought = (await labelsIn(simulator.url)).length;

    const outside = await place(postgresUrl);
    expect(await restored(outside, file)).toMatchObject({ code: 0 });
    expect(await askDatabase(outside, [...numbered(100, 2), ...numbered(200, 3)]))
      .not.toContainEqual(expect.stringMatching(/^lost/));
    const second = await start(outside);
    // The warehouse says again what it has had no write-back for; more comes in besides.
    await tell(second, [...numbered(200, 3), ...numbered(400, 2)]);
    await allTold(simulator.url, numbered(400, 2));
    expect(await labelsIn(simulator.url)).toHaveLength(bought + 2);
    await backedUp(second, later);
    await second.stop();

    const again = await place(null);
    expect(await restored(again, later)).toMatchObject({ code: 0 });
    const third = await start(again);
    await tell(third, numbered(500, 2));
    await allTold(simulator.url, numbered(500, 2));
    const known = [
      ...numbered(100, 2), ...numbered(200, 3), ...numbered(400, 2), ...numbered(500, 2),
    ];
    const stock = await takeStock({
      seed: 0, engine: third, place: again, simulatorUrl: simulator.url, acknowledged: known,
    });
    const { conflictingMessages: _, verdict, ...rest } = allWell;
    expect(stock).toMatchObject(rest);
    // What was said since the backup is said again under its id; only the time of writing, which
    // nobody knows any more, is another.
    const findings = stock.verdict === verdict ? [] : verdictShape.parse(
      JSON.parse(stock.verdict)).findings.map((one) => one.code);
    expect(findings.filter((code) => code !== 'message-conflicting')).toEqual([]);
    expect(await otherwiseDifferent(simulator.url)).toEqual([]);
  });

test('a store in use, a filled one and a missing file are refused in words', async () => {
  const where = await place(null);
  const engine = await start(where);
  const file = join(folder(), 'all.backup');
  await backedUp(engine, file);
  expect(await restored(where, file)).toMatchObject({
    code: 2, printed: expect.stringContaining(`in use by process ${String(engine.pid)}`),
  });
  await engine.stop();
  expect(await restored(where, file)).toMatchObject({
    code: 2, printed: expect.stringContaining('is not empty'),
  });
  const empty = await place(null);
  expect(await restored(empty, `${file}-no`)).toMatchObject({
    code: 2, printed: expect.stringContaining('There is no file'),
  });
}, 600_000);
