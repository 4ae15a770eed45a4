/** Every rule of the core, told and read through the public faces and nothing else. */
import { expect, test } from 'vitest';
import { procedure } from '../src/core/decide/decide.ts';
import { onEveryDatabase } from './databases.ts';
import { atTheDoor } from './door.ts';
import { publicHands } from './public-hands.ts';
import { notTold, publicStories } from './public-stories.ts';

test('every rule has a story, or a reason why it has none', () => {
  expect([...Object.keys(publicStories), ...Object.keys(notTold)].toSorted())
    .toEqual(Object.keys(procedure).toSorted());
});

onEveryDatabase('through the public faces', (size) => {
  const { door } = atTheDoor(size);

  const told = Object.entries(publicStories).map(([rule, story]) => ({ rule, ...story }));
  test.each(told)('$rule: $told', async ({ play, reads }) => {
    const hands = publicHands(door);
    await play(hands, door.stage);
    expect(await hands.read()).toContainEqual(expect.stringContaining(reads));
  });
});
