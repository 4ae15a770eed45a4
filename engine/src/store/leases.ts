import type { Tx } from './database.ts';

/** A process's hold on a connection. The epoch grows with every change of hands. */
export type Lease = { readonly connection: string; readonly epoch: number };

/**
 * Takes or renews the hold on a connection. Another holder keeps it until it has not renewed for
 * `lostAfter` milliseconds of wire time, or stamped it that far ahead of now. Null: somebody else
 * holds it.
 */
export const holdConnection = async (
  tx: Tx,
  connection: string,
  holder: string,
  wireNow: number,
  lostAfter: number,
): Promise<Lease | null> => {
  await tx
    .insertInto('lease')
    .values({ connection, holder, epoch: 1, renewed_at: wireNow })
    .onConflict((clash) => clash.doNothing())
    .execute();
  // Locked: its holder is at work, or stands still in the middle of it. Either way it is held, and
  // waiting for that row would let our own leases lapse.
  const row = await tx.selectFrom('lease').selectAll().where('connection', '=', connection)
    .forUpdate().skipLocked().executeTakeFirst();
  if (row === undefined) return null;
  const isMine = row.holder === holder;
  // A stamp further ahead than that is no living holder's: the clock was put back since, and who
  // lives stamps anew every few seconds. Held up to that hour, nobody would look for so long.
  if (!isMine && Math.abs(wireNow - row.renewed_at) < lostAfter) return null;
  const epoch = isMine ? row.epoch : row.epoch + 1;
  await tx.updateTable('lease').set({ holder, epoch, renewed_at: wireNow })
    .where('connection', '=', connection).execute();
  return { connection, epoch };
};

/** Renews a hold; false when it is another's by now. */
export const renewConnection = async (
  tx: Tx,
  lease: Lease,
  holder: string,
  wireNow: number,
): Promise<boolean> => {
  const row = await tx.updateTable('lease').set({ renewed_at: wireNow })
    .where('connection', '=', lease.connection)
    .where('holder', '=', holder).where('epoch', '=', lease.epoch)
    .returning('epoch').executeTakeFirst();
  return row !== undefined;
};

/** Whether the hold still stands: asked in the transaction that begins a call. */
export const stillHeld = async (tx: Tx, lease: Lease, holder: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('lease')
    .select(['holder', 'epoch'])
    .where('connection', '=', lease.connection)
    .forShare()
    .executeTakeFirst();
  return row !== undefined && row.holder === holder && row.epoch === lease.epoch;
};

export const releaseConnection = async (tx: Tx, lease: Lease, holder: string): Promise<void> => {
  await tx.updateTable('lease').set({ renewed_at: 0 })
    .where('connection', '=', lease.connection)
    .where('holder', '=', holder).where('epoch', '=', lease.epoch).execute();
};

export const readLease = async (
  tx: Tx,
  connection: string,
): Promise<{ holder: string; epoch: number; renewedAt: number } | null> => {
  const row = await tx.selectFrom('lease').selectAll().where('connection', '=', connection)
    .executeTakeFirst();
  return row === undefined
    ? null : { holder: row.holder, epoch: row.epoch, renewedAt: row.renewed_at };
};
