/** No word of what a connector tripped over is shown or logged, and the line that tripped is. */
import { expect, test } from 'vitest';
import { faultForLog, faultInWords } from './fault-words.ts';

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
};

test.each([
  ['of JSON', () => JSON.parse('{"city":Leeds}'), 'SyntaxError'],
  ['of many lines', () => { throw new TypeError('Leeds\n    at Leeds Road (a:1:1)\nLeeds'); },
    'TypeError'],
  ['with a code', () => { throw Object.assign(new Error('Leeds'), { code: '22P02' }); }, 'Error'],
])('a fault %s is named by its kind and its place', (_, work, kind) => {
  const fault = caught(work);
  expect(faultInWords(fault)).toMatch(new RegExp(`^${kind} at loop/fault-words.test.ts:\\d+$`));
  expect(faultForLog(fault)).not.toContain('Leeds');
  expect(faultForLog(fault)).toMatch(/\n {4}at .*fault-words\.test\.ts:\d+:\d+/);
});

test('a sentence of ours stays as it is', () => {
  const fault = new Error('it gave 0 outcomes for 2 items');
  expect(faultInWords(fault)).toBe('it gave 0 outcomes for 2 items');
  expect(faultForLog(fault)).toMatch(/^it gave 0 outcomes for 2 items\n {4}at /);
});

test('what is no error says nothing', () => {
  expect([faultInWords('Leeds'), faultForLog({ city: 'Leeds' })])
    .toEqual(['an unnamed fault', 'an unnamed fault']);
});
