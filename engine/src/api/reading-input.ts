/**
 * Reads what was sent within bounds. Zod goes on to the last entry: of 400 KB of zeros, where
 * lines should be, it makes 200,000 faults, and of a batch of those the process dies. What is
 * huge and wrong is read up to its first fault only.
 */
import { z } from 'zod';
import type { validatorCompiler } from 'fastify-type-provider-zod';
import { inPlainWords } from './plain-words.ts';
import { Problem } from './problem.ts';
import { problemsOfIssues } from './unreadable.ts';

/** Texts, numbers and containers that an input may have and still be told all its faults. */
const ordinary = 10_000;

/** `abortEarly` as Zod's own `validate` does it. */
const upToTheFirst: z.core.ParseContextInternal<z.core.$ZodIssue> = {
  abortEarly: true, error: inPlainWords,
};

export const isHuge = (value: unknown): boolean => {
  const ahead: unknown[] = [value];
  for (let count = 0; ahead.length > 0; count += 1) {
    if (count + ahead.length > ordinary) return true;
    const one = ahead.pop();
    // Not by spreading: an argument for each of millions of entries overflows the stack.
    if (typeof one === 'object' && one !== null) {
      for (const inside of Object.values(one)) {
        ahead.push(inside);
        if (ahead.length > ordinary) return true;
      }
    }
  }
  return false;
};

export const readUpToTheFirst = <Schema extends z.ZodType>(schema: Schema, value: unknown) =>
  schema.safeParse(value, upToTheFirst);

/** Says all that is wrong, in plain words; of what is huge the first thing only. */
export const readInWords = <Schema extends z.ZodType>(schema: Schema, value: unknown) =>
  isHuge(value)
    ? readUpToTheFirst(schema, value) : schema.safeParse(value, { error: inPlainWords });

export const validateWithinBounds: typeof validatorCompiler = ({ schema: described, httpPart }) => {
  if (!(described instanceof z.ZodType)) throw new Error('a route is described by something else');
  // A misspelt filter that is overlooked would show everything.
  const schema = httpPart === 'querystring' && described instanceof z.ZodObject
    ? described.strict() : described;
  return (data: unknown) => {
    const read = readInWords(schema, data);
    if (read.success) return { value: read.data };
    const only = isHuge(data) ? ' It is so large that only the first problem is listed.' : '';
    return {
      error: new Problem(400, 'Unreadable',
        `Nothing was taken in: parts of it cannot be read.${only}`,
        problemsOfIssues(read.error.issues, [])),
    };
  };
};
