import { describe, expect, test } from 'vitest';
import {
  countReport, exitCodeFor, renderTable, slowestFiles, sum, summaryLine,
} from './results.ts';

const file = (status: string, ...tests: string[]) =>
  ({ status, assertionResults: tests.map((one) => ({ status: one })) });

describe('what a part came to', () => {
  test('is counted test by test', () => {
    const testResults = [file('failed', 'passed', 'failed', 'pending'), file('passed', 'todo')];
    expect(countReport({ testResults }, 1)).toEqual({ passed: 1, failed: 1, skipped: 2 });
  });

  test('a file that could not be loaded is a failure', () => {
    const testResults = [file('passed', 'passed'), file('failed')];
    expect(countReport({ testResults }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('a bad end with nothing but passed tests is a failure', () => {
    const testResults = [file('passed', 'passed')];
    expect(countReport({ testResults }, 1).failed).toBe(1);
    expect(countReport({ testResults }, 0).failed).toBe(0);
  });

  test('no report at all is a failure', () => {
    expect(countReport(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

test('the slowest files are named with their seconds, slowest first', () => {
  const took = (name: string, seconds: number) =>
    ({ name, startTime: 5_000, endTime: 5_000 + seconds * 1_000 });
  const testResults = [took('a.test.ts', 1), took('b.test.ts', 61.25), took('c.test.ts', 7)];
  expect(slowestFiles({ testResults }, 2)).toEqual([
    '   61.3 s  b.test.ts', '    7.0 s  c.test.ts',
  ]);
  expect(slowestFiles(null, 2)).toEqual([]);
});

describe('the end of the run', () => {
  const part = { name: 'engine', seconds: 3, budgetSeconds: 60, remark: null };
  const counts = { passed: 4, failed: 0, skipped: 1 };

  test('sums the parts in one line', () => {
    const results = [{ ...part, counts }, { ...part, counts: { ...counts, failed: 2 } }];
    expect(summaryLine(sum(results))).toBe('8 passed, 2 failed, 2 skipped');
  });

  test('fails where something failed or nothing ran', () => {
    expect(exitCodeFor(counts)).toBe(0);
    expect(exitCodeFor({ ...counts, failed: 1 })).toBe(1);
    expect(exitCodeFor({ passed: 0, failed: 0, skipped: 3 })).toBe(1);
  });

  test('says which part went over its budget', () => {
    expect(renderTable([{ ...part, counts }])).not.toContain('OVER BUDGET');
    expect(renderTable([{ ...part, counts, seconds: 61 }])).toContain('OVER BUDGET');
    expect(renderTable([{ ...part, counts: { ...counts, failed: 1 } }])).toContain('FAILED');
  });
});
