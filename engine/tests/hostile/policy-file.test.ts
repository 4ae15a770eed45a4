/** Policy files that nobody should write: each is read, or refused with the place and in words. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { policy as chapter } from '../../src/api/examples/policy.ts';
import { readPolicyFile } from '../../src/cli/policy-file/read.ts';
import { writePolicyFile } from '../../src/cli/policy-file/write.ts';
import { decideChecked } from '../../src/core/check/decide-checked.ts';
import { explainReason } from '../../src/core/explain/reason.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { later } from '../../src/core/model/instant.ts';
import { calm, dossierOf, noon, said, snapshotWith } from '../../scenarios/kit.ts';
import { diceFrom } from './dice.ts';
import { brokenText, mutated } from './mutate.ts';
import { wordsOf } from './operations.ts';

const seed = Number(process.env['GATEPASS_TEST_SEED'] ?? 1);
const inputs = Number(process.env['GATEPASS_TEST_INPUTS'] ?? 800);

const { document } = z.object({ document: z.record(z.string(), z.unknown()) })
  .parse(chapter['PUT /v1/policy']?.body);
const words = [...wordsOf(document), 'live', 'shadow', 'allocated', 'picked', 'packed', 'hold',
  'ship-short', 'cancel-short', 'gatepass', 'channel', 'custom-store', 'nobody', 'label', 'buy',
  'on-demand', 'Europe/London', 'Etc/GMT+14', 'mon-fri', '16:30', '24:00', '2m', '0m', '-1h',
  '99999999999d', '&a [*a]', '*a', '!!js/function x', '<<', '? ', '--- ', '%YAML 9.9', '|', '>-'];

const order = dossierOf(said(snapshotWith()));

const yaml = writePolicyFile({ version: 1, appliedAt: null, appliedBy: null, document });

test('are read or refused in words; what is taken as a policy can be decided by', () => {
  const faults: string[] = [];
  let taken = 0;
  for (let index = 0; index < inputs; index += 1) {
    const dice = diceFrom(seed + index);
    let value: unknown = document;
    for (let time = dice.below(3); time >= 0; time -= 1) value = mutated(dice, value, words);
    const text = dice.once(2) ? JSON.stringify(value) ?? '' : `${yaml}${JSON.stringify(value)}`;
    const file = dice.once(2) ? text : brokenText(dice, dice.once(2) ? yaml : text).toString();
    try {
      const { isTaken, found } = tried(file, value);
      if (isTaken) taken += 1;
      faults.push(...found.map((one) => `seed ${String(seed + index)}: ${one}`));
    } catch (fault) {
      faults.push(`seed ${String(seed + index)}: ${String(fault)}`);
    }
  }
  expect(faults.slice(0, 10)).toEqual([]);
  expect(taken).toBeGreaterThan(inputs / 20);
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
});

const tried = (file: string, value: unknown) => {
  const read = readPolicyFile(file);
  const found: string[] = [];
  if (read.is === 'unreadable' && (read.faults.length === 0 ||
    read.faults.some(({ problem, line }) => problem.trim() === '' || !(line > 0)))) {
    found.push(`refused without words: ${JSON.stringify(read)}`);
  }
  const parsed = parsePolicy(read.is === 'policy' ? read.document : value, 2);
  if (parsed.is === 'refused') {
    if (parsed.problems.length === 0 || parsed.problems.some((one) => one.problem.trim() === '')) {
      found.push(`no policy, without words: ${JSON.stringify(parsed)}`);
    }
    return { isTaken: false, found };
  }
  for (const hours of [0, 48, 24 * 400]) {
    const now = later(noon, hours * 3_600_000);
    const { headline } = decideChecked(order, parsed.policy, calm(now), now);
    if (explainReason(headline.because, { timeZone: 'UTC', now }) === '') found.push('no sentence');
  }
  return { isTaken: true, found };
};
