import type { PGlite, Transaction as PGliteTransaction } from '@electric-sql/pglite';
import {
  AbortedTransactionError,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

/**
 * Kysely over PGlite. Kysely ships a driver of its own, which keeps one connection for everybody:
 * two transactions begun at once take over each other's commit, a statement after the end runs
 * outside any transaction, and a BEGIN that fails never comes back. Here every transaction has its
 * own connection, and there is no way to send a statement outside one.
 */
export const embeddedDialect = (pglite: PGlite): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driverOver(pglite),
  createIntrospector: (kysely) => new PostgresIntrospector(kysely),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

type Held = {
  readonly statements: PGliteTransaction;
  readonly end: (how: 'commit' | 'rollback') => void;
  readonly ended: Promise<void>;
};

const driverOver = (pglite: PGlite): Driver => {
  const held = new WeakMap<DatabaseConnection, Held>();

  const holding = (connection: DatabaseConnection): Held => {
    const found = held.get(connection);
    if (found === undefined) throw new Error('a statement was sent outside any transaction');
    return found;
  };

  const begin = async (connection: DatabaseConnection): Promise<void> => {
    const { promise: ending, resolve: end } = Promise.withResolvers<'commit' | 'rollback'>();
    const { promise: begun, resolve: hasBegun, reject } = Promise.withResolvers<void>();
    // PGlite's own transaction takes its turn in PGlite's queue, so that upkeep and LISTEN
    // cannot come between two of our statements.
    const ended = pglite.transaction(async (statements) => {
      held.set(connection, { statements, end, ended });
      hasBegun();
      if ((await ending) === 'rollback') await statements.rollback();
    });
    ended.catch(reject);
    await begun;
  };

  const end = async (connection: DatabaseConnection, how: 'commit' | 'rollback') => {
    const current = holding(connection);
    held.delete(connection);
    current.end(how);
    await current.ended;
  };

  return {
    init: async () => {},
    acquireConnection: async () => {
      const connection: DatabaseConnection = {
        executeQuery: (query) => execute(holding(connection).statements, query),
        streamQuery: () => {
          throw new Error('the store reads in slices by keys or cursors, not by streams');
        },
      };
      return connection;
    },
    beginTransaction: begin,
    commitTransaction: async (connection) => {
      try {
        await end(connection, 'commit');
      } catch (problem) {
        throw isAborted(problem) ? new AbortedTransactionError({ cause: problem }) : problem;
      }
    },
    rollbackTransaction: (connection) => end(connection, 'rollback'),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
};

const execute = async <R>(
  statements: PGliteTransaction,
  query: CompiledQuery,
): Promise<QueryResult<R>> => {
  // Without parameters the simple protocol is used, as `pg` does it: a migration is many
  // statements in one text, and one exchange is cheaper than five.
  const result =
    query.parameters.length === 0
      ? (await statements.exec(query.sql)).at(-1)
      : await statements.query(query.sql, [...query.parameters]);
  // The caller names the row type, as everywhere in kysely; nobody can check it at run time.
  const rows = (result?.rows ?? []) as R[];
  const changed = result?.affectedRows;
  return changed === undefined ? { rows } : { rows, numAffectedRows: BigInt(changed) };
};

// 25P02, "in failed SQL transaction": somebody swallowed the error of a statement and went on, and
// PostgreSQL answered the COMMIT with a rollback. PGlite turns that answer into this code.
const isAborted = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && problem.code === '25P02';
