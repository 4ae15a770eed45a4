/** One switch for all pages: the same instants, on the clocks of whoever was chosen. */
import { expect, it } from 'vitest';
import { clockTime } from './clock.ts';
import { warehouseOver, zoneIn } from './of-warehouse.ts';
import { zoneFor } from './when.tsx';

const policy = (warehouses: unknown) =>
  ({ version: 1, document: { warehouses } }) as unknown as Parameters<typeof zoneIn>[0];

const two = policy({
  leicester: { connection: 'wms', shipstation: 'ship', timeZone: 'Europe/London' },
  newark: { connection: 'wms-us', shipstation: 'ship', timeZone: 'America/New_York' },
});

it('a time is told by its own warehouse, and without one by the first', () => {
  expect(zoneIn(two, 'newark')).toBe('America/New_York');
  expect(zoneIn(two, undefined)).toBe('Europe/London');
  // A shared link may name one that is gone.
  expect(zoneIn(two, 'gone')).toBe('Europe/London');
  for (const none of [undefined, policy(undefined), policy({}), policy({ shed: {} })]) {
    expect(zoneIn(none, 'shed')).toBeNull();
  }
});

it('a connection is told by the first warehouse that uses it', () => {
  expect(warehouseOver(two, 'wms-us')).toBe('newark');
  expect(warehouseOver(two, 'ship')).toBe('leicester');
  expect(warehouseOver(two, 'shop')).toBeUndefined();
});

it('the night of the October change reads the same in each zone that can be chosen', () => {
  const instants = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'];
  const now = Date.parse('2026-10-25T12:00:00Z');
  const told = (choice: Parameters<typeof zoneFor>[0], warehouse: string) => instants
    .map((one) => clockTime(one, zoneFor(choice, zoneIn(two, warehouse) ?? ''), now));
  expect(told('warehouse', 'leicester')).toEqual(['01:30 BST', '01:30 GMT', '02:30']);
  expect(told('warehouse', 'newark')).toEqual(['24 Oct 20:30', '24 Oct 21:30', '24 Oct 22:30']);
  expect(told('utc', 'leicester')).toEqual(['00:30', '01:30', '02:30']);
  expect(told('utc', 'newark')).toEqual(told('utc', 'leicester'));
});
