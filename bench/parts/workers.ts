/** One, two and four processes on one PostgreSQL: how fast they decide on what is due together. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../engine/src/store/database.ts';
import { startEngine, type Place } from '../../engine/tests/together/processes.ts';
import { medianOf, type Part, type Size } from '../part.ts';
import { onPostgres, orderOf, rateOf, teller, whileShut, withStore } from './places.ts';

const counts: Readonly<Record<Size, {
  readonly orders: number; readonly rounds: number; readonly processes: readonly number[];
}>> = {
  small: { orders: 40, rounds: 1, processes: [1, 2] },
  full: { orders: 1_000, rounds: 3, processes: [1, 2, 4] },
};

type Found = { readonly processes: number; readonly perSecond: number };

const measure = async (place: Place, size: Size): Promise<readonly Found[]> => {
  const { orders, rounds, processes } = counts[size];
  const folders: string[] = [];
  const running: Awaited<ReturnType<typeof startEngine>>[] = [];
  const startOne = async (): Promise<void> => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'gatepass-bench-'));
    folders.push(dataFolder);
    running.push(await startEngine({ ...place, dataFolder }));
  };
  try {
    return await whileShut(async (policy) => {
      await startOne();
      const tell = teller(running[0]?.url ?? '');
      await tell('PUT', '/v1/policy', { document: policy });
      for (let first = 0; first < orders; first += 500) {
        const length = Math.min(500, orders - first);
        await tell('POST', '/v1/warehouses/leicester/consignments', {
          consignments: Array.from({ length }, (_, index) => orderOf(first + index)),
        });
      }
      return withStore(place, async (database) => {
        const found: Found[] = [];
        for (const count of processes) {
          while (running.length < count) await startOne();
          await decideAll(database, orders);
          const rates: number[] = [];
          for (let round = 0; round < rounds; round += 1) {
            rates.push(await rateOf(orders, () => decideAll(database, orders)));
          }
          found.push({ processes: count, perSecond: medianOf(rates) });
        }
        return found;
      });
    });
  } finally {
    for (const engine of running) await engine.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
};

const mostSeconds = 300;

/** Makes every order due and waits until the processes have decided on all of them. */
const decideAll = async (database: Database, orders: number): Promise<void> => {
  await database.transaction((tx) => sql`update dossier set look_again_at = 0`.execute(tx));
  const until = performance.now() + mostSeconds * 1_000;
  for (;;) {
    const { rows } = await database.transaction((tx) => sql<{ due: number }>`
      select count(*) as due from dossier where look_again_at = 0`.execute(tx));
    if ((rows[0]?.due ?? orders) === 0) return;
    if (performance.now() > until) throw new Error('the processes did not decide on all in time');
    await pause(20);
  }
};

export const workers: Part = {
  name: 'workers',
  time: 'machine',
  title: 'Several processes on one PostgreSQL',
  method: (size) =>
    `${counts[size].orders.toLocaleString('en-GB')} orders are made due at once, and the ` +
    'processes that share the database decide on them in slices of 20, each taking what the ' +
    'others have not locked. Processes, PostgreSQL and the one who counts share the cores of ' +
    `the machine. The median of ${String(counts[size].rounds)} rounds after one to warm up.`,
  async run(size) {
    const found = await onPostgres((place) => measure(place, size));
    return [{
      title: 'Decisions a second',
      columns: ['processes', 'a second'],
      rows: (found ?? []).map(({ processes, perSecond }) => [processes, perSecond]),
    }];
  },
};
