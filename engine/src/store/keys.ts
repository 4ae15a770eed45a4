import type { Tx } from './database.ts';

export type Role = 'admin' | 'operator' | 'reader' | 'warehouse' | 'channel';

export type Bearer = { readonly name: string; readonly role: Role };

const isRole = (text: string): text is Role =>
  ['admin', 'operator', 'reader', 'warehouse', 'channel'].includes(text);

/** Who holds the key with this hash; null when nobody does any more. */
export const findKey = async (tx: Tx, hash: string, now: number): Promise<Bearer | null> => {
  const row = await tx.selectFrom('api_key').select(['name', 'role', 'last_used_at'])
    .where('hash', '=', hash).where('revoked_at', 'is', null).executeTakeFirst();
  if (row === undefined || !isRole(row.role)) return null;
  // Once a minute is precise enough, and spares a write on every call.
  if (row.last_used_at === null || now - row.last_used_at > 60_000) {
    await tx.updateTable('api_key').set({ last_used_at: now }).where('hash', '=', hash).execute();
  }
  return { name: row.name, role: row.role };
};

/** Makes or renews a key that has a fixed id, such as the bootstrap key. */
export const saveKey = async (
  tx: Tx,
  key: { id: string; hash: string; name: string; role: Role; at: number },
): Promise<void> => {
  const values = { hash: key.hash, name: key.name, role: key.role, revoked_at: null };
  await tx.insertInto('api_key')
    .values({ key_id: key.id, ...values, created_at: key.at, last_used_at: null })
    .onConflict((clash) => clash.column('key_id').doUpdateSet(values))
    .execute();
};

export const saveLink = async (
  tx: Tx,
  link: { hash: string; role: Role; expiresAt: number },
): Promise<void> => {
  await tx.insertInto('sign_in_link')
    .values({ hash: link.hash, role: link.role, expires_at: link.expiresAt, used_at: null })
    .execute();
};

/** Uses a link up; null when it is unknown, used or too old. */
export const useLink = async (tx: Tx, hash: string, now: number): Promise<Role | null> => {
  const row = await tx.updateTable('sign_in_link').set({ used_at: now })
    .where('hash', '=', hash).where('used_at', 'is', null).where('expires_at', '>', now)
    .returning('role').executeTakeFirst();
  return row !== undefined && isRole(row.role) ? row.role : null;
};

/** Whether anybody has ever signed in: the first start prints a link, later ones do not. */
export const isUntouched = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('session').select('hash').limit(1).executeTakeFirst()) === undefined;

export const saveSession = async (
  tx: Tx,
  session: { hash: string; name: string; role: Role; at: number; expiresAt: number },
): Promise<void> => {
  await tx.insertInto('session')
    .values({
      hash: session.hash, name: session.name, role: session.role, created_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
  await tx.deleteFrom('session').where('expires_at', '<', session.at).execute();
};

export const findSession = async (tx: Tx, hash: string, now: number): Promise<Bearer | null> => {
  const row = await tx.selectFrom('session').select(['name', 'role'])
    .where('hash', '=', hash).where('expires_at', '>', now).executeTakeFirst();
  return row === undefined || !isRole(row.role) ? null : { name: row.name, role: row.role };
};

export const endSession = async (tx: Tx, hash: string): Promise<void> => {
  await tx.deleteFrom('session').where('hash', '=', hash).execute();
};
