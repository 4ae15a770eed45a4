/** The door of a connection that others call: who may come in, and how it speaks. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Connector } from '../../contract/connector.ts';
import type { Shelf } from '../../contract/shelf.ts';
import { ownMember, type ConnectionPolicy } from '../../core/policy/policy.ts';
import type { Tx } from '../../store/database.ts';
import { readPolicy, readSecrets } from '../../store/policies.ts';
import { noteShelfRefusal } from '../../store/shelf.ts';
import { fillIn, readSealed } from '../secrets.ts';
import type { Surroundings } from '../surroundings.ts';

export type OpenShelf = {
  readonly connection: ConnectionPolicy;
  readonly connector: Connector;
  readonly shelf: Shelf;
};

/** Null where the policy has no such connection, or its settings ask for no shelf. */
export const openShelf = async (
  tx: Tx,
  { connectors, unseal }: Pick<Surroundings, 'connectors' | 'unseal'>,
  name: string,
): Promise<OpenShelf | null> => {
  const connection = ownMember((await readPolicy(tx)).connections, name);
  const connector = connection === null ? null : ownMember(connectors, connection.connector);
  if (connection === null || connector?.shelf === undefined) return null;
  const sealed = await readSecrets(tx);
  const { settings, missing } = fillIn(connection.settings, (secretName) => {
    const secret = sealed.get(secretName);
    return secret === undefined ? null : readSealed(unseal, secret);
  });
  const shelf = missing.length > 0 ? null : connector.shelf(settings);
  return shelf === null ? null : { connection, connector, shelf };
};

export type Credentials = { readonly username: string; readonly password: string };

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared whole and in constant time: how far a guess is right must not show in the answer. */
const isSame = (one: Credentials, other: Credentials): boolean => {
  const hasUser = timingSafeEqual(hashOf(one.username), hashOf(other.username));
  const hasPassword = timingSafeEqual(hashOf(one.password), hashOf(other.password));
  return hasUser && hasPassword;
};

const nobody: Credentials = { username: '', password: '' };

/**
 * Whether these credentials open this connection's door. One that does not exist is answered like
 * a wrong password; a wrong one at a door that exists is noted, for people to see.
 */
export const mayComeIn = (
  surroundings: Surroundings,
  name: string,
  given: Credentials,
): Promise<boolean> =>
  surroundings.database.transaction(async (tx) => {
    const open = await openShelf(tx, surroundings, name);
    const isRight = isSame(open?.shelf.credentials ?? nobody, given) && open !== null;
    if (!isRight && open !== null) await noteShelfRefusal(tx, name, surroundings.now());
    return isRight;
  });
