/** The page for the day of going live shows commands that exist, word by word. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeProgram, type Called } from './program.ts';

const page = readFileSync(new URL('../../../docs/guides/going-live.md', import.meta.url), 'utf8');

const shown = [...page.matchAll(/^ *gatepass (.+)$/gm)].map((found) => found[1] ?? '');

/** As a shell splits it, double quotes included. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2] ?? '');

test('it shows some', () => {
  expect(shown.length).toBeGreaterThan(5);
});

test.each(shown)('gatepass %s', async (line) => {
  const called: Called[] = [];
  const program = makeProgram('0', (one) => {
    called.push(one);
    return Promise.resolve();
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync(wordsOf(line), { from: 'user' });
  expect(called).toHaveLength(1);
});
