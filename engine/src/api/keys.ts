import { instant, renderInstant } from '../core/model/instant.ts';
import { bootstrapKeyId, isInForce, isLocalKey, type StoredKey } from '../store/key-ring.ts';
import type { KeyView } from './shapes.ts';

const when = (at: number | null): string | null =>
  at === null ? null : renderInstant(instant(at));

export const viewKey = (key: StoredKey, now: number): KeyView => ({
  id: key.id,
  name: key.name,
  role: key.role,
  warehouses: key.role === 'warehouse' ? [...key.places] : [],
  channels: key.role === 'channel' ? [...key.places] : [],
  startsWith: key.shown,
  kind: kindOf(key.id),
  state: stateOf(key, now),
  createdAt: renderInstant(instant(key.createdAt)),
  createdBy: key.createdBy,
  lastUsedAt: when(key.lastUsedAt),
  expiresAt: when(key.expiresAt),
  revokedAt: when(key.revokedAt),
  revokedBy: key.revokedBy,
  replacedBy: key.replacedBy,
  sentence: sentenceOf(key, now),
});

const kindOf = (id: string): KeyView['kind'] => {
  if (id === bootstrapKeyId) return 'bootstrap';
  return isLocalKey(id) ? 'this-machine' : 'made';
};

const stateOf = (key: StoredKey, now: number): KeyView['state'] => {
  if (key.revokedAt !== null) return 'revoked';
  if (!isInForce(key, now)) return 'expired';
  return key.replacedBy === null ? 'in-force' : 'rotated';
};

const sentenceOf = (key: StoredKey, now: number): string => {
  const { name, role, places } = key;
  const end = when(key.expiresAt) ?? '';
  switch (stateOf(key, now)) {
    case 'revoked':
      return `${name} was revoked${key.revokedBy === null ? '' : ` by ${key.revokedBy}`}.`;
    case 'expired':
      return `${name} opens nothing since ${end}.`;
    case 'rotated':
      return `${name} goes on until ${end} beside the key that took its place.`;
    case 'in-force':
      return `${[
        `${name} may do what the role ${role} may`,
        ...(places.length === 0 ? [] : [`for ${places.join(', ')} only`]),
        ...(end === '' ? [] : [`until ${end}`]),
      ].join(', ')}.${comesFrom(key.id)}`;
  }
};

const comesFrom = (id: string): string => {
  switch (kindOf(id)) {
    case 'bootstrap':
      return ' It comes from GATEPASS_BOOTSTRAP_KEY.';
    case 'this-machine':
      return ' It is for commands on the machine of the server, and new with each start.';
    case 'made':
      return '';
  }
};
