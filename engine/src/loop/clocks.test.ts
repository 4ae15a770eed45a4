import { expect, test } from 'vitest';
import type { WireAnswer } from '../contract/wire.ts';
import { aheadBy, clockSentence } from './clocks.ts';

const noon = Date.parse('2026-11-22T12:00:00Z');
const answer = (date: string | null, more = {}): WireAnswer => ({
  is: 'answer', status: 200, body: '', headers: { ...(date === null ? {} : { date }), ...more },
});
const dated = (at: number, more = {}) => answer(new Date(at).toUTCString(), more);

test.each([
  ['made while we waited', dated(noon + 5_000), 0],
  ['whole seconds, a moment before we asked', dated(noon), 0],
  ['made long before we asked', dated(noon - 180_000), -179_300],
  ['made after we had it', dated(noon + 190_000), 180_000],
  ['from a cache', dated(noon - 180_000, { age: '180' }), null],
  ['without a date', answer(null), null],
  ['with a date that is none', answer('yesterday'), null],
  ['that never came', { is: 'silence', reason: 'cut' } as const, null],
])('an answer %s', (_, told, ahead) => {
  const found = aheadBy(told, { startedAt: noon + 300, answeredAt: noon + 10_000 });
  expect(found === null ? null : found + 0).toBe(ahead);
});

const clock = (connection: string, ahead: number, offInARow: number) =>
  ({ connection, ahead, offInARow, seenAt: noon });

test('it says which side is likely wrong, by what the others say', () => {
  const late = clock('shop', -180_000, 4);
  const alone = clockSentence('shop', [late]);
  expect(alone).toMatch(/^Its clock is 3 minutes behind ours, by its last 4 answers\. It cannot /);
  expect(clockSentence('shop', [late, clock('account', 0, 0)]))
    .toContain('account agrees with ours, so theirs is likely wrong');
  expect(clockSentence('shop', [late, clock('account', -170_000, 3)]))
    .toContain('account says the same, so ours is likely wrong');
  // Wrong by something else is no witness.
  expect(clockSentence('shop', [late, clock('account', 7_200_000, 3)])).toBe(alone);
  expect(clockSentence('account', [late, clock('account', 7_200_000, 3)]))
    .toContain('Its clock is 2 hours ahead of ours');
});

test('two answers are no proof, and one that agrees ends it', () => {
  expect(clockSentence('shop', [clock('shop', -180_000, 2)])).toBeNull();
  expect(clockSentence('shop', [clock('shop', 0, 0)])).toBeNull();
  expect(clockSentence('shop', [])).toBeNull();
});
