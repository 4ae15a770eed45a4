import { describe, expect, it } from 'vitest';
import type { BulkPlan, OtherPlan, Run } from '../api/causes.ts';
import { rowsOf } from './rows.ts';

const many = {
  id: 'pln_1', kind: 'hold', state: 'drafted', madeBy: 'Asha', madeAt: '2026-11-22T14:00:00Z',
  counts: { unread: 0, planned: 612, leftOut: 3, done: 0 }, needsSecondPerson: true,
  sentence: '612 would go.',
} as unknown as BulkPlan;
const guard = {
  id: 'pln_2', kind: 'guard', state: 'open', madeBy: 'Gatepass', madeAt: '2026-11-22T14:10:00Z',
  counts: { withheld: 14, approved: 0, refused: 0, lapsed: 0 }, sentence: '14 are not taken out.',
  changes: [],
} as unknown as OtherPlan;
const live = {
  id: 'pln_3', kind: 'going-live', state: 'running', madeBy: 'Asha',
  madeAt: '2026-11-20T08:00:00Z', counts: { adopted: 12, ready: 38, inDoubt: 1, history: 9 },
  step: { number: 2, allowed: 100, released: 10, closed: 9, since: '2026-11-20T09:00:00Z' },
  changes: [{ at: '2026-11-20T08:30:00Z', by: 'Tom', what: 'approved', why: null }],
  sentence: 'leicester goes live in steps.',
} as unknown as OtherPlan;
const run = {
  id: 'job_9', kind: 'mapping', state: 'done', confirmedBy: 'Tom',
  confirmedAt: '2026-11-22T09:00:00Z', counts: { all: 31, toDo: 0, done: 29, leftOut: 2 },
  sentence: '29 went.',
} as unknown as Run;

describe('plans of every kind', () => {
  it('stand in one table, those that wait first, and each the newest first', () => {
    const rows = rowsOf({ many: [many], others: [live, guard], runs: [run] });
    expect(rows.map(({ id, isOpen }) => [id, isOpen])).toEqual([
      ['pln_2', true], ['pln_1', true], ['job_9', false], ['pln_3', false],
    ]);
  });

  it('say how many, who confirmed, and whether a second person has to', () => {
    const [first, second, third, fourth] =
      rowsOf({ many: [many], others: [live, guard], runs: [run] });
    expect(first).toMatchObject({ all: 14, done: null, needsSecond: false });
    expect(second).toMatchObject({ all: 612, needsSecond: true, opens: { plan: 'pln_1' } });
    expect(third).toMatchObject({ all: 31, done: 29, confirmedBy: 'Tom', opens: { run: 'job_9' } });
    expect(fourth).toMatchObject({ all: 50, done: 10, confirmedBy: 'Tom', state: 'running' });
  });
});
