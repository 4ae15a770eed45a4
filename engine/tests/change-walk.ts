/**
 * Asks for one change after the other, each three times: while the audit cannot be written, while
 * its answer cannot be kept, and when all is well. Only the last may leave anything.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Database } from '../src/store/database.ts';
import { rowsOf } from './databases.ts';
import { keyOf, type Door, type Told } from './door.ts';
import { watchWrites, writtenSince } from './hostile/writes.ts';

const openApi = new URL('../../console/openapi.json', import.meta.url);
const operationsShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});

/** Every operation of the API that is not only for reading, by its name: `POST /v1/keys`. */
export const changesDescribed = (): ReadonlyMap<string, string> => new Map(
  Object.entries(operationsShape.parse(JSON.parse(readFileSync(openApi, 'utf8'))).paths)
    .flatMap(([path, methods]) => Object.entries(methods)
      .filter(([method]) => method !== 'get')
      .map(([method, { operationId }]): [string, string] =>
        [operationId, `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`])));

/** What is otherwise than for most, each with its reason in the test. */
export type Otherwise = {
  /** Kept as facts instead. */
  readonly leavesNoRow?: true;
  /** Tables that another library has written to before, in a transaction of its own. */
  readonly aheadOfRow?: readonly string[];
  /** The same where the row can be written and the answer cannot be kept. */
  readonly aheadOfAnswer?: readonly string[];
  /** Whoever asks is not known yet, and has no Idempotency-Key. */
  readonly isOfStranger?: true;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Walk = {
  readonly walked: ReadonlySet<string>;
  /** What was otherwise than it must be since it was asked last, in order. */
  wrong(): readonly string[];
  change(operation: string, url: string, body?: unknown, otherwise?: Otherwise): Promise<Told>;
};

const auditRows = async (database: Database): Promise<readonly string[]> =>
  z.array(z.object({ operation: z.string() }))
    .parse(await rowsOf(database, 'select operation from audit order by audit_id'))
    .map((row) => row.operation);

export const openWalk = async (door: Door, database: Database): Promise<Walk> => {
  const described = changesDescribed();
  const walked = new Set<string>();
  const wrong: string[] = [];
  let keys = 0;
  await rowsOf(database, 'create table if not exists broken (name text not null)');
  await rowsOf(database, `create or replace function break_it() returns trigger language plpgsql
    as 'begin if exists (select 1 from broken where name = tg_table_name)
      then raise exception ''broken by a test''; end if; return new; end'`);
  await rowsOf(database, `create or replace trigger broken before insert on audit
    for each row execute function break_it()`);
  await rowsOf(database, `create or replace trigger broken before update on answered_request
    for each row when (new.status is not null) execute function break_it()`);
  await watchWrites(database);
  const whileBroken = async (table: string, ask: () => Promise<Told>): Promise<Told> => {
    await rowsOf(database, `insert into broken values ('${table}')`);
    await writtenSince(database);
    const told = await ask();
    await rowsOf(database, 'delete from broken');
    return told;
  };
  return {
    walked,
    wrong: () => wrong.splice(0),
    async change(operation, url, body, otherwise = {}) {
      const demand = (what: string, is: unknown, must: unknown): void => {
        if (isDeepStrictEqual(is, must)) return;
        wrong.push(`${operation}: ${what} ${JSON.stringify(is)}, not ${JSON.stringify(must)}`);
      };
      const [method = '', route = ''] = described.get(operation)?.split(' ') ?? [];
      const { leavesNoRow, isOfStranger, headers, aheadOfRow = [], aheadOfAnswer = [] } = otherwise;
      const newKey = (): string => `walk-${String(keys += 1)}`;
      const asked = (key: string) => door.askWith({
        ...(headers ?? (isOfStranger ? {} : { authorization: `Bearer ${keyOf('admin')}` })),
        ...(isOfStranger ? {} : { 'idempotency-key': key }),
      }, method as 'POST', url, body); // The server knows its methods.
      const failed = async (table: string, ahead: readonly string[]) => {
        const { status } = await whileBroken(table, () => asked(newKey()));
        demand(`while ${table} is broken it`, [status >= 500, await withoutNotes(database)],
          [true, ahead]);
      };
      if (leavesNoRow === undefined) await failed('audit', aheadOfRow);
      const isKept = method === 'POST' && isOfStranger === undefined;
      if (isKept) await failed('answered_request', aheadOfAnswer);
      const before = await auditRows(database);
      const key = newKey();
      const told = await asked(key);
      demand('answers', told.status < 300 ? 'done' : told.text, 'done');
      const rows = (await auditRows(database)).slice(before.length);
      demand('leaves the rows', [...new Set(rows)], leavesNoRow ? [] : [`${method} ${route}`]);
      if (isKept) {
        const again = await asked(key);
        demand('repeats', [again.headers['idempotency-replayed'], again.text, again.status],
          ['true', told.text, told.status]);
        demand('repeats with rows',
          (await auditRows(database)).length, before.length + rows.length);
      }
      walked.add(operation);
      return told;
    },
  };
};

/** The traces of an attempt that say nothing of a change. */
const withoutNotes = async (database: Database): Promise<readonly string[]> =>
  (await writtenSince(database)).filter((name) => name !== 'broken');
