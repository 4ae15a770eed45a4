/** What is wrong with an input, place by place, in words and within bounds. */
import type { z } from 'zod';
import type { ProblemView } from './shapes.ts';

/** Whoever mends so many finds the rest by sending it again. */
export const problemsShown = 50;

const longestPath = 200;
const longestWords = 500;

type Problems = NonNullable<ProblemView['problems']>;

export const bounded = (
  problems: readonly Problems[number][], atMost = problemsShown,
): Problems => {
  const shown = problems.slice(0, atMost).map(({ path, problem }) => ({
    path: shortened(path, longestPath), problem: shortened(problem, longestWords),
  }));
  if (problems.length <= atMost) return shown;
  return [...shown, {
    path: 'and others', problem: `only the first ${String(atMost)} problems are listed`,
  }];
};

/** What Zod says of parts of an input that lies below a place. */
export const problemsOfIssues = (
  issues: readonly z.core.$ZodIssue[], below: readonly string[],
): Problems => issues.flatMap((issue) => {
  const at = [...below, ...issue.path.map(String)];
  const problem = issue.message;
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(at), problem }];
  // A slip in a name is found by the name; whoever sends so many has sent another thing.
  const named = issue.keys.slice(0, namesShown)
    .map((key) => ({ path: pathOf([...at, key]), problem }));
  const others = issue.keys.length - named.length;
  return others === 0 ? named : [...named, {
    path: pathOf(at), problem: `has ${String(others)} more names that are not known here`,
  }];
});

const namesShown = 10;

const pathOf = (steps: readonly string[]): string => steps.join('.') || 'the body';

const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
