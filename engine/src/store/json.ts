import { sql, type RawBuilder } from 'kysely';

/** A value for a jsonb column; both drivers would else send arrays as SQL arrays. */
export const json = (value: unknown): RawBuilder<unknown> =>
  sql`${JSON.stringify(value)}::jsonb`;
