import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';

/** How the hooks in an account were found the last time they were brought in order. */
export type HooksState = {
  /** Fingerprint of the address that they were to call: the address itself holds a secret. */
  readonly address: string;
  readonly triedAt: Instant;
  /** When they were last found to be exactly as wanted; null for never at this address. */
  readonly keptAt: Instant | null;
  /** Why they are not, in plain words; null when they are. */
  readonly trouble: string | null;
};

export const readHooksState = async (tx: Tx, connection: string): Promise<HooksState | null> => {
  const row = await tx.selectFrom('hooks_kept').selectAll()
    .where('connection', '=', connection).executeTakeFirst();
  return row === undefined ? null : {
    address: row.address, triedAt: instant(row.tried_at), trouble: row.trouble,
    keptAt: row.kept_at === null ? null : instant(row.kept_at),
  };
};

export const saveHooksState = async (
  tx: Tx,
  connection: string,
  { address, triedAt, keptAt, trouble }: HooksState,
): Promise<void> => {
  const values = { address, tried_at: triedAt, kept_at: keptAt, trouble };
  await tx.insertInto('hooks_kept').values({ connection, ...values })
    .onConflict((clash) => clash.column('connection').doUpdateSet(values)).execute();
};
