/** The keys as whoever looks after them sees them. The keys themselves are nowhere here. */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import { json } from './json.ts';
import { isRole, placesFrom, type Role } from './keys.ts';
import { storable } from './storable.ts';
import type { Tables } from './tables.ts';

/** Where the key of the settings and the one for commands on the server's own machine stand. */
export const bootstrapKeyId = 'key_bootstrap';
export const localKeyId = 'key_this-machine';

/** On a store that several machines share, each has one of its own under this name and more. */
export const isLocalKey = (id: string): boolean =>
  id === localKeyId || id.startsWith(`${localKeyId}-`);

export type StoredKey = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly places: readonly string[];
  /** Its first signs; null when somebody chose it. */
  readonly shown: string | null;
  readonly createdAt: number;
  readonly createdBy: string | null;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
  readonly replacedBy: string | null;
};

export type NewKey = Pick<StoredKey, 'id' | 'name' | 'role' | 'places' | 'expiresAt'> & {
  readonly shown: string;
  readonly createdBy: string;
  readonly hash: string;
};

export const isInForce = (key: StoredKey, now: number): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);

/** Newest first. */
export const listKeys = async (tx: Tx): Promise<readonly StoredKey[]> => {
  const rows = await tx.selectFrom('api_key').selectAll()
    .orderBy('created_at', 'desc').orderBy('key_id').execute();
  return rows.flatMap(asStored);
};

/** All keys, held until the transaction ends: of two changes at once the second sees the first. */
export const lockKeys = async (tx: Tx): Promise<readonly StoredKey[]> => {
  const rows = await tx.selectFrom('api_key').selectAll().orderBy('key_id').forUpdate().execute();
  return rows.flatMap(asStored);
};

export const addKey = async (tx: Tx, key: NewKey, now: number): Promise<void> => {
  await tx.insertInto('api_key').values({
    key_id: key.id, hash: key.hash, name: storable(key.name), role: key.role, created_at: now,
    last_used_at: null, revoked_at: null, shown: key.shown, places: json(key.places),
    created_by: storable(key.createdBy), expires_at: key.expiresAt, replaced_by: null,
    revoked_by: null,
  }).execute();
};

/** The key goes on until then beside the one that takes its place. */
export const replaceKey = async (
  tx: Tx,
  id: string,
  by: { readonly replacedBy: string; readonly until: number },
): Promise<void> => {
  await tx.updateTable('api_key').set({ replaced_by: by.replacedBy, expires_at: by.until })
    .where('key_id', '=', id).execute();
};

/** Ends a key and every session that was begun with it. */
export const revokeKey = async (tx: Tx, id: string, by: string, now: number): Promise<void> => {
  await tx.updateTable('api_key').set({ revoked_at: now, revoked_by: storable(by) })
    .where('key_id', '=', id).where('revoked_at', 'is', null).execute();
  await tx.deleteFrom('session').where('key_id', '=', id).execute();
};

const asStored = (row: Selectable<Tables['api_key']>): readonly StoredKey[] => {
  // A role that only a later version knows lets nobody in here, and is no key of ours.
  if (!isRole(row.role)) return [];
  return [{
    id: row.key_id, name: row.name, role: row.role, places: placesFrom(row.places),
    shown: row.shown, createdAt: row.created_at, createdBy: row.created_by,
    lastUsedAt: row.last_used_at, expiresAt: row.expires_at, revokedAt: row.revoked_at,
    revokedBy: row.revoked_by, replacedBy: row.replaced_by,
  }];
};
