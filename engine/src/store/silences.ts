/** Times in which a connection answered nothing: what stands, and what was lately. */
import type { Silence } from '../core/model/dossier.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

export type StoredSilence = {
  readonly connection: string;
  readonly since: Instant;
  readonly why: Silence['why'];
  readonly until: Instant | null;
};

/** Answers whether it is news: one that stands already goes on. */
export const beginSilence = async (
  tx: Tx,
  silence: {
    readonly connection: string; readonly since: number; readonly words: string;
    readonly why: Silence['why'];
  },
): Promise<boolean> => {
  const standing = await tx.selectFrom('silence').select('silence_id')
    .where('connection', '=', silence.connection).where('until_at', 'is', null)
    .executeTakeFirst();
  if (standing !== undefined) return false;
  await tx.insertInto('silence').values({
    connection: silence.connection, since_at: silence.since, until_at: null,
    why: silence.why,
    words: storable(silence.words).slice(0, 500),
  }).onConflict((clash) => clash.doNothing()).execute();
  return true;
};

/** Answers whether there was one to end. */
export const endSilence = async (tx: Tx, connection: string, now: number): Promise<boolean> => {
  const ended = await tx.updateTable('silence').set({ until_at: now })
    .where('connection', '=', connection).where('until_at', 'is', null)
    .returning('silence_id').execute();
  return ended.length > 0;
};

/** All that stand, and all that ended since an instant. */
export const silencesSince = async (tx: Tx, since: Instant): Promise<readonly StoredSilence[]> => {
  const rows = await tx.selectFrom('silence').select(['connection', 'since_at', 'until_at', 'why'])
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', since)]))
    .orderBy('silence_id').execute();
  return rows.map((row) => ({
    connection: row.connection, since: instant(row.since_at),
    why: row.why === 'silent' ? 'silent' : 'not-let-in',
    until: row.until_at === null ? null : instant(row.until_at),
  }));
};
