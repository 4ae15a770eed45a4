import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandsPage } from './commands-page.ts';
import { exitMeanings, makeProgram } from './program.ts';

const page = fileURLToPath(new URL('../../../docs/commands.md', import.meta.url));
const program = makeProgram('0', async () => {});

test('docs/commands.md says what the commands are today', async () => {
  await expect(commandsPage(program)).toMatchFileSnapshot(page);
});

test('every exit code that is described belongs to a command', () => {
  const names = program.commands.map((command) => command.name());
  expect(Object.keys(exitMeanings).filter((name) => !names.includes(name))).toEqual([]);
});
