import { expect, it } from 'vitest';
import { columnsIn, layOut, shownColumns, withColumn } from './column-names.ts';

it('the address names those that are chosen, in the order of the list, and no others', () => {
  expect(columnsIn('owner,stage,colour')).toBe('stage,owner');
  expect([columnsIn(undefined), columnsIn(''), columnsIn('colour')])
    .toEqual([undefined, undefined, undefined]);
  expect([...shownColumns('stage,owner')]).toEqual(['order', 'stage', 'owner']);
});

it('one is taken out, put back in, and with all of them the address says nothing', () => {
  const without = withColumn(undefined, 'cost');
  expect(without).not.toContain('cost');
  expect(withColumn(without, 'cost')).toBeUndefined();
  expect(withColumn('stage', 'owner')).toBe('stage,owner');
  expect(withColumn('stage', 'stage')).toBe('stage');
});

it('what goes on with an order has a line of its own, and no width', () => {
  expect(layOut(['order', 'stage', 'blocked'])).toBe('1.5rem minmax(7rem, 1fr) 8.25rem');
});
