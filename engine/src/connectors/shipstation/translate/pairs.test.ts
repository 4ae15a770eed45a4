/** Recorded pairs: their document, our value. Shapes are real, contents invented. */
import { describe, expect, test } from 'vitest';
import { instant } from '../../../core/model/instant.ts';
import labels from '../fixtures/labels.json' with { type: 'json' };
import marks from '../fixtures/marks.json' with { type: 'json' };
import orders from '../fixtures/orders.json' with { type: 'json' };
import releases from '../fixtures/releases.json' with { type: 'json' };
import { labelShape } from './label.ts';
import { markShape } from './mark.ts';
import { orderShape } from './order.ts';
import { findings } from './reading.ts';
import { renderRelease, sightingOfReceipt } from './release.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';

const seenAt = instant(Date.UTC(2026, 6, 4));

// The fixture is written in the shape of the type; the compiler cannot brand numbers in JSON.
const releaseIn = (ours: unknown): ReleaseContent => ours as ReleaseContent;

describe('an order in V1 becomes our record', () => {
  test.each(orders)('$title', ({ theirs, ours }) => {
    expect(orderShape.parse(theirs)).toEqual(ours);
  });
});

describe('a shipment in V1 becomes a label', () => {
  test.each(labels)('$title', ({ theirs, ours }) => {
    expect(labelShape('GBP', seenAt).parse(theirs)).toEqual(ours);
  });
});

describe('a fulfilment in V1 becomes a mark as shipped', () => {
  test.each(marks)('$title', ({ theirs, ours }) => {
    expect(markShape(seenAt).parse(theirs)).toEqual(ours);
  });
});

describe('a release becomes a V1 order', () => {
  test.each(releases)('$title', ({ theirs, ours }) => {
    expect(renderRelease(releaseIn(ours), 'GBP')).toEqual(theirs);
  });

  test.each(releases)('$title; V1 shows it back as what we took down at once', ({ ours }) => {
    const release = releaseIn(ours);
    const stored = { ...renderRelease(release, 'GBP'), orderId: 77 };
    const shown = orderShape.parse(stored);
    const assumed = sightingOfReceipt(release, '77');
    const named = assumed.lines.map((line) => ({ ...line, name: line.name || line.sku }));
    expect(shown).toEqual({ ...assumed, lines: named });
  });
});

test('a void without its time is dated by when it was seen', () => {
  const voided = labels.find((one) => one.theirs.voided);
  const read = labelShape('GBP', seenAt).parse({ ...voided?.theirs, voidDate: null });
  expect(read.voidedAt).toBe(seenAt);
});

test('the account’s currency is the label’s, since V1 names none', () => {
  expect(labelShape('EUR', seenAt).parse(labels[0]?.theirs).cost.currency).toBe('EUR');
});

test.each([
  [{ quantity: 1.5 }, 'quantity'],
  [{ quantity: -1 }, 'quantity'],
  [{ quantity: null }, 'quantity'],
])('an item with %j makes its row unreadable, named without its value', (item, field) => {
  const read = orderShape.safeParse({ orderId: 1, items: [{ name: 'Secret gift', ...item }] });
  expect(read.success).toBe(false);
  if (!read.success) {
    expect(findings(read.error)).toContain(`items.0.${field}`);
    expect(findings(read.error)).not.toContain('Secret gift');
  }
});
