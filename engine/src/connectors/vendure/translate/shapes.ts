/** What their answers are made of: ids, times, lists that may hold nothing. */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import { instant, type Instant } from '../../../core/model/instant.ts';

/** Text that may be absent; blank text says nothing. */
export const text = z.string().nullish().transform((given) => storableText(given ?? '') || null);

export const whole = z.union([
  z.number(), z.string().trim().regex(/^\d{1,15}$/).transform(Number),
]).pipe(z.int().nonnegative());

export const listOf = <Shape extends z.ZodType>(shape: Shape) =>
  z.array(shape.nullable()).transform((all) => all.filter((one) => one !== null));

/** A number or, by another strategy of the server, such as a UUID. */
export const id = z.union([z.string(), z.int().nonnegative().transform(String)])
  .pipe(z.string().regex(/^[\w-]{1,64}$/, 'must be an id'));

export const time = z.string().transform((given, context): Instant => {
  const at = /^\d{4}-\d\d-\d\dT/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return instant(at);
  context.addIssue({ code: 'custom', message: 'must be a time' });
  return z.NEVER;
});
