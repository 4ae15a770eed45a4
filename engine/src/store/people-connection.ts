import {
  Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler,
  type CompiledQuery, type DatabaseConnection, type Driver,
} from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** What the sign-in library keeps; every other table is none of its business. */
export type SignInTables = Pick<
  Tables, 'person' | 'person_account' | 'person_session' | 'person_verification'>;

/**
 * The store's connection as the sign-in library wants it: it sends its own statements and brings
 * no transaction along. Here each of them is a transaction of its own, as the store demands, so
 * nothing of this library can hold one open while it hashes a password or asks another server.
 * For the room `people` and nobody else (docs/decisions/022).
 */
export const connectionForSignIn = (database: Database): Kysely<SignInTables> =>
  new Kysely<SignInTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOver(database),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

const driverOver = (database: Database): Driver => {
  const connection: DatabaseConnection = {
    // The caller names the row type, as everywhere in kysely; nobody can check it at run time.
    executeQuery: <Row>(query: CompiledQuery) =>
      database.transaction((tx) => tx.executeQuery(query as CompiledQuery<Row>)),
    streamQuery: () => {
      throw new Error('sign-in reads no streams');
    },
  };
  const refuse = (): Promise<void> =>
    Promise.reject(new Error('the sign-in library was not to open transactions of its own'));
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
};
