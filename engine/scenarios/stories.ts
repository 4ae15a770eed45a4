/** The golden days on disk: `<rule>.day`, and `<rule>.<which>.day` for more days of one rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { playDay, readDay, renderDay, type Day } from './day.ts';
import type { Core } from './world.ts';

const folder = new URL('./days/', import.meta.url);

export type Story = {
  readonly name: string;
  /** The rule that it is told for. */
  readonly rule: string;
  readonly day: Day;
};

export const stories: readonly Story[] = readdirSync(folder)
  .filter((file) => file.endsWith('.day'))
  .toSorted()
  .map((file) => {
    const name = file.slice(0, -'.day'.length);
    return {
      name, rule: name.split('.')[0] ?? name,
      day: readDay(readFileSync(new URL(file, folder), 'utf8')),
    };
  });

export const decisionsFile = ({ name }: Story): string =>
  new URL(`${name}.decisions`, folder).pathname;

/** What people have reviewed and accepted. */
export const golden = (story: Story): string => readFileSync(decisionsFile(story), 'utf8');

export const told = ({ day }: Story, core?: Core): string => renderDay(day, playDay(day, core));

export const ruleFiles: readonly string[] =
  readdirSync(new URL('../src/core/decide/rules/', import.meta.url))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

/** `left-by-other-means` for the rule that the procedure calls `leftByOtherMeans`. */
export const fileOf = (rule: string): string =>
  rule.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
