import type { z } from 'zod';
import type { SettingsProblem } from './connector.ts';

export type ReadSettings<Settings> =
  | { readonly is: 'settings'; readonly settings: Settings }
  | { readonly is: 'refused'; readonly problems: readonly SettingsProblem[] };

/** Reads a connection's settings by their schema; all problems at once, and no value in any. */
export const readSettings = <Schema extends z.ZodType>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): ReadSettings<z.output<Schema>> => {
  const read = schema.safeParse(given);
  if (read.success) return { is: 'settings', settings: read.data };
  const problems = read.error.issues.flatMap((issue): SettingsProblem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key].join('.'),
          problem: 'is not a setting of this connector',
        }))
      : [{ path: issue.path.join('.'), problem: issue.message }],
  );
  return { is: 'refused', problems };
};
