/**
 * How old the credentials of a connection are: those that we show the other side, and the keys with
 * which it comes to us. None of them is read for it.
 */
import { instant, renderInstant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { manifestFor } from '../loop/manifest-for.ts';
import { placeholdersIn } from '../loop/secrets.ts';
import { isInForce, type StoredKey } from '../store/key-ring.ts';
import { placesOf, type Places } from './connection-places.ts';
import type { ConnectionView } from './shapes.ts';

type Manifest = ReturnType<typeof manifestFor>;
type Credential = ConnectionView['credentials'][number];

export type KnownCredentials = {
  /** When the value of each name was last changed. */
  readonly writtenAt: ReadonlyMap<string, number>;
  readonly keys: readonly StoredKey[];
  readonly now: number;
};

export const viewCredentials = (
  policy: Policy,
  name: string,
  manifest: Manifest | undefined,
  known: KnownCredentials,
): Credential[] => {
  const connection = policy.connections[name];
  if (connection === undefined || manifest === undefined) return [];
  const secrets = manifest.settings.filter(({ isSecret }) => isSecret)
    .flatMap(({ path, label }) => secretsAt(connection.settings, path, label, known));
  // A system that we read is not the one that comes to us with a key.
  if (manifest.feeds.length > 0) return secrets;
  const places = placesOf(policy, name, null);
  const keys = known.keys
    .filter((key) => isInForce(key, known.now) && speaksFor(key, places))
    .map((key): Credential => ({
      is: 'key', name: key.name, since: time(key.createdAt), usedAt: time(key.lastUsedAt),
      endsAt: time(key.expiresAt),
    }));
  return [...secrets, ...keys];
};

/** One for each name in it; one that is put together from several is as old as its newest. */
const secretsAt = (
  settings: Readonly<Record<string, unknown>>,
  path: string,
  label: string,
  { writtenAt }: KnownCredentials,
): Credential[] => {
  const value = path.split('.').reduce<unknown>((at, step) =>
    typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined, settings);
  const names = placeholdersIn(value);
  if (names.length === 0) return [];
  const times = names.flatMap((name) => writtenAt.get(name) ?? []);
  return [{
    is: 'secret', name: label, usedAt: null, endsAt: null,
    since: times.length < names.length ? null : time(Math.max(...times)),
  }];
};

/** A key without places speaks for all of its role. */
const speaksFor = ({ role, places: own }: StoredKey, { warehouse, channel }: Places): boolean => {
  const places = role === 'warehouse' ? warehouse : role === 'channel' ? channel : [];
  return places.length > 0 && (own.length === 0 || places.some((one) => own.includes(one)));
};

const time = (at: number | null): string | null =>
  at === null ? null : renderInstant(instant(at));
