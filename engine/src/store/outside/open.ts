import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { checkAnswers } from '../answering.ts';
import type { Database } from '../database.ts';
import { StoreRefusal } from '../refusal.ts';
import type { Tables } from '../tables.ts';
import { OverdueTransaction, transactionsOver, type Log, type Transactions } from '../transact.ts';
import { elementTypes, readers, type ReadValue } from '../values.ts';
import { listenerFor } from './listen.ts';

export type OutsideSettings = {
  readonly databaseUrl: string;
  readonly log: Log;
  /** The most connections of this process; one more is used for listening. */
  readonly mostConnections?: number;
};

/** PostgreSQL's own numbering: 15.0. Older ones lack statements that we use. */
const leastVersion = 150_000;
const statementSeconds = 60;

/**
 * A process that was frozen inside a transaction holds its locks for as long as this, and one whose
 * line was cut for as long as the server believes in it: others wait for neither a whole minute.
 */
const idleInTransactionSeconds = 20;
const deadLineSeconds = 15;

/**
 * Every session: instants print in UTC, whatever the server's zone, and a statement or a
 * transaction that hangs is ended by the server, even if this process no longer lives to do it.
 *
 * A commit is on disk before it is answered, whatever database or role say: with `off` the server
 * forgets what was acknowledged when it crashes, attempts that had begun among it, and a label
 * would be bought twice. `local` is the same promise without the standby that takes over. What
 * says as much or asks more of standbys (`remote_write`, `remote_apply`) is left as it is.
 */
const sessionSettings = `
  set timezone = 'UTC';
  set datestyle = 'ISO';
  set intervalstyle = 'postgres';
  set bytea_output = 'hex';
  set statement_timeout = '${statementSeconds}s';
  set idle_in_transaction_session_timeout = '${idleInTransactionSeconds}s';
  set tcp_keepalives_idle = 5;
  set tcp_keepalives_interval = 5;
  set tcp_keepalives_count = 2;
  set tcp_user_timeout = '${deadLineSeconds}s';
  select set_config('synchronous_commit', 'on', false)
   where current_setting('synchronous_commit') in ('off', 'local')`;

/** Opens any PostgreSQL 15 or newer, shared by as many processes as wanted. */
export const openOutside = async (settings: OutsideSettings): Promise<Database> => {
  const { log } = settings;
  const connection = {
    connectionString: checkedUrl(settings.databaseUrl),
    application_name: 'gatepass',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: deadLineSeconds * 1_000,
    types: { getTypeParser: typeParser },
  };
  const pool = new pg.Pool({ ...connection, max: settings.mostConnections ?? 10 });
  // A connection that breaks says so to its pool while idle, and itself while in use. Unheard, it
  // would end the process. The work that used it fails by its own next statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', (problem) => log('a connection to the store broke', told(problem)));
  });
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (session) => {
        await session.executeQuery(CompiledQuery.raw(sessionSettings));
      },
    }),
  });
  const transactions = transactionsOver(kysely, log);
  try {
    await refuseUnfit(transactions);
  } catch (problem) {
    await kysely.destroy();
    throw problem instanceof StoreRefusal ? problem : unreachable(settings.databaseUrl, problem);
  }
  const listener = listenerFor(() => new pg.Client(connection), log);
  let closing: Promise<void> | null = null;
  const refuseClosed = (): void => {
    if (closing !== null) throw new StoreRefusal('The store is closed.');
  };
  return {
    kind: 'outside',
    transaction: async (work, patience) => {
      refuseClosed();
      try {
        return await transactions.run(work, patience);
      } catch (problem) {
        // Here the line may have been cut in the middle: work for later, and no bug. The code is
        // PostgreSQL's own for a statement that took too long.
        if (problem instanceof OverdueTransaction) Object.assign(problem, { code: '57014' });
        throw problem;
      }
    },
    listen: async (channel, heard) => {
      refuseClosed();
      transactions.refuseInside('Listening');
      return listener.listen(channel, (payload) => transactions.outside(() => heard(payload)));
    },
    readClock: async () => {
      refuseClosed();
      transactions.refuseInside('A look at the clock of the store');
      const { rows } = await transactions.run((tx) => sql<{ at: number }>`
        select round(extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(tx));
      return rows[0]?.at ?? null;
    },
    check: async () => {
      refuseClosed();
      transactions.refuseInside('A check of the store');
      await checkAnswers(transactions);
    },
    close: () => {
      transactions.refuseInside('Closing');
      closing ??= Promise.all([listener.close(), kysely.destroy()]).then(() => undefined);
      return closing;
    },
  };
};

const checkedUrl = (text: string): string => {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new StoreRefusal(
    'DATABASE_URL must look like postgres://user:password@host:5432/name. What it holds now is ' +
      'not repeated here, since it may hold a password.',
  );
};

const refuseUnfit = async (transactions: Transactions): Promise<void> => {
  const { rows } = await transactions.run((tx) =>
    sql<{ version: number; printed: string; standby: boolean; encoding: string }>`
      select current_setting('server_version_num')::int as version,
             current_setting('server_version') as printed,
             pg_is_in_recovery() as standby,
             current_setting('server_encoding') as encoding`.execute(tx),
  );
  const server = rows[0];
  if (server === undefined) throw new StoreRefusal('The store did not say which version it is.');
  if (server.version < leastVersion) {
    throw new StoreRefusal(
      `DATABASE_URL names PostgreSQL ${server.printed}; Gatepass needs 15 or newer.`,
    );
  }
  if (server.standby) {
    throw new StoreRefusal(
      'DATABASE_URL names a standby, which only reads. Name the primary server.',
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new StoreRefusal(
      `The database that DATABASE_URL names keeps text as ${server.encoding}; ` +
        'Gatepass needs UTF8. ' +
        'Create one with: create database gatepass encoding utf8 template template0.',
    );
  }
};

/** Names host and database, never the password. */
const unreachable = (databaseUrl: string, problem: unknown): StoreRefusal => {
  const { host, pathname } = new URL(databaseUrl);
  return new StoreRefusal(
    `The database "${pathname.slice(1)}" at ${host} could not be opened: ` +
      `${told(problem).problem}. Check DATABASE_URL and that the server runs.`,
    { cause: problem },
  );
};

// A host with several addresses fails with one error for each and an empty text of its own.
const told = (problem: unknown): { problem: string } => {
  if (problem instanceof AggregateError && problem.errors.length > 0) {
    return told(problem.errors[0]);
  }
  return { problem: problem instanceof Error ? problem.message : String(problem) };
};

// `pg` splits a list of texts (type 1009), to any depth; the elements are ours to read. Its types
// name only single types, though it knows the lists as well.
const textList: number = 1009;
const splitList: ReadValue = pg.types.getTypeParser(textList, 'text');

const readElements = (split: unknown, read: ReadValue): unknown =>
  Array.isArray(split)
    ? split.map((one) => readElements(one, read))
    : typeof split === 'string'
      ? read(split)
      : null;

const typeParser = (type: number): ReadValue => {
  const element = elementTypes[type];
  if (element === undefined) return readers[type] ?? ((text) => text);
  return (text) => readElements(splitList(text), readers[element] ?? ((one) => one));
};
