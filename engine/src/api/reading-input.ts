/**
 * Reads what was sent within bounds. Zod goes on to the last entry: of 400 KB of zeros, where
 * lines should be, it makes 200,000 faults, and of a batch of those the process dies. What is
 * huge and wrong is read up to its first fault only.
 */
import { z } from 'zod';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { Problem } from './problem.ts';
import { problemsOfIssues } from './unreadable.ts';

/** Texts, numbers and containers that an input may have and still be told all its faults. */
const ordinary = 10_000;

/** As Zod's own `validate` does it. */
const upToTheFirst: z.core.ParseContextInternal<z.core.$ZodIssue> = { abortEarly: true };

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

export const validateWithinBounds: typeof validatorCompiler = (route) => {
  const readAll = validatorCompiler(route);
  const { schema } = route;
  if (!(schema instanceof z.ZodType)) return readAll;
  return (data: unknown) => {
    if (!isHuge(data)) return readAll(data);
    const read = readUpToTheFirst(schema, data);
    if (read.success) return { value: read.data };
    return {
      error: new Problem(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read. ' +
        'It is so large that only the first problem is listed.',
      problemsOfIssues(read.error.issues, [])),
    };
  };
};
