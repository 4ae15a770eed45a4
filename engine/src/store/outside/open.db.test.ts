import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import type { Database } from '../database.ts';
import { readHazards } from '../hazards.ts';
import { openOutside } from './open.ts';

const postgresUrl = inject('postgresUrl');
const why = postgresUrl === null ? ' (no PostgreSQL binaries on this machine)' : '';

let opened: Database | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

describe.skipIf(postgresUrl === null)(`the outside store (needs PostgreSQL binaries)${why}`, () => {
  const open = async (said: string[] = []): Promise<Database> => {
    opened = await openOutside({
      databaseUrl: String(postgresUrl),
      log: (message) => said.push(message),
      mostConnections: 3,
    });
    return opened;
  };
  const run = async (database: Database, statement: string) =>
    (await database.transaction((tx) => sql.raw(statement).execute(tx))).rows;

  /** Ends our own sessions from the server's side, as a failing server would. */
  const endSessions = async (which: string): Promise<void> => {
    const client = new pg.Client({ connectionString: String(postgresUrl) });
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'gatepass' and datname = current_database() and ${which}`,
    );
    await client.end();
  };

  test('every session is bounded by the server and speaks UTC', async () => {
    const database = await open();
    const settings = `select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle,
      current_setting('timezone') as zone`;
    const expected = [{ statement: '1min', idle: '20s', zone: 'UTC' }];
    expect(await Promise.all([1, 2, 3].map(() => run(database, settings)))).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  test('a commit is on disk before it is answered, whatever database and role say', async () => {
    const client = new pg.Client({ connectionString: String(postgresUrl) });
    await client.connect();
    const name = `gatepass_hasty_${process.pid}`;
    await client.query(`create database ${name} template template0`);
    const url = new URL(String(postgresUrl));
    url.pathname = `/${name}`;
    const said = async (setting: string) => {
      await client.query(`alter database ${name} set synchronous_commit = ${setting}`);
      const database = await openOutside({ databaseUrl: url.href, log: () => {} });
      try {
        const [row] = await run(database, 'show synchronous_commit');
        return row;
      } finally {
        await database.close();
      }
    };
    try {
      const all = ['off', 'local', 'remote_write', 'on', 'remote_apply'];
      const so = [];
      for (const setting of all) so.push(await said(setting));
      expect(so).toEqual(['on', 'on', 'remote_write', 'on', 'remote_apply']
        .map((one) => ({ synchronous_commit: one })));
    } finally {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    }
  });

  test('a server that may lose what was acknowledged is named as one', async () => {
    const database = await open();
    // The server of these tests is one: it need not outlive them.
    const said = await database.transaction((tx) => readHazards(tx, database));
    expect(said.map((one) => one.slice(0, 40))).toEqual([
      'The PostgreSQL server has fsync off: whe', 'The PostgreSQL server has full_page_writ',
    ]);
  });

  test('its clock is read, in milliseconds', async () => {
    const database = await open();
    const before = await run(database, 'select extract(epoch from clock_timestamp()) * 1000 as at');
    const read = await database.readClock();
    const after = await run(database, 'select extract(epoch from clock_timestamp()) * 1000 as at');
    const at = (rows: unknown[]): number => Number((rows[0] as { at: string }).at);
    expect(Number.isInteger(read)).toBe(true);
    expect(read).toBeGreaterThanOrEqual(Math.floor(at(before)));
    expect(read).toBeLessThanOrEqual(Math.ceil(at(after)));
  });

  test('more work than connections waits its turn', async () => {
    const database = await open();
    const backends = await Promise.all(
      Array.from({ length: 12 }, () => run(database, 'select pg_backend_pid() as pid')),
    );
    expect(new Set(backends.map((rows) => JSON.stringify(rows))).size).toBeLessThanOrEqual(3);
  });

  test('a connection that breaks costs one piece of work, not the store', async () => {
    const database = await open();
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: release } = Promise.withResolvers<void>();
    const broken = database.transaction(async (tx) => {
      await sql`select 1`.execute(tx);
      resolve();
      await goOn;
      await sql`select 2`.execute(tx);
    });
    await begun;
    await endSessions("state = 'idle in transaction'");
    release();
    await expect(broken).rejects.toThrow();
    expect(await run(database, 'select 3 as three')).toEqual([{ three: 3 }]);
  });

  test('a transaction whose line was cut is given up, and is no bug of the loop', async () => {
    const database = await open();
    const overdue = await database
      .transaction(() => new Promise(() => undefined),
        { tellAfterMilliseconds: 10, failAfterMilliseconds: 20 })
      .catch((problem: unknown) => problem);
    expect(String(overdue)).toContain('still open after 0.02 s');
    expect(overdue).toMatchObject({ code: '57014' });
  });

  test('listening goes on after its connection broke, and says what may be missed', async () => {
    const said: string[] = [];
    const database = await open(said);
    const heard: string[] = [];
    const stop = await database.listen('gatepass_broken', (payload) => heard.push(payload));
    await endSessions("query like 'listen%'");
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['']);
    expect(said).toContain('the listening connection broke and is made again');
    await run(database, "select pg_notify('gatepass_broken', 'again')");
    await expect.poll(() => heard).toEqual(['', 'again']);
    await stop();
  });

  test('a database that keeps other text than UTF-8 is refused', async () => {
    const client = new pg.Client({ connectionString: String(postgresUrl) });
    await client.connect();
    const name = `gatepass_latin_${process.pid}`;
    await client.query(
      `create database ${name} encoding 'LATIN1' locale 'C' template template0`,
    );
    try {
      const url = new URL(String(postgresUrl));
      url.pathname = `/${name}`;
      const refused = openOutside({ databaseUrl: url.href, log: () => {} });
      await expect(refused).rejects.toThrow(/keeps text as LATIN1; Gatepass needs UTF8/);
    } finally {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    }
  });
});

describe('an outside store that cannot be opened', () => {
  test('is named without its password', async () => {
    const databaseUrl = 'postgres://gatepass:very-secret@127.0.0.1:1/orders';
    const refusal = await openOutside({ databaseUrl, log: () => {} }).catch(String);
    expect(refusal).toMatch(/The database "orders" at 127\.0\.0\.1:1 could not be opened: connect/);
    expect(refusal).not.toContain('very-secret');
  });

  test('because of what DATABASE_URL says is refused without repeating it', async () => {
    const refusal = await openOutside({ databaseUrl: 'mysql://u:secret@h/d', log: () => {} })
      .catch(String);
    expect(refusal).toContain('DATABASE_URL must look like postgres://');
    expect(refusal).not.toContain('secret');
  });
});
