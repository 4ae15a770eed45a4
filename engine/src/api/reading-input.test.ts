import { expect, test } from 'vitest';
import { z } from 'zod';
import { isHuge, readUpToTheFirst, validateWithinBounds } from './reading-input.ts';
import { policyBodyShape } from './shapes/policy.ts';
import { snapshotShape } from './shapes/snapshot.ts';

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

test('what is huge is known by its entries, wherever they lie', () => {
  expect(isHuge({ a: [1, { b: 'x'.repeat(100_000) }], c: null })).toBe(false);
  expect(isHuge(zeros(9_000))).toBe(false);
  expect(isHuge(zeros(10_001))).toBe(true);
  expect(isHuge(zeros(3_000_000))).toBe(true);
  expect(isHuge(zeros(200).map(() => ({ lines: zeros(200) })))).toBe(true);
});

test.each([
  ['lines of parcels', snapshotShape, { parcels: zeros(200).map(() => ({ lines: zeros(1_000) })) }],
  ['names of secrets', policyBodyShape, {
    document: {}, secrets: Object.fromEntries(zeros(20_000).map((_, n) => [`a${String(n)}`, 1])),
  }],
  ['texts of a policy', policyBodyShape, { document: { a: zeros(20_000).map(() => '\0') } }],
] as const)('of many wrong %s few faults are made', (_what, schema, value) => {
  expect(readUpToTheFirst<z.ZodType>(schema, value).error?.issues.length).toBeLessThan(60);
});

test('a small wrong input is told all its faults, a huge one the first, a good one none', () => {
  const shape = z.strictObject({ lines: z.array(z.strictObject({ n: z.int() })).max(20_000) });
  const validate = validateWithinBounds({ schema: shape } as never);
  const lines = (count: number, n: unknown) => ({ lines: zeros(count).map(() => ({ n })) });
  expect(validate(lines(7, 'x'))).toMatchObject({
    error: { view: { problems: Array.from({ length: 7 }, (_, n) => ({
      path: `lines.${String(n)}.n`, problem: 'must be a number, not a text',
    })) } },
  });
  expect(validate(lines(9_000, 'x'))).toMatchObject({
    error: { view: { status: 400, problems: [{ path: 'lines.0.n' }] } },
  });
  expect(validate(lines(9_000, 1))).toEqual({ value: lines(9_000, 1) });
});
