import { expect, it } from 'vitest';
import { closedWithin, withClosed, type Closed } from './closed.ts';

it('rests in a row are one span, and what was between two of them is not in it', () => {
  let spans: readonly Closed[] = [];
  spans = withClosed(spans, { from: 10, to: 20 }, false);
  spans = withClosed(spans, { from: 21, to: 30 }, true);
  spans = withClosed(spans, { from: 50, to: 60 }, false);
  expect(spans).toEqual([{ from: 10, to: 30 }, { from: 50, to: 60 }]);
  expect(closedWithin(spans, 15, 55)).toBe(20);
  expect(closedWithin(spans, 60, 55)).toBe(0);
});

it('only the newest are kept, however long the budget stays short', () => {
  let spans: readonly Closed[] = [];
  for (let at = 0; at < 1_000; at += 10) spans = withClosed(spans, { from: at, to: at + 5 }, false);
  spans = withClosed(spans, { from: 1_000, to: 1_005 }, false);
  expect(spans).toHaveLength(100);
  expect(spans.at(-1)).toEqual({ from: 1_000, to: 1_005 });
  expect(closedWithin(spans, 0, 5)).toBe(0);
});
