import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { storable, storableWhole } from './storable.ts';

const half = '\ud83d';
const otherHalf = '\ude00';

test.each([
  ['a plain name stays as it is', 'Zoë 😀', 'Zoë 😀'],
  ['no end of a text in its middle', 'a\0b', 'a\ufffdb'],
  ['the first half of a character alone', `a${half}b`, 'a\ufffdb'],
  ['the second half of a character alone', `${otherHalf}b`, '\ufffdb'],
  ['halves in the wrong order', otherHalf + half, '\ufffd\ufffd'],
])('%s', (_, given, stored) => {
  expect(storable(given)).toBe(stored);
});

test('every text and name in a value becomes storable, and all else stays', () => {
  const bytes = new Uint8Array([0, 1]);
  expect(storableWhole({ a: [`x${half}`, 7, null, { 'b\0': true }], bytes }))
    .toEqual({ a: ['x\ufffd', 7, null, { 'b\ufffd': true }], bytes });
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(JSON.stringify(storableWhole(value))).not.toMatch(/\\u(?:0000|d[89a-f])/);
  }));
});
