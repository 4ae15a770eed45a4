/** The guides are followed word by word, each against a fresh Gatepass and pretended systems. */
import { afterEach, expect, test } from 'vitest';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import { freshPlace, startEngine } from '../processes.ts';
import { followPage } from './follow.ts';

let end: (() => Promise<void>) | null = null;
afterEach(async () => {
  await end?.();
  end = null;
});

const pages = [
  'docs/guides/connect-a-warehouse.md',
  'docs/guides/connect-a-channel.md',
  'docs/guides/going-live.md',
  'docs/guides/at-peak.md',
  'docs/api-by-curl.md',
];

test.each(pages)('%s', { timeout: 240_000 }, async (file) => {
  const place = await freshPlace(null);
  const simulator = await startHeldSimulator({ labelAfterMs: 200 });
  const engine = await startEngine(place);
  end = async () => {
    await engine.stop();
    await simulator.close();
    await place.remove();
  };
  const followed = await followPage(file, { gatepass: engine.url, simulator: simulator.url });
  expect(followed.differences.join('\n')).toBe('');
  expect(followed.steps).toBeGreaterThan(2);
});
