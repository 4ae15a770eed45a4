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
): Problems => issues.map((issue) => ({
  path: [...below, ...issue.path.map(String)].join('.'), problem: inWords(issue.message),
}));

/** Zod calls what is missing by the word of the language. */
export const inWords = (message: string): string =>
  message.replace(/^Invalid input: expected ([\w ]+), received undefined$/, 'is missing ($1)');

const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
