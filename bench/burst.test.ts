/** What the rush promises, at a size for every day. The full one is a part of the benchmark. */
import { expect, test } from 'vitest';
import { liveBurst } from './parts/burst.ts';

const orders = 150;

test('ready orders go a hundred to a call, in their turn, and labels are looked for', async () => {
  const burst = await liveBurst(orders);
  expect(burst).toMatchObject({ visible: orders, refusedForRate: 0, outOfOrder: 0 });
  // The first call leaves with what was told by then; whatever came meanwhile goes by hundreds.
  expect(burst.createCalls).toBeLessThanOrEqual(Math.ceil(orders / 100) + 1);
  expect(burst.mostInOneWindow).toBeLessThanOrEqual(40);
  expect(burst.longestWithoutLabels).toBeLessThan(35_000);
}, 600_000);
