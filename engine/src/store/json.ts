import { sql, type RawBuilder } from 'kysely';
import { storableWhole } from './storable.ts';

/** A value for a jsonb column; both drivers would else send arrays as SQL arrays. */
export const json = (value: unknown): RawBuilder<unknown> => {
  const text = JSON.stringify(value);
  // Whatever brought it here: a text that no database can hold must not stall what is with it.
  return sql`${mayBeUnstorable.test(text) ? JSON.stringify(storableWhole(value)) : text}::jsonb`;
};

/** How JSON writes U+0000 and half characters; the same after a backslash only costs a look. */
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/;
