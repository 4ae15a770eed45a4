/** The migrations of the version after this one, for tests of an upgrade: one file more. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsFolder, readMigrations } from '../src/store/migrate.ts';

export type NextVersion = {
  readonly folder: string;
  readonly name: string;
  readonly remove: () => void;
};

export const nextVersion = (text: string, sideBySide: 'yes' | 'no' = 'yes'): NextVersion => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-next-version-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  const number = String(readMigrations(migrationsFolder).length + 1).padStart(4, '0');
  const name = `${number}-ahead.sql`;
  writeFileSync(join(folder, name), `-- side-by-side: ${sideBySide}\n${text}\n`);
  return { folder, name, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** What a later version may add without asking: columns everywhere, and a table of its own. */
export const somethingMore = (tables: readonly string[]): string => [
  ...tables.map((table) => `alter table "${table}" add ahead_note text, ` +
    'add ahead_count integer not null default 0;'),
  'create table ahead (order_id text primary key references dossier, at bigint not null);',
  ...tables.map((table) => `create index ahead_${table} on "${table}" (ahead_count);`),
].join('\n');
