import { sql } from 'kysely';
import type { Database, Tx } from './database.ts';

/**
 * By which settings the server of the store may lose what was acknowledged, a sentence for each.
 * They are the server's own, for all its databases: a session cannot put them right. The embedded
 * store is started by ourselves, and has none.
 */
export const readHazards = async (
  tx: Tx,
  { kind }: Pick<Database, 'kind'>,
): Promise<readonly string[]> => {
  if (kind === 'embedded') return [];
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings
     where name in ('fsync', 'full_page_writes') and setting = 'off' order by name`.execute(tx);
  return rows.map(({ name }) => `${sentences[name] ?? ''} Set ${name} = on in its ` +
    'postgresql.conf and reload it.');
};

const sentences: Readonly<Record<string, string>> = {
  fsync: 'The PostgreSQL server has fsync off: when its machine loses power or crashes, what ' +
    'Gatepass acknowledged may be gone, and a label may be bought a second time.',
  full_page_writes: 'The PostgreSQL server has full_page_writes off: when its machine loses ' +
    'power in the middle of a write, the database may be broken for good.',
};
