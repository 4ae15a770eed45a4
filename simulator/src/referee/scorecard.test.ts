import { describe, expect, test } from 'vitest';
import { noon } from '../shipstation/fixtures.ts';
import { judge } from './judge.ts';
import { after, emptyWorld, goodOrder, packs, shopSays } from './fixtures.ts';
import { compareCards, scorecard, spreadOf } from './scorecard.ts';

const card = (isLate: boolean) => {
  const good = goodOrder(goodOrder(emptyWorld(), 'SO-1', noon), 'SO-2', after(1));
  const third = packs(shopSays(good, 'SO-3', 'paid', noon), 'SO-3', after(2));
  const world = isLate ? third : good;
  return scorecard(judge(world, { now: after(40) }));
};

describe('a scorecard', () => {
  test('counts findings by kind, calls, money and times', () => {
    expect(card(true)).toMatchObject({
      orders: 3,
      findings: { 'never-released': 1 },
      findingsTotal: 1,
      calls: 2,
      wastedCalls: 0,
      refusedForRate: 0,
      labels: 2,
      packedToVisible: { count: 2, medianMs: 60_000, slowestTwentiethMs: 60_000 },
      labelToWarehouse: { count: 2, medianMs: 60_000 },
      labelToChannel: { count: 2, medianMs: 60_000 },
    });
  });

  test('puts two programs over one day beside each other, with what either did wrong', () => {
    const rows = compareCards([card(false), card(true)]);
    const figures = Object.fromEntries(rows.map((row) => [row.what, row.figures]));
    expect(figures['findings against the program']).toEqual(['0', '1']);
    expect(figures['Ready, and never in ShipStation']).toEqual(['0', '1']);
    expect(figures['label to warehouse told']).toEqual(['60.0 s, 60.0 s', '60.0 s, 60.0 s']);
    expect(Object.keys(figures)).not.toContain('A label on a cancelled order');
  });

  test('takes the median and the slowest twentieth from figures that were measured', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => (20 - index) * 10);
    expect(spreadOf(twenty)).toEqual({ count: 20, medianMs: 100, slowestTwentiethMs: 190 });
    expect(spreadOf([7])).toEqual({ count: 1, medianMs: 7, slowestTwentiethMs: 7 });
    expect(spreadOf([])).toEqual({ count: 0, medianMs: null, slowestTwentiethMs: null });
  });
});
