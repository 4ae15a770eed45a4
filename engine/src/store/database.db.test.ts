import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryDatabase } from '../../tests/databases.ts';
import type { Database, Tx } from './database.ts';

onEveryDatabase('the store', (size) => {
  let database: Database;
  const run = (statement: string) => database.transaction((tx) => sql.raw(statement).execute(tx));
  const rows = async (statement: string) => (await run(statement)).rows;

  beforeAll(async () => {
    database = await size.open();
    await run('create table kept (id int primary key, words text, facts jsonb)');
  });
  afterAll(size.drop);

  test('values come back the same in both sizes', async () => {
    const read = await database.transaction((tx) =>
      sql`select 1::int2 as small, 2::int4 as whole, 3::int8 as safe, count(*) as counted,
                 9007199254740993::int8 as large, 1.5::float8 as real, 12.340::numeric as money,
                 true as yes, null::int8 as nothing, '{"a":[1,null]}'::jsonb as facts,
                 '[1]'::json as list, '"text"'::jsonb as word, 'null'::jsonb as none,
                 '2026-03-29T01:30:00.123456+01:00'::timestamptz as instant,
                 '2026-03-29'::date as day, '2026-03-29 01:30:00'::timestamp as wall,
                 '1 day 02:00'::interval as span, '\\x00ff10'::bytea as bytes,
                 '6a2f41a3-c54c-fce8-32d2-0324e1c32e22'::uuid as id,
                 array[1,null,9007199254740993]::int8[] as longs, array['a,"b"',null] as texts,
                 array['{"a":1}']::jsonb[] as documents, '{}'::text[] as empty,
                 array[[1,2],[3,4]]::int4[] as square,
                 array['2026-03-29T00:30:00Z']::timestamptz[] as instants,
                 array[true,false] as answers`.execute(tx),
    );
    expect(read.rows).toEqual([
      {
        small: 1, whole: 2, safe: 3, counted: 1, large: 9007199254740993n, real: 1.5,
        money: '12.340', yes: true, nothing: null, facts: { a: [1, null] }, list: [1],
        word: 'text', none: null, instant: new Date('2026-03-29T00:30:00.123Z'),
        day: '2026-03-29', wall: '2026-03-29 01:30:00', span: '1 day 02:00:00',
        bytes: new Uint8Array([0, 255, 16]), id: '6a2f41a3-c54c-fce8-32d2-0324e1c32e22',
        longs: [1, null, 9007199254740993n], texts: ['a,"b"', null], documents: [{ a: 1 }],
        empty: [], square: [[1, 2], [3, 4]], instants: [new Date('2026-03-29T00:30:00Z')],
        answers: [true, false],
      },
    ]);
  });

  test('values go in the same in both sizes', async () => {
    const instant = new Date('2026-03-29T00:30:00.123Z');
    const read = await database.transaction((tx) =>
      sql`select ${instant}::timestamptz as instant, ${{ a: 1 }}::jsonb as facts,
                 ${JSON.stringify([1, 2])}::jsonb as list, ${[1, 2]}::int8[] as longs,
                 ${['a', 'b"', null]}::text[] as texts, ${new Uint8Array([0, 255])}::bytea as bytes,
                 ${9007199254740993n}::int8 as large, ${null}::text as nothing,
                 ${5}::int4 as whole, ${false}::boolean as no`.execute(tx),
    );
    expect(read.rows).toEqual([
      {
        instant, facts: { a: 1 }, list: [1, 2], longs: [1, 2], texts: ['a', 'b"', null],
        bytes: new Uint8Array([0, 255]), large: 9007199254740993n, nothing: null, whole: 5,
        no: false,
      },
    ]);
  });

  test('what one driver would refuse, both refuse', async () => {
    const give = (value: unknown, type: string) =>
      database.transaction((tx) => sql`select ${value}::${sql.raw(type)} as it`.execute(tx));
    await expect(give([1, 2], 'jsonb')).rejects.toThrow();
    await expect(give([{ a: 1 }], 'json')).rejects.toThrow();
    await expect(give(1_774_744_200_123, 'timestamptz')).rejects.toThrow();
  });

  test('a statement says how many rows it changed', async () => {
    await run("insert into kept values (901, 'a'), (902, 'b')");
    const changed = await database.transaction((tx) =>
      sql`delete from kept where id = any(${[901, 902]}::int[])`.execute(tx),
    );
    expect(changed.numAffectedRows).toBe(2n);
  });

  test('work that throws leaves nothing behind', async () => {
    const work = database.transaction(async (tx) => {
      await sql`insert into kept (id) values (1)`.execute(tx);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await rows('select id from kept where id = 1')).toEqual([]);
  });

  test('work that swallows the error of a statement is not committed in silence', async () => {
    const work = database.transaction(async (tx) => {
      await sql`insert into kept (id) values (2)`.execute(tx);
      await sql`select 1 / 0`.execute(tx).catch(() => 'never mind');
    });
    await expect(work).rejects.toThrow();
    expect(await rows('select id from kept where id = 2')).toEqual([]);
  });

  test('errors carry the code of PostgreSQL', async () => {
    await run('insert into kept (id) values (3)');
    const again = run('insert into kept (id) values (3)');
    await expect(again).rejects.toMatchObject({ code: '23505' });
  });

  test('transactions asked for at once do not mix', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        database.transaction(async (tx) => {
          await sql`insert into kept (id, words) values (${100 + number}, 'begun')`.execute(tx);
          await sql`update kept set words = 'done' where id = ${100 + number}`.execute(tx);
          if (number % 2 === 1) throw new Error('odd');
        }).catch((problem: unknown) => expect(String(problem)).toContain('odd')),
      ),
    );
    const kept = await rows("select id from kept where id >= 100 and words = 'done' order by id");
    expect(kept).toEqual(Array.from({ length: 10 }, (_, half) => ({ id: 100 + 2 * half })));
  });

  test('a transaction inside a transaction is refused at once, in plain words', async () => {
    const nested = database.transaction(() => database.transaction(async () => 'inner'));
    await expect(nested).rejects.toThrow('inside an open transaction');
    const checked = database.transaction(() => database.check());
    await expect(checked).rejects.toThrow('inside an open transaction');
    const heard = database.transaction(() => database.listen('gatepass_test', () => {}));
    await expect(heard).rejects.toThrow('inside an open transaction');
    expect(await rows('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a transaction begun after another of the same work is welcome', async () => {
    const first = await database.transaction(async (tx) => (await one(tx, 4)) + 1);
    expect(await database.transaction((tx) => one(tx, first))).toBe(5);
  });

  test('a statement through a transaction that has ended is refused', async () => {
    const kept = await database.transaction(async (tx) => tx);
    await expect(one(kept, 1)).rejects.toThrow('already ended');
  });

  test('refusals of serialisation and deadlocks repeat the work, five times at most', async () => {
    let runs = 0;
    const refuse = (code: string, times: number) =>
      database.transaction(async (tx) => {
        runs += 1;
        if (runs <= times) {
          await sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`)
            .execute(tx);
        }
        return one(tx, runs);
      });
    expect(await refuse('40001', 3)).toBe(4);
    runs = 0;
    expect(await refuse('40P01', 5)).toBe(6);
    runs = 0;
    await expect(refuse('40001', 6)).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(6);
    runs = 0;
    await expect(refuse('23505', 1)).rejects.toMatchObject({ code: '23505' });
    expect(runs).toBe(1);
  });

  test('a transaction that stays open is told of, given up and rolled back', async () => {
    const { promise: release, resolve } = Promise.withResolvers<void>();
    let late: Promise<unknown> = Promise.resolve();
    const stuck = database.transaction(
      async (tx) => {
        await sql`insert into kept (id) values (5)`.execute(tx);
        await release;
        late = sql`insert into kept (id) values (6)`.execute(tx);
        await late;
      },
      { tellAfterMilliseconds: 5, failAfterMilliseconds: 20 },
    );
    await expect(stuck).rejects.toThrow('still open after 0.02 s');
    resolve();
    await expect.poll(() => late.then(() => 'kept', String)).toContain('already ended');
    expect(await rows('select id from kept where id in (5, 6)')).toEqual([]);
  });

  test('what is said in a transaction is heard once it is committed, and not before', async () => {
    const heard: string[] = [];
    const stop = await database.listen('gatepass_test', (payload) => heard.push(payload));
    const say = (words: string) => (tx: Tx) =>
      sql`select pg_notify('gatepass_test', ${words})`.execute(tx);
    const lost = database.transaction(async (tx) => {
      await say('rolled back')(tx);
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    await database.transaction(say('one'));
    await expect.poll(() => heard).toEqual(['one']);
    await stop();
    const again = await database.listen('gatepass_test', (payload) => heard.push(`2${payload}`));
    await database.transaction(say('two'));
    await expect.poll(() => heard).toEqual(['one', '2two']);
    await again();
  });

  test('who hears may open a transaction of their own', async () => {
    const answers: unknown[] = [];
    const stop = await database.listen('gatepass_test', () => {
      database.transaction((tx) => one(tx, 7)).then(
        (answer) => answers.push(answer),
        (problem: unknown) => answers.push(problem),
      );
    });
    await database.transaction((tx) => sql`select pg_notify('gatepass_test', '')`.execute(tx));
    await expect.poll(() => answers).toEqual([7]);
    await stop();
  });

  test('a long row of transactions lets others have their turn', async () => {
    let turns = 0;
    const turn = () => {
      turns += 1;
      if (turns < 1_000) setImmediate(turn);
    };
    setImmediate(turn);
    for (let number = 0; number < 20; number += 1) {
      await database.transaction((tx) => one(tx, number));
    }
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  test('the check passes while the store answers', async () => {
    await expect(database.check()).resolves.toBeUndefined();
  });
});

onEveryDatabase('a closed store', (size) => {
  afterAll(size.drop);

  test('lets open work end, then refuses', async () => {
    const database = await size.open();
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const open = database.transaction(async (tx) => {
      await one(tx, 1);
      resolve();
      return one(tx, 2);
    });
    await begun;
    await Promise.all([database.close(), database.close()]);
    expect(await open).toBe(2);
    await expect(database.transaction((tx) => one(tx, 1))).rejects.toThrow('closed');
    await expect(database.check()).rejects.toThrow('closed');
    await expect(database.listen('gatepass_test', () => {})).rejects.toThrow('closed');
  });
});

const one = async (tx: Tx, number: number): Promise<number> => {
  const { rows } = await sql<{ number: number }>`select ${number}::int as number`.execute(tx);
  return rows[0]?.number ?? Number.NaN;
};
