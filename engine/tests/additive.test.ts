import { describe, expect, test } from 'vitest';
import { notAdditive } from './additive.ts';
import { migrationsFolder, readMigrations } from '../src/store/migrate.ts';

// Before the first there is no older program.
const later = readMigrations(migrationsFolder).slice(1);

test.each(later.map((one) => [one.name, one] as const))(
  '%s: a program of before goes on beside it, where its first line says so', (_name, one) => {
    expect(one.sideBySide ? notAdditive(one.text) : []).toEqual([]);
  });

describe('what an older program would stumble over is no addition', () => {
  test.each([
    'drop table feed;',
    'alter table feed drop column page;',
    'alter table feed rename column page to leaf;',
    'alter table feed alter column page set not null;',
    'alter table feed alter column looked_at type text;',
    'alter table feed add leaf text not null;',
    'alter table feed add leaf text unique;',
    "alter table feed add leaf text check (leaf <> '');",
    'alter table feed add constraint one unique (page);',
    'alter table feed add leaf text, drop column page;',
    'create unique index one on feed (page);',
    "update feed set page = null;",
    "insert into feed (connection, feed) values ('a', 'b');",
    'delete from feed;',
    'create trigger t before insert on feed for each row execute function f();',
  ])('%s', (statement) => {
    expect(notAdditive(statement)).toHaveLength(1);
  });

  test.each([
    'create table leaf (id text primary key, page text unique not null); -- ; a comment',
    'create table leaf (id text); create unique index one on leaf (id); insert into leaf select 1;',
    'create index quick on feed (page) where page is not null;',
    'alter table feed add leaf text, add column weight numeric(10, 2) not null default 0;',
  ])('and this is: %s', (statement) => {
    expect(notAdditive(statement)).toEqual([]);
  });
});
