/** Rules that are wrong on purpose must not get past the golden days. */
import { expect, test } from 'vitest';
import { mutants } from './mutants.ts';
import { stories, told } from './stories.ts';

test.each(mutants.map((one) => [one.mistake, one] as const))(
  'it is noticed when %s', (_, { caughtBy, core }) => {
    const story = stories.find((one) => one.name === caughtBy);
    if (story === undefined) throw new Error(`no story is called ${caughtBy}`);
    expect(told(story, core)).not.toBe(told(story));
  });
