import { expect, test } from 'vitest';
import { instant } from '../core/model/instant.ts';
import { viewLease } from './lease-view.ts';

const now = instant(1_763_820_000_000);
const seen = (holder: string, renewedAt = now - 2_000) =>
  viewLease({ holder, epoch: 3, renewedAt }, 'packing-1/812/0050fa98', now);

test('who works a connection is told apart by its machine, and by its process there', () => {
  expect(seen('packing-1/812/0050fa98')).toMatchObject({ place: 'this-process', isHeld: true });
  expect(seen('packing-1/813/77aa01bc')).toMatchObject({ place: 'this-machine' });
  expect(seen('packing-10/812/0050fa98')).toMatchObject({
    place: 'another-machine', machine: 'packing-10', holder: 'packing-10/812/0050fa98',
  });
});

test('one who has not said so for long works it no more', () => {
  expect(seen('packing-1/812/0050fa98', now - 15_001).isHeld).toBe(false);
  expect(seen('packing-1/812/0050fa98', now + 15_001).isHeld).toBe(false);
});
