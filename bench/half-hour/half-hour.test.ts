/** The referee over the scripted half-hour: what it holds against Gatepass, and against a loop. */
import { expect, test } from 'vitest';
import { judge } from '../../simulator/src/referee/judge.ts';
import { publishedCodes } from '../../simulator/src/referee/rules.ts';
import { livedByGatepass, livedByNaive } from './live.ts';

const about = { seed: 7, ordersPerHour: 60, storm: 1, aftermath: 20 };

test('with all faults on, nothing is held against Gatepass, and people know the rest', async () => {
  const verdict = judge(await livedByGatepass(about), publishedCodes);
  expect(verdict.findings).toEqual([]);
  expect(verdict.calls.refusedForRate).toBe(0);
  expect(verdict.money.labels).toBeGreaterThan(20);
}, 300_000);

test('the loop that a careful user would write leaves orders of which nobody knows', async () => {
  const verdict = judge(await livedByNaive(about), publishedCodes);
  const codes = new Set(verdict.findings.map((one) => one.code));
  expect([...codes]).toEqual(expect.arrayContaining(['cancelled-but-labelled']));
  expect(verdict.money.labels).toBeGreaterThan(20);
});
