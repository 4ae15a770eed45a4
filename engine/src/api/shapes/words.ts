/** The small words that every shape is made of: names, numbers, times, lists. */
import { z } from 'zod';
import { firstInstant, lastInstant } from '../../core/model/instant.ts';

/**
 * The database cannot hold U+0000 nor half a character (a lone surrogate), and no name or address
 * of this world needs a control sign.
 */
export const readable = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}]|[\u0080-\u009f])*$/u;

export const unreadable = 'has control characters or half a character';

/** The columns that hold such numbers are 32 bits wide. */
export const wholeNumber = z.int().min(-2_147_483_648).max(2_147_483_647);

export const name = z.string().trim().min(1).max(200).regex(readable, unreadable);

export const freeText = z.string().max(1000).regex(readable, unreadable);

export const nullable = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullable().default(null);

export const quantity = z.int().min(0).max(1_000_000);

export const instantText = z.iso.datetime({ offset: true, abort: true }).refine((text) => {
  const at = Date.parse(text);
  return at >= firstInstant && at <= lastInstant;
}, { error: 'lies outside of the years 0000 to 9999', abort: true });

/** It is printed on a tote and scanned: no line breaks, nothing that turns or hides letters. */
const scannable = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

export const orderNumber = z.string().trim().min(1).max(48)
  .regex(scannable, 'has characters that cannot be printed and scanned');

export const referenceShape = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  'must be up to 100 letters, digits, dots, dashes and underscores, a letter or digit first');

export const nameShape = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/,
  'must be up to 63 small letters, digits and dashes, a letter or digit first');

/** Text by which something is looked for: what can never have been stored is refused. */
export const askedTextShape = z.string().max(200).regex(readable, unreadable);

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
