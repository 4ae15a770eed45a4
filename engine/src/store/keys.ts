/** Who asks: the holder of a key, or whoever signed in with one or by a link. */
import type { Tx } from './database.ts';

export const roles = ['admin', 'operator', 'reader', 'warehouse', 'channel'] as const;
export type Role = (typeof roles)[number];

/** What people are here; keys have roles of their own. */
export const personRoles = [
  'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor', 'admin',
] as const;
export type PersonRole = (typeof personRoles)[number];

/** A key, or whoever signed in with one or by the link of the first start. */
export type KeyBearer = {
  readonly name: string;
  readonly role: Role;
  readonly person: null;
  /** Null for a session that a link began. */
  readonly keyId: string | null;
  /** The warehouses or channels that it may speak for; none means all of its role. */
  readonly places: readonly string[];
};

export type PersonBearer = {
  readonly name: string;
  readonly role: PersonRole;
  /** The id of the person. */
  readonly person: string;
  readonly keyId: null;
  readonly places: readonly string[];
};

/** Who asks. */
export type Bearer = KeyBearer | PersonBearer;

export const isRole = (text: string): text is Role => roles.some((one) => one === text);

/** Throws on anything else than a list of names: none would mean all of them. */
export const placesFrom = (stored: unknown): readonly string[] => {
  if (Array.isArray(stored) && stored.every((one) => typeof one === 'string')) return stored;
  throw new Error('The places of a key are not a list of names.');
};

/**
 * Who holds the key with this hash; null when nobody does any more. The hash is looked up whole:
 * a key that was never there, one that was revoked and one that ran out answer alike.
 */
export const findKey = async (
  tx: Tx,
  hash: string,
  now: number,
): Promise<KeyBearer | null> => {
  const row = await tx.selectFrom('api_key')
    .select(['key_id', 'name', 'role', 'places', 'last_used_at'])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined || !isRole(row.role)) return null;
  // Once a minute is precise enough, and spares a write on every call.
  if (row.last_used_at === null || now - row.last_used_at > 60_000) {
    await tx.updateTable('api_key').set({ last_used_at: now }).where('hash', '=', hash).execute();
  }
  const { key_id: keyId, name, role } = row;
  return { name, role, person: null, keyId, places: placesFrom(row.places) };
};

/**
 * Makes or renews a key that has a fixed id, such as the bootstrap key. One that was revoked stays
 * so until another text comes in its place, and sessions end with the text that began them.
 */
export const saveKey = async (
  tx: Tx,
  key: { id: string; hash: string; name: string; role: Role; at: number },
): Promise<void> => {
  const { id, hash, name, role, at } = key;
  const there = await tx.selectFrom('api_key').select('hash').where('key_id', '=', id)
    .forUpdate().executeTakeFirst();
  if (there?.hash === hash) {
    await tx.updateTable('api_key').set({ name, role }).where('key_id', '=', id).execute();
    return;
  }
  if (there !== undefined) await tx.deleteFrom('session').where('key_id', '=', id).execute();
  const values = { hash, name, role, revoked_at: null, revoked_by: null, last_used_at: null };
  await tx.insertInto('api_key')
    .values({ key_id: id, ...values, created_at: at })
    .onConflict((clash) => clash.column('key_id').doUpdateSet(values))
    .execute();
};

export const saveLink = async (
  tx: Tx,
  link: { hash: string; person: string | null; expiresAt: number },
): Promise<void> => {
  await tx.insertInto('sign_in_link')
    .values({
      hash: link.hash, expires_at: link.expiresAt, used_at: null, person_id: link.person,
      // A program of the version before takes the role for a key's: this one it does not know.
      role: link.person === null ? 'admin' : 'person',
    })
    .execute();
};

/** Whom a link signs in: a person, or whoever is the first here and becomes its admin. */
export type LinkUsed = { readonly is: 'first' } | { readonly is: 'person'; readonly id: string };

/** Uses a link up; null when it is unknown, used or too old. */
export const useLink = async (tx: Tx, hash: string, now: number): Promise<LinkUsed | null> => {
  const row = await tx.updateTable('sign_in_link').set({ used_at: now })
    .where('hash', '=', hash).where('used_at', 'is', null).where('expires_at', '>', now)
    .returning('person_id').executeTakeFirst();
  if (row === undefined) return null;
  return row.person_id === null ? { is: 'first' } : { is: 'person', id: row.person_id };
};

/** Ends the links of a person that nobody has used: another takes their place, or none. */
export const dropLinksOf = async (tx: Tx, person: string): Promise<void> => {
  await tx.deleteFrom('sign_in_link')
    .where('person_id', '=', person).where('used_at', 'is', null).execute();
};

/** Whether anybody has ever signed in: the first start prints a link, later ones do not. */
export const isUntouched = async (tx: Tx): Promise<boolean> => {
  const session = await tx.selectFrom('session').select('hash').limit(1).executeTakeFirst();
  if (session !== undefined) return false;
  return (await tx.selectFrom('person').select('id').limit(1).executeTakeFirst()) === undefined;
};

export const saveSession = async (
  tx: Tx,
  session: {
    hash: string; name: string; role: Role; keyId: string | null; at: number; expiresAt: number;
  },
): Promise<void> => {
  await tx.insertInto('session')
    .values({
      hash: session.hash, name: session.name, role: session.role, created_at: session.at,
      expires_at: session.expiresAt, key_id: session.keyId,
    })
    .execute();
  await tx.deleteFrom('session').where('expires_at', '<', session.at).execute();
};

/** A session that a key began may what the key may, and no longer than it is in force. */
export const findSession = async (
  tx: Tx,
  hash: string,
  now: number,
): Promise<KeyBearer | null> => {
  const row = await tx.selectFrom('session')
    .leftJoin('api_key', 'api_key.key_id', 'session.key_id')
    .select([
      'session.name', 'session.role', 'session.key_id', 'api_key.places', 'api_key.revoked_at',
      'api_key.expires_at', 'api_key.hash as key_hash',
    ])
    .where('session.hash', '=', hash).where('session.expires_at', '>', now).executeTakeFirst();
  if (row === undefined || !isRole(row.role)) return null;
  const { name, role, key_id: keyId } = row;
  if (keyId === null) return { name, role, person: null, keyId, places: [] };
  const isOver = row.key_hash === null || row.revoked_at !== null ||
    (row.expires_at !== null && row.expires_at <= now);
  return isOver ? null : { name, role, person: null, keyId, places: placesFrom(row.places) };
};

export const endSession = async (tx: Tx, hash: string): Promise<void> => {
  await tx.deleteFrom('session').where('hash', '=', hash).execute();
};

/** Takes every key away: they belong to another Gatepass than the one that is here now. */
export const forgetKeys = async (tx: Tx): Promise<void> => {
  await tx.deleteFrom('api_key').execute();
};
