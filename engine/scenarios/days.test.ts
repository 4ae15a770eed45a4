/**
 * Each golden day gives the decisions that lie beside it. `vitest -u` rewrites them; every line
 * of such a change is reviewed: does it say what a warehouse lead would expect?
 */
import { describe, expect, test } from 'vitest';
import { readDay, playDay } from './day.ts';
import { decisionsFile, ruleFiles, stories, told } from './stories.ts';
import { StoryError } from './world.ts';

describe('a day at the bench gives the decisions that people accepted', () => {
  test.each(stories.map((story) => [story.name, story] as const))('%s', async (_, story) => {
    const text = told(story);
    await expect(text).toMatchFileSnapshot(decisionsFile(story));
    // A story that is named for garbage may show it; all others must pass the check.
    expect(text.split('\n').filter((line) => line.includes('THE CHECK FINDS'))).toEqual([]);
    expect(text).not.toMatch(/undefined|\bnull\b|[{}]|con_|msg_|att_/);
  });
});

test('every rule file has a story of its name, and every story a rule', () => {
  expect(stories.filter((one) => one.name === one.rule).map((one) => one.rule).toSorted())
    .toEqual(ruleFiles.toSorted());
  expect([...new Set(stories.map((one) => one.rule))].toSorted()).toEqual(ruleFiles.toSorted());
});

test('a sentence that nobody knows, a time going back and a stray line are refused', () => {
  expect(() => playDay(readDay('Title\n13:00 the moon is full'))).toThrow(StoryError);
  expect(() => playDay(readDay('Title\n14:00 time passes\n13:00 time passes'))).toThrow(/back/);
  expect(() => readDay('Title\nstray')).toThrow(/neither/);
});
