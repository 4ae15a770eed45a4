import { describe, expect, test } from 'vitest';
import type { WireAnswer } from '../wire.ts';
import { readPushAnswer } from './answer.ts';

const answer = (
  status: number, body = '', headers: Record<string, string> = {},
): WireAnswer => ({ is: 'answer', status, headers, body });

const read = (said: WireAnswer) => readPushAnswer(said, 'The warehouse', ['s3cret']);

describe('arrived', () => {
  test.each([
    [200, '{"acknowledged": true}', true],
    [200, '{"acknowledged":true,"more":1}', true],
    [200, '{"acknowledged": "true"}', false],
    [200, '{}', false],
    [200, 'OK', false],
    [202, '', false],
    [204, '', false],
  ])('%i %s: acknowledged %s', (status, body, acknowledged) => {
    expect(read(answer(status, body))).toEqual({
      outcome: { is: 'done', seen: [], acknowledged }, unanswered: null,
    });
  });
});

describe('refused, in their words', () => {
  test.each([
    [400, '{"detail":"no such consignment","title":"Bad"}', 'no such consignment'],
    [404, '{"problem":"gone"}', 'gone'],
    [409, 'we  do not\nwant s3cret', 'we do not want •••'],
    [410, '', 'The warehouse answered 410'],
  ])('%i %s', (status, body, text) => {
    expect(read(answer(status, body))).toEqual({
      outcome: { is: 'refused', code: `http.${String(status)}`, text }, unanswered: null,
    });
  });

  test('cut to 300 characters', () => {
    const { outcome } = read(answer(422, 'x'.repeat(5000)));
    expect(outcome.is === 'refused' ? outcome.text.length : outcome).toBe(300);
  });
});

describe('not judged: unknown, and the door is named', () => {
  test.each([
    [401, 'unauthorised'], [403, 'unauthorised'], [408, 'silence'], [425, 'silence'],
    [500, 'silence'], [502, 'silence'], [503, 'silence'], [302, 'refused'], [429, 'throttled'],
  ])('%i is %s', (status, why) => {
    const { outcome, unanswered } = read(answer(status, '<html>s3cret</html>'));
    expect(outcome.is).toBe('unknown');
    expect(unanswered?.why).toBe(why);
    expect(JSON.stringify([outcome, unanswered])).not.toContain('s3cret');
  });

  test.each([
    [{ 'retry-after': '17' }, 17_000],
    [{ 'retry-after': '0' }, 1000],
    [{ 'retry-after': '999999' }, 3_600_000],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 60_000],
    [{}, 60_000],
  ])('429 with %j closes the door for %i ms', (headers, closed) => {
    const said = answer(429, '', headers);
    expect(read(said).unanswered?.closedForMilliseconds).toBe(closed);
  });

  test.each([
    { is: 'silence', reason: 'the connection was cut' } as const,
    { is: 'not-sent', reason: 'nothing listens there' } as const,
  ])('$is', (said) => {
    expect(read(said)).toEqual({
      outcome: { is: 'unknown', text: said.reason },
      unanswered: {
        is: 'unanswered', why: 'silence', text: said.reason, closedForMilliseconds: null,
      },
    });
  });
});
