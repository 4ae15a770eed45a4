import { expect, test } from 'vitest';
import { lineWith, minutes, noon, snapshotWith } from '../../../scenarios/kit.ts';
import type { WarehouseSays } from '../model/dossier.ts';
import { later } from '../model/instant.ts';
import type { ConsignmentSnapshot } from '../model/warehouse.ts';
import { hearWarehouse } from './hear-warehouse.ts';

const hear = (...said: readonly Partial<ConsignmentSnapshot>[]): WarehouseSays => {
  const [first = {}, ...rest] = said;
  return rest.reduce(
    (so, one, index) => hearWarehouse(so, snapshotWith(one), later(noon, minutes(index + 1))),
    hearWarehouse(null, snapshotWith(first), noon));
};

test('an older revision never wins, and is counted', () => {
  const known = hear({ revision: 5 }, { revision: 4, status: 'cancelled' }, { revision: 3 });
  expect(known.snapshot.revision).toBe(5);
  expect(known.olderInARow).toBe(2);
});

test('the current revision once more ends a row of older ones', () => {
  expect(hear({ revision: 5 }, { revision: 4 }, { revision: 5 }).olderInARow).toBe(0);
});

test('the same revision with other content is kept beside, and a higher one settles it', () => {
  const other = { revision: 2, lines: [lineWith({ packed: 1 })] };
  const torn = hear({ revision: 2 }, other);
  expect(torn.snapshot.lines[0]?.packed).toBe(2);
  expect(torn.rival?.snapshot.lines[0]?.packed).toBe(1);
  expect(hear({ revision: 2 }, other, { revision: 3 }).rival).toBeNull();
});

test('the same content with its members in another order is the same content', () => {
  const { revision, ...rest } = snapshotWith({ revision: 2 });
  const known = hearWarehouse(hear({ revision: 2 }), { ...rest, revision }, later(noon, 60_000));
  expect(known.rival).toBeNull();
});

test('the same content sent again at another hour contradicts nothing', () => {
  const again = hear({ revision: 2 }, { revision: 2, updatedAt: later(noon, minutes(9)) });
  expect(again.rival).toBeNull();
  expect(again.arrivedAt).toBe(noon);
});

test('reaching a status reaches all below it; going back forgets those above', () => {
  const back = hear({ revision: 1, status: 'packed' }, { revision: 2, status: 'picking' });
  expect(back.since).toEqual({ received: noon, allocated: noon, picking: noon });
  const again = hear({ revision: 1, status: 'packed' }, { revision: 2, status: 'picking' },
    { revision: 3, status: 'packed' });
  expect(again.since.packed).toBe(later(noon, minutes(2)));
});

test('after a ruling the next message wins whatever its revision, and no other does', () => {
  const known = { ...hear({ revision: 900 }), acceptsFrom: later(noon, 1_000) };
  const early = hearWarehouse(known, snapshotWith({ revision: 1 }), noon);
  expect(early.snapshot.revision).toBe(900);
  const anew = hearWarehouse(known, snapshotWith({ revision: 1 }), later(noon, 2_000));
  expect(anew.snapshot.revision).toBe(1);
  expect(hearWarehouse(anew, snapshotWith({ revision: 0 }), later(noon, 3_000)).snapshot.revision)
    .toBe(1);
});
