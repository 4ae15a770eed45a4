/** A rule that no story misses is a rule that nobody needs, or a story that is missing. */
import { expect, test } from 'vitest';
import { decide, procedure } from '../src/core/decide/decide.ts';
import { fileOf, ruleFiles, stories, told } from './stories.ts';
import { realCore, type Core } from './world.ts';

/** The procedure with one rule left out. */
const without = (rule: string): Core => {
  const rest = Object.entries(procedure).filter(([name]) => name !== rule).map(([, one]) => one);
  return {
    ...realCore,
    decide: (dossier, policy, circumstances, now) =>
      decide(dossier, policy, circumstances, now, rest),
  };
};

test.each(Object.keys(procedure))('without %s its own story goes otherwise', (rule) => {
  const story = stories.find((one) => one.name === fileOf(rule));
  if (story === undefined) throw new Error(`no story tells of ${fileOf(rule)}`);
  expect(told(story, without(rule))).not.toBe(told(story));
});

test('every rule file is a rule of the procedure, and the other way round', () => {
  expect(Object.keys(procedure).map(fileOf).toSorted()).toEqual(ruleFiles.toSorted());
});
