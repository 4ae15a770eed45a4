/** What the card says of calls that may not be made now, and of the looks that wait for them. */
import { expect, it } from 'vitest';
import { areLooksPaused, closedBy, dueAt, nextLook } from './closed.ts';

const open = { closedUntil: null, left: 20, windowMilliseconds: 62_000 };
const closedUntil = '2026-11-22T14:33:00Z';

it('calls the limit used up only where it is', () => {
  expect(closedBy(open, 'troubled')).toBeNull();
  expect(closedBy({ ...open, closedUntil, left: 0 }, 'well')).toBe('limit');
  expect(closedBy({ ...open, closedUntil, left: 0 }, 'troubled')).toBe('limit');
  expect(closedBy({ ...open, closedUntil }, 'troubled')).toBe('trouble');
  expect(closedBy({ closedUntil, left: 0, windowMilliseconds: 0 }, 'well')).toBe('trouble');
});

it('promises no look before calls may be made again', () => {
  const [never, looked] = [
    { lookedAt: null, everyMilliseconds: 60_000 },
    { lookedAt: '2026-11-22T14:32:10Z', everyMilliseconds: 60_000 },
  ];
  expect(dueAt(never, null)).toBe(0);
  expect(dueAt(never, closedUntil)).toBe(Date.parse(closedUntil));
  expect(dueAt(looked, closedUntil)).toBe(Date.parse('2026-11-22T14:33:10Z'));
  expect(nextLook({ feeds: [], budget: null })).toBeNull();
});

it('knows that looks are paused', () => {
  const pause = { by: 'nina', why: 'moving', since: closedUntil, until: null, sentence: '' };
  expect(areLooksPaused({ paused: [{ ...pause, what: 'writes' }] })).toBe(false);
  expect(areLooksPaused({ paused: [{ ...pause, what: 'looks' }] })).toBe(true);
});
