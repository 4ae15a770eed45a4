import { expect, test } from 'vitest';
import { z } from 'zod';
import { readInWords } from './reading-input.ts';
import { askedTextShape, instantText, name, quantity, referenceShape } from './shapes/words.ts';
import { problemsOfIssues } from './unreadable.ts';

const shape = z.strictObject({
  a: quantity, b: name, at: instantText, of: z.enum(['x', 'y']), list: z.array(z.int()).max(2),
  limit: z.coerce.number().int().min(1).max(500), reference: referenceShape,
  kind: z.discriminatedUnion('is', [z.object({ is: z.literal('p') }), z.object({
    is: z.literal('q') })]),
  q: askedTextShape,
});
const good = {
  a: 1, b: 'x', at: '2026-11-22T13:40:12Z', of: 'x', list: [], limit: '5', reference: 'LE-1',
  kind: { is: 'p' }, q: '',
};

const wrongIn = (change: Readonly<Record<string, unknown>>) =>
  problemsOfIssues(readInWords(shape, { ...good, ...change }).error?.issues ?? [], [])
    .map(({ path, problem }) => `${path} ${problem}`);

test('nothing is said of what is right', () => {
  expect(wrongIn({})).toEqual([]);
});

test.each([
  [{ a: undefined }, 'a is missing (a number)'],
  [{ a: '7' }, 'a must be a number, not a text'],
  [{ a: 1.5 }, 'a must be a whole number, not one with decimals'],
  [{ a: Infinity }, 'a is a number too large to be read'],
  [{ a: -1 }, 'a must be 0 or more'],
  [{ a: 1e9 }, 'a must be 1000000 or less'],
  [{ a: null }, 'a must be a number, not null'],
  [{ b: '' }, 'b must not be empty'],
  [{ b: 'x'.repeat(201) }, 'b must have at most 200 characters'],
  [{ at: 'yesterday' }, 'at must be a time with its zone, such as 2026-11-22T13:40:12Z'],
  [{ at: '2026-11-31T00:00:00Z' }, 'at must be a time with its zone, such as 2026-11-22T13:40:12Z'],
  [{ at: '0000-01-01T00:00:00+23:59' }, 'at lies outside of the years 0000 to 9999'],
  [{ of: 'z' }, 'of must be one of x, y'],
  [{ list: [1, 2, 3] }, 'list must have at most 2 entries'],
  [{ list: {} }, 'list must be a list, not an object'],
  [{ limit: 'many' }, 'limit must be a number'],
  [{ kind: { is: 'r' } }, 'kind.is must be one of p, q'],
  [{ q: '\u0001' }, 'q has control characters or half a character'],
  [{ stauts: 1 }, 'stauts is not known here'],
])('%j is refused in plain words', (change, words) => {
  expect(wrongIn(change)).toEqual([words]);
});
