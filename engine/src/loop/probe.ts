import { openConnection } from './connections.ts';
import { countedWire } from './counted-wire.ts';
import { readPolicy } from '../store/policies.ts';
import type { Surroundings } from './surroundings.ts';

/** How a connection answered when it was tried on purpose, in plain words. */
export type Probed = { readonly isWell: boolean; readonly sentences: readonly string[] };

/** Tries a connection now; null when the policy does not name it. */
export const probeConnection = async (
  surroundings: Surroundings,
  name: string,
): Promise<Probed | null> => {
  const { database, connectors, now } = surroundings;
  const opened = await database.transaction(async (tx) => {
    const policy = await readPolicy(tx);
    const connection = Object.hasOwn(policy.connections, name)
      ? policy.connections[name] : undefined;
    if (connection === undefined) return null;
    const wire = countedWire(
      surroundings, name, () => connectors[connection.connector]?.manifest ?? null);
    return openConnection(tx, surroundings, connection, wire);
  });
  if (opened === null) return null;
  return opened.is === 'unusable'
    ? { isWell: false, sentences: opened.sentences } : opened.session.probe(now());
};
