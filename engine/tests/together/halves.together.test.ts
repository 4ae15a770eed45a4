/** `gatepass api` and `gatepass worker` as processes of their own on one PostgreSQL. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import type { Simulator } from '../../../simulator/src/start.ts';
import { allTold, applyPolicy, ask, ordersIn, tellPacked, verdict } from './hands.ts';
import {
  adminKey, freshPlace, program, startEngine, until, type Engine, type Place,
} from './processes.ts';

const postgresUrl = inject('postgresUrl');

const connectionsShape = z.object({ items: z.array(z.object({
  name: z.string(), lease: z.object({ holder: z.string() }).nullable(),
})) });

describe.skipIf(postgresUrl === null)('the halves of Gatepass (needs PostgreSQL)', () => {
  let place: Place;
  let simulator: Simulator;
  const running: Engine[] = [];
  const start = async (command: 'worker' | 'api', environment = {}): Promise<Engine> => {
    const dataFolder = join(place.dataFolder, `of-${command}`);
    const engine = await startEngine({ ...place, dataFolder, command, environment });
    running.push(engine);
    return engine;
  };
  const holder = async (api: Engine): Promise<string | null> => {
    const { items } = connectionsShape.parse(await ask(`${api.url}/v1/connections`));
    const pids = new Set(items.map((one) => one.lease?.holder.split('/')[1] ?? null));
    return items.length > 0 && pids.size === 1 ? ([...pids][0] ?? null) : null;
  };

  beforeAll(async () => {
    place = await freshPlace(postgresUrl);
    simulator = await startHeldSimulator({ labelAfterMs: 100 });
  });
  afterEach(async () => {
    for (const engine of running.splice(0)) await engine.stop('SIGKILL');
  });
  afterAll(async () => {
    await simulator.close();
    await place.remove();
  });

  test('one answers, the others work and relieve each other', { timeout: 600_000 }, async () => {
    const api = await start('api');
    await applyPolicy(api.url, simulator.url);
    const first = await start('worker');
    await until('the first holds every connection', async () =>
      (await holder(api)) === String(first.pid) ? true : null);
    const second = await start('worker');

    // Who waits at the API hears what a worker wrote.
    const stop = new AbortController();
    const events = await fetch(`${api.url}/v1/events`, {
      headers: { authorization: `Bearer ${adminKey}` }, signal: stop.signal,
    });
    const waited = ask(`${api.url}/v1/warehouses/leicester/dispatches?wait=30`);
    const numbers = ['SO-1', 'SO-2', 'SO-3', 'SO-4'];
    for (const number of numbers) await tellPacked(api.url, simulator.url, number);
    expect(await waited).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ kind: 'dispatch' })]),
    });
    let heard = '';
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (!heard.includes('"all":false')) heard += (await reader?.read())?.value ?? '';
    stop.abort();
    await allTold(simulator.url, numbers);

    // Health is told to anybody, numbers only to who may read; nothing else is there.
    const statusAt = async (path: string, headers = {}): Promise<number> =>
      (await fetch(`${second.url}${path}`, { headers })).status;
    const authorization = `Bearer ${adminKey}`;
    expect(await Promise.all([
      statusAt('/healthz'), statusAt('/readyz'), statusAt('/metrics'),
      statusAt('/metrics', { authorization }), statusAt('/v1/orders', { authorization }),
    ])).toEqual([200, 200, 401, 200, 404]);

    // One that is told to stop gives back what it holds: the other need not wait out a lease.
    expect(await first.stop()).toBe(0);
    expect(first.printed()).toContain('Everything it acknowledged is stored.');
    await until('the second holds every connection', async () =>
      (await holder(api)) === String(second.pid) ? true : null, 12_000);
    await tellPacked(api.url, simulator.url, 'SO-5');
    await allTold(simulator.url, ['SO-5']);
    expect((await ordersIn(simulator.url)).length).toBe(5);
    expect(await verdict(simulator.url)).toBe('');
    expect(await api.stop()).toBe(0);
    // Stateless: nothing of theirs is on the disk.
    const kept = ['worker', 'api'].map((half) => join(place.dataFolder, `of-${half}`));
    expect(kept.filter((folder) => existsSync(folder) && readdirSync(folder).length > 0))
      .toEqual([]);
  });

  test('with another sealing key neither starts, and says why', { timeout: 600_000 }, async () => {
    await applyPolicy((await start('api')).url, simulator.url);
    for (const command of ['worker', 'api'] as const) {
      const other = { GATEPASS_SECRET_KEY: 'the key of quite another machine' };
      await expect(start(command, other)).rejects.toThrow(
        /ended with 1 .*\n.*sealed with another key .*the same GATEPASS_SECRET_KEY\.$/m);
    }
  });
});

describe('a half that lacks what it needs refuses in plain words', () => {
  const run = (command: string, environment: Readonly<Record<string, string>>) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [program, command], {
      env: { PATH: process.env['PATH'], GATEPASS_DATA: '/nowhere/gatepass', ...environment },
      encoding: 'utf8',
    });
    return { status, stderr, stdout };
  };
  const databaseUrl = 'postgres://gatepass:very-secret@127.0.0.1:1/orders';
  const secretKey = 'a secret key for all of one test';

  test.each(['worker', 'api'])('gatepass %s', { timeout: 600_000 }, (command) => {
    expect(run(command, { GATEPASS_SECRET_KEY: secretKey })).toEqual({
      status: 2, stdout: '',
      stderr: expect.stringContaining(`gatepass ${command} does not start: DATABASE_URL is not`),
    });
    expect(run(command, { DATABASE_URL: databaseUrl })).toEqual({
      status: 2, stdout: '', stderr: expect.stringContaining('GATEPASS_SECRET_KEY is not set'),
    });
    const unreached = run(command, { DATABASE_URL: databaseUrl, GATEPASS_SECRET_KEY: secretKey });
    expect(unreached).toMatchObject({
      status: 1, stdout: '', stderr: expect.stringContaining('127.0.0.1:1 could not be opened'),
    });
    expect(unreached.stderr).not.toContain('very-secret');
  });
});
