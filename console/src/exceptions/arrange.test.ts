import { describe, expect, it } from 'vitest';
import type { Cause } from '../api/causes.ts';
import { groupedCauses, sortedCauses } from './arrange.ts';

const cause = (id: string, severity: number, orders: number, hour: string | null,
  facts: Partial<Cause> = {}): Cause => ({
  id, severity, orders, count: orders, code: 'service.unmapped', title: 'Service not mapped',
  fault: id, owner: 'lead', assignedTo: null, connection: 'wms', stages: [], collection: null,
  firstSeenAt: '2026-11-22T09:00:00Z', since: hour === null ? null : `2026-11-22T${hour}:00Z`,
  sentence: '', handbook: '', state: 'new', limitAt: null, isOverLimit: false,
  escalatesTo: 'admin', acknowledgedBy: null, waiting: null, returnedAt: null,
  lastClosedAt: null, actions: [], ...facts,
});
const idsOf = (causes: readonly Cause[]) => causes.map(({ id }) => id).join(' ');

// As the engine lists them: gravest first, then the most orders.
const listed = [
  cause('many', 2, 9, '13:00'),
  cause('old', 2, 4, '11:00', { owner: 'engineer', connection: null }),
  cause('untold', 3, 2, '10:00', { code: 'warehouse.untold', assignedTo: 'Asha' }),
  cause('minor', 5, 30, '12:00', { code: 'order.combined', assignedTo: 'engineer' }),
];

describe('the order of causes', () => {
  it('is that of the engine until another one is chosen', () => {
    expect(sortedCauses(listed, 'severity', undefined)).toBe(listed);
    expect(idsOf(sortedCauses(listed, 'orders', undefined))).toBe('minor many old untold');
    expect(idsOf(sortedCauses(listed, 'oldest', undefined))).toBe('untold old minor many');
  });

  it('is gravest, then oldest, under headings', () => {
    expect(idsOf(sortedCauses(listed, 'severity', 'owner'))).toBe('old many untold minor');
  });

  it('leaves closed ones as they stood', () => {
    const closed = [cause('newest', 2, 0, null), cause('before', 2, 0, null)];
    expect(idsOf(sortedCauses(closed, 'severity', 'kind'))).toBe('newest before');
    expect(idsOf(sortedCauses(closed, 'oldest', undefined))).toBe('newest before');
  });
});

describe('causes under headings', () => {
  const under = (grouping: Parameters<typeof groupedCauses>[1]) =>
    groupedCauses(sortedCauses(listed, 'severity', grouping), grouping)
      .map(({ key, causes }) => `${key}: ${idsOf(causes)}`);

  it('stand each under one, and the headings in the order of their first cause', () => {
    expect(under('severity')).toEqual(['2: old many', '3: untold', '5: minor']);
    expect(under('kind')).toEqual([
      'service.unmapped: old many', 'warehouse.untold: untold', 'order.combined: minor',
    ]);
    expect(under('connection')).toEqual(['null: old', 'wms: many untold minor']);
  });

  it('are of whoever has taken them, else of whom they fall to', () => {
    expect(under('owner')).toEqual(['engineer: old minor', 'lead: many', 'Asha: untold']);
  });

  it('tell a number of orders only where no order can be in it twice', () => {
    const [two, one] = groupedCauses(listed, 'severity');
    expect(two).toMatchObject({ orders: 13, isExact: false });
    expect(one).toMatchObject({ orders: 2, isExact: true });
  });
});
