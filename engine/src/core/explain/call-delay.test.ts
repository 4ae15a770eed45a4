import { describe, expect, it } from 'vitest';
import { callTimeout } from '../facts/attempts.ts';
import { instant } from '../model/instant.ts';
import { delaysOf, lengthOf, type CallTry, type ShutSpan } from './call-delay.ts';

const at = (seconds: number) => instant(Date.UTC(2026, 10, 22, 13, 51) + seconds * 1_000);
const tell = (id: string, facts: Partial<CallTry>): CallTry => ({
  id, connection: 'leicester-wms', operation: 'tell-warehouse', about: 'msg_1', content: 'a',
  dueAt: at(0), begunAt: at(0), outcome: null, answeredAt: null, budgetMilliseconds: 0, ...facts,
});
const later = at(3_600);
const delay = (
  tries: readonly CallTry[], id: string, shut: readonly ShutSpan[] = [], now = later,
) => delaysOf(tries, shut, now).get(id);

describe('whose time a call took', () => {
  it('one that was answered at once is split at its leaving', () => {
    const one = tell('a', { begunAt: at(1), answeredAt: at(1.6), outcome: 'done' });
    expect(delay([one], 'a')).toEqual({
      tried: 1, state: 'answered', oursMilliseconds: 1_000, theirsMilliseconds: 600, onPurpose: [],
    });
  });

  it('what lies between two tries without an answer was waited on purpose', () => {
    const tries = [
      tell('c', { dueAt: at(55), begunAt: at(56), answeredAt: at(57), outcome: 'done' }),
      tell('a', { begunAt: at(0), answeredAt: at(30), outcome: 'unknown' }),
      tell('b', { dueAt: at(35), begunAt: at(35), answeredAt: at(45), outcome: 'unknown' }),
    ];
    expect(['a', 'b', 'c'].map((id) => delay(tries, id))).toEqual([
      { tried: 1, state: 'answered', oursMilliseconds: 0, theirsMilliseconds: 30_000,
        onPurpose: [] },
      { tried: 2, state: 'answered', oursMilliseconds: 0, theirsMilliseconds: 10_000,
        onPurpose: [{ why: 'between-tries', milliseconds: 5_000 }] },
      { tried: 3, state: 'answered', oursMilliseconds: 1_000, theirsMilliseconds: 1_000,
        onPurpose: [{ why: 'between-tries', milliseconds: 10_000 }] },
    ]);
  });

  it('the other side has all the time until it is given up, and no more', () => {
    const tries = [
      tell('a', { begunAt: at(0) }),
      tell('b', { dueAt: at(60), begunAt: at(60), answeredAt: at(61), outcome: 'done' }),
    ];
    expect(delay(tries, 'a')).toMatchObject({
      state: 'given-up', theirsMilliseconds: callTimeout, onPurpose: [],
    });
    expect(delay(tries, 'b')?.onPurpose)
      .toEqual([{ why: 'between-tries', milliseconds: 60_000 - callTimeout }]);
  });

  it('a call under way is their time so far', () => {
    const one = tell('a', { begunAt: at(2) });
    expect(delay([one], 'a', [], at(9))).toEqual({
      tried: 1, state: 'under-way', oursMilliseconds: 2_000, theirsMilliseconds: 7_000,
      onPurpose: [],
    });
  });

  it('after a no it is people who waited; another content is another thing', () => {
    const refused = tell('a', { answeredAt: at(1), outcome: 'refused' });
    const asked = {
      dueAt: at(900), begunAt: at(901), answeredAt: at(902), outcome: 'done',
    } as const;
    expect(delay([refused, tell('b', asked)], 'b'))
      .toMatchObject({ tried: 2, oursMilliseconds: 1_000, onPurpose: [] });
    expect(delay([refused, tell('b', { ...asked, content: 'b' })], 'b'))
      .toMatchObject({ tried: 1, onPurpose: [] });
  });

  it('what was done is asked anew as a first try', () => {
    const tries = [
      tell('a', { operation: 'amend-order', answeredAt: at(1), outcome: 'done' }),
      tell('b', { operation: 'amend-order', dueAt: at(500), begunAt: at(500) }),
      tell('c', { dueAt: at(501), begunAt: at(501) }),
    ];
    expect(['b', 'c'].map((id) => delay(tries, id, [], at(502)))).toMatchObject([
      { tried: 1, onPurpose: [] }, { tried: 1, onPurpose: [] },
    ]);
  });

  it('what was shut while it was due is not our queue, and counts once', () => {
    const span = (facts: Partial<ShutSpan>): ShutSpan => ({
      connection: 'leicester-wms', why: 'silent', operations: null, from: at(-100), to: at(40),
      ...facts,
    });
    const one = tell('a', {
      begunAt: at(100), answeredAt: at(101), outcome: 'done', budgetMilliseconds: 15_000,
    });
    expect(delay([one], 'a', [
      span({}), span({ why: 'paused', operations: ['tell-warehouse'], from: at(30), to: at(60) }),
      span({ why: 'paused', operations: ['create-order'], to: null }),
      span({ connection: 'shipstation-uk', to: null }),
    ])).toMatchObject({
      oursMilliseconds: 25_000,
      onPurpose: [
        { why: 'paused', milliseconds: 30_000 }, { why: 'silent', milliseconds: 30_000 },
        { why: 'budget', milliseconds: 15_000 },
      ],
    });
    expect(delay([one], 'a', [span({ to: null })])).toMatchObject({
      oursMilliseconds: 0, onPurpose: [{ why: 'silent', milliseconds: 100_000 }],
    });
  });

  it('clocks that disagree make nothing negative', () => {
    const tries = [
      tell('a', { dueAt: at(10), begunAt: at(5), answeredAt: at(4), outcome: 'unknown' }),
      tell('b', { dueAt: at(3), begunAt: at(5), answeredAt: at(6), outcome: 'done' }),
    ];
    expect(delay(tries, 'a')).toEqual({
      tried: 1, state: 'answered', oursMilliseconds: 0, theirsMilliseconds: 0, onPurpose: [],
    });
    expect(delay(tries, 'b')).toMatchObject({ tried: 2, onPurpose: [] });
  });

  it('of one that was begun before its due time was kept, our part is not known', () => {
    const tries = [
      tell('a', { dueAt: null, answeredAt: at(1), outcome: 'unknown' }),
      tell('b', { dueAt: null, begunAt: at(6), answeredAt: at(7), outcome: 'done' }),
    ];
    expect(delay(tries, 'a')?.oursMilliseconds).toBeNull();
    expect(delay(tries, 'b')).toMatchObject({
      oursMilliseconds: null, onPurpose: [{ why: 'between-tries', milliseconds: 5_000 }],
    });
  });
});

it('pieces of time that overlap or lie apart are covered once', () => {
  expect(lengthOf([])).toBe(0);
  expect(lengthOf([[5, 9], [0, 3], [2, 4], [8, 6], [6, 8]])).toBe(8);
});
