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

/** `gid://shopify/LineItem/881`: the number alone is what other systems know it by. */
export const numberOf = (gid: string): string => /\/(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid;

export const gid = z.string().regex(/^gid:\/\/shopify\/\w+\/\d+/, 'must be an id');

export const time = z.string().transform((given, context): Instant => {
  const at = /^\d{4}-\d\d-\d\dT/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return instant(at);
  context.addIssue({ code: 'custom', message: 'must be a time' });
  return z.NEVER;
});

export const pageInfo = z.object({
  hasNextPage: z.boolean(), endCursor: z.string().nullish(),
});
