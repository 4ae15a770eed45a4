/** The guide to connecting by files is followed word by word, with a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import { freshPlace, startEngine } from '../processes.ts';
import { followPage } from './follow.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const page = 'docs/guides/connect-by-files.md';

test('files are followed word by word, as the guide says', { timeout: 300_000 }, async () => {
  const exchange = mkdtempSync(join(tmpdir(), 'gatepass-exchange-'));
  ends.push(() => { rmSync(exchange, { recursive: true, force: true }); });
  mkdirSync(join(exchange, 'in'));
  const place = await freshPlace(null);
  ends.push(() => place.remove());
  const simulator = await startHeldSimulator({ labelAfterMs: 200 });
  ends.push(() => simulator.close());
  const engine = await startEngine({ ...place, environment: { GATEPASS_FILES: exchange } });
  ends.push(() => engine.stop());
  const followed = await followPage(page, {
    gatepass: engine.url, simulator: simulator.url, others: { '/srv/exchange': exchange },
  });
  expect(followed.differences.join('\n')).toBe('');
  expect(followed.steps).toBe(10);
});
