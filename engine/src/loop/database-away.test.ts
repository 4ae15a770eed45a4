import { expect, test } from 'vitest';
import { isDatabaseAway } from './database-away.ts';

const coded = (code: string): Error => Object.assign(new Error('some words'), { code });

test.each([
  ['57P01', coded('57P01')],
  ['57P03', coded('57P03')],
  ['53100', coded('53100')],
  ['ECONNREFUSED', coded('ECONNREFUSED')],
  // As pg 8 says it, without a code.
  ['broken in a query', new Error('Connection terminated unexpectedly')],
  ['broken before a rollback',
    new Error('Client has encountered a connection error and is not queryable')],
  ['closed', new Error('Client was closed and is not queryable')],
])('%s: the database is away, and is waited for', (_, fault) => {
  expect(isDatabaseAway(fault)).toBe(true);
});

test.each([
  ['a wrong statement', coded('42601')],
  ['a broken rule of the schema', coded('23505')],
  ['a bug of ours', new TypeError('undefined is not a function')],
  ['no error at all', 'away'],
])('%s is not the database being away', (_, fault) => {
  expect(isDatabaseAway(fault)).toBe(false);
});
