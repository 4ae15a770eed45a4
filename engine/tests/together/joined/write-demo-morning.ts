/**
 * `node engine/tests/together/joined/write-demo-morning.ts [FOLDER]` writes the demo's history
 * anew: the store as a backup, and the pretended world. It takes some minutes of a quiet machine.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { keptText } from '../../../../simulator/src/keep.ts';
import { backup } from '../../../src/store/backup.ts';
import { z } from 'zod';
import { liveMorning, wholeMorning } from './demo-morning.ts';
import type { JoinedRun } from './run.ts';

const usual = fileURLToPath(new URL('../../../../examples/demo-morning/', import.meta.url));
const [folder = usual, minutes] = process.argv.slice(2);

/** Written as often as this on the way, so that a run that is cut off leaves a shorter morning. */
const keptEvery = 30 * 60_000;

const say = (words: string): void => { process.stdout.write(`${words}\n`); };

const keep = async (run: JoinedRun): Promise<void> => {
  const file = join(folder, 'store.backup');
  rmSync(`${file}.new`, { force: true });
  const { rows } = await backup(run.database, `${file}.new`);
  renameSync(`${file}.new`, file);
  const clock = { worldAt: run.clock.now(), realAt: 0, speed: 0 };
  writeFileSync(join(folder, 'world.json.gz'), gzipSync(keptText(run.world(), clock, 0)));
  writeFileSync(join(folder, 'clock.json'), JSON.stringify({ world: run.clock.now() }));
  say(`${String(rows)} rows are in ${file}`);
};

const shown = z.object({
  items: z.array(z.object({ code: z.string(), order: z.object({ orderNumber: z.string() }) })),
});

mkdirSync(folder, { recursive: true });
await liveMorning({
  ...wholeMorning,
  ...(minutes === undefined ? {} : { until: wholeMorning.from + Number(minutes) * 60_000 }),
  note: async (words, run) => {
    say(words);
    if (run.clock.now() % keptEvery !== 0) return;
    await keep(run);
    const { items } = shown.parse(await run.ask('GET', '/v1/exceptions?limit=500'));
    for (const [code, all] of Map.groupBy(items, (one) => one.code)) {
      say(`  ${code}: ${String(all.length)}, such as ${all[0]?.order.orderNumber ?? ''}`);
    }
  },
}).then(async (run) => {
  // The keys and leases of this run are nobody's where the demo starts.
  await run.database.transaction(async (tx) => {
    await tx.deleteFrom('api_key').execute();
    await tx.deleteFrom('lease').execute();
  });
  await keep(run);
  await run.end();
});
