import { expect, test } from 'vitest';
import { says, stepsOf } from './page.ts';

const page = `
Read this.

\`\`\`console
npm start
\`\`\`

1. Do:

   \`\`\`sh
   echo '{
     "a": 1 }'
   \`\`\`
   \`\`\`json
   { "a": 1, … }
   \`\`\`

\`\`\`sh again
true
\`\`\`
`;

test('blocks of the shell are steps, with what they answer', () => {
  expect(stepsOf(page)).toEqual([
    { line: 10, code: 'echo \'{\n  "a": 1 }\'', isAgain: false, answer: '{ "a": 1, … }' },
    { line: 18, code: 'true', isAgain: true, answer: null },
  ]);
});

test.each([
  ['{"a":1,"b":2}\n200', '{ "a": 1, … }\n200', true],
  ['{"a":1,"b":2}\n400', '{ "a": 1, … }\n200', false],
  ['{"a":1}', '{ "b": 1 }', false],
  ['one two', 'two … one', false],
])('%s shows %s: %s', (said, shown, isSo) => {
  expect(says(said, shown)).toBe(isSo);
});
