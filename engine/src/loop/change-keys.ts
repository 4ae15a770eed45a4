/** What may be done to keys: made, given another text, ended; and what never. */
import type { Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import {
  addKey, bootstrapKeyId, isInForce, isLocalKey, lockKeys, replaceKey, revokeKey,
  type NewKey, type StoredKey,
} from '../store/key-ring.ts';

export type KeyChanged =
  | { readonly is: 'changed'; readonly key: StoredKey }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-key' };

const refused = (words: string): KeyChanged => ({ is: 'refused', words });

/** Places that the policy does not name: a key for them would open nothing. */
export const placesUnknown = (
  policy: Policy,
  { role, places }: Pick<NewKey, 'role' | 'places'>,
): { readonly missing: readonly string[]; readonly known: readonly string[] } => {
  const known = Object.keys(role === 'warehouse' ? policy.warehouses : policy.channels);
  return { missing: places.filter((one) => !known.includes(one)), known };
};

export const makeKey = async (tx: Tx, key: NewKey, now: Instant): Promise<KeyChanged> => {
  const there = (await lockKeys(tx)).find((one) => isInForce(one, now) && one.name === key.name);
  if (there !== undefined) {
    return refused(`There is a key called ${key.name} already (${there.id}). Nothing was made: ` +
      'two of one name could not be told apart in the audit. Give it another name, or rotate or ' +
      'revoke the one that is there.');
  }
  return added(tx, key, now);
};

const added = async (tx: Tx, key: NewKey, now: Instant): Promise<KeyChanged> => {
  await addKey(tx, key, now);
  return readAgain(tx, key.id);
};

export type Rotation = Pick<NewKey, 'id' | 'shown' | 'hash' | 'createdBy'> & {
  readonly oldUntil: Instant;
};

/** A new text for the same name, role and places; the old one is in force until a chosen time. */
export const rotateKey = async (
  tx: Tx,
  id: string,
  { oldUntil, ...fresh }: Rotation,
  now: Instant,
): Promise<KeyChanged> => {
  const old = (await lockKeys(tx)).find((one) => one.id === id);
  if (old === undefined) return { is: 'no-such-key' };
  const against = againstRotation(old, now);
  if (against !== null) return refused(against);
  const { name, role, places, expiresAt } = old;
  const changed = await added(tx, { ...fresh, name, role, places, expiresAt }, now);
  const until = expiresAt === null ? oldUntil : Math.min(expiresAt, oldUntil);
  await replaceKey(tx, id, { replacedBy: fresh.id, until });
  return changed;
};

const againstRotation = (key: StoredKey, now: Instant): string | null => {
  if (key.id === bootstrapKeyId) {
    return 'The bootstrap key comes from the settings. Put another GATEPASS_BOOTSTRAP_KEY there ' +
      'and start Gatepass again: from then on the old one opens nothing.';
  }
  if (isLocalKey(key.id)) {
    return 'The key of this machine is made anew at each start. Start Gatepass again.';
  }
  if (key.revokedAt !== null) {
    return `${key.name} was revoked. Make a new key; a revoked one does not come back.`;
  }
  if (key.replacedBy !== null) {
    return `${key.name} was rotated already. Rotate the key that took its place ` +
      `(${key.replacedBy}).`;
  }
  return isInForce(key, now) ? null : `${key.name} has run out. Make a new key.`;
};

/** Ends a key at once. Ending one that was ended before changes nothing. */
export const endKey = async (
  tx: Tx,
  id: string,
  by: string,
  now: Instant,
): Promise<KeyChanged> => {
  const keys = await lockKeys(tx);
  const key = keys.find((one) => one.id === id);
  if (key === undefined) return { is: 'no-such-key' };
  const others = keys.filter((one) => one.id !== id && opensForGood(one, now));
  if (key.role === 'admin' && isInForce(key, now) && others.length === 0) {
    return refused(`${key.name} is the last key of an admin that stays in force. Without ` +
      'it nobody could make another. Make a new one first (gatepass key make --role admin), and ' +
      'then revoke this one with it.');
  }
  await revokeKey(tx, id, by, now);
  return readAgain(tx, id);
};

/** The key of a machine lies in a file that may be gone; one with an end will be. */
const opensForGood = (key: StoredKey, now: Instant): boolean =>
  key.role === 'admin' && !isLocalKey(key.id) && key.expiresAt === null && isInForce(key, now);

const readAgain = async (tx: Tx, id: string): Promise<KeyChanged> => {
  const key = (await lockKeys(tx)).find((one) => one.id === id);
  return key === undefined ? { is: 'no-such-key' } : { is: 'changed', key };
};
