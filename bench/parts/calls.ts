/** What Gatepass called, as its own log of calls has it; the log keeps an hour. */
import { z } from 'zod';
import { sql } from 'kysely';
import type { Database } from '../../engine/src/store/database.ts';

export type Call = { readonly purpose: string; readonly at: number };

export const callsOf = async (
  database: Database,
  connection: string,
): Promise<readonly Call[]> => {
  const { rows } = await database.transaction((tx) => sql`
    select purpose, started_at as at from call_log where connection = ${connection}
    order by started_at, call_id`.execute(tx));
  return callsShape.parse(rows);
};

const callsShape = z.array(z.object({ purpose: z.string(), at: z.coerce.number() }));
