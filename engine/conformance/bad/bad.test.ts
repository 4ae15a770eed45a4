/**
 * The kit can fail: for every case there is a connector that breaks its promise and is caught by
 * it, while the sound connector that it was made from passes with the same other side.
 */
import { describe, expect, test } from 'vitest';
import { Breach } from '../case.ts';
import { catalogue } from '../catalogue.ts';
import { modelConnector } from '../model/connector.ts';
import { modelKit } from '../model/kit.ts';
import { trialsOf, tryOut, type Verdict } from '../trials.ts';
import { faults } from './faults.ts';

const verdictsOf = async (
  connector: ReturnType<typeof modelConnector>, name: string,
): Promise<readonly Verdict[]> => {
  const cases = catalogue.filter((one) => one.name === name);
  const verdicts: Verdict[] = [];
  for (const trial of trialsOf(modelKit(connector), cases)) verdicts.push(await tryOut(trial));
  return verdicts;
};

const known = catalogue.map((one) => one.name);

test('case names are told apart', () => {
  expect(new Set(known).size).toBe(known.length);
});

test('every fault breaks cases that there are', () => {
  expect(faults.flatMap((one) => one.breaks).filter((name) => !known.includes(name))).toEqual([]);
});

describe.each(known)('%s', (name) => {
  test('is kept by the sound connector', async () => {
    const verdicts = await verdictsOf(modelConnector(), name);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter((one) => one.is !== 'kept')).toEqual([]);
  });

  const its = faults.filter((one) => one.breaks.includes(name));

  test('has a connector that breaks it', () => {
    expect(its.map((one) => one.named)).not.toEqual([]);
  });

  test.each(its)('catches a connector that $named', async ({ connector }) => {
    const broken = (await verdictsOf(connector(), name)).filter((one) => one.is === 'broken');
    expect(broken.map((one) => one.because)).not.toEqual([]);
    // Not a stumble of the kit itself.
    for (const { because } of broken) expect(because).toBeInstanceOf(Breach);
  });
});
