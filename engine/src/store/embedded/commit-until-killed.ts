/**
 * A program for the tests of the embedded store: opens the folder it is given and commits numbered
 * rows, saying each one once it is acknowledged, until it is killed.
 */
import { sql } from 'kysely';
import { openEmbedded } from './open.ts';

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error('name the data folder');

const database = await openEmbedded({ dataFolder, log: () => {} });
await database.transaction((tx) =>
  sql`create table if not exists kept (number int primary key, words text)`.execute(tx),
);
process.stdout.write('open\n');
for (let number = 1; ; number += 1) {
  await database.transaction((tx) =>
    sql`insert into kept values (${number}, ${'x'.repeat(500)})`.execute(tx),
  );
  process.stdout.write(`${number}\n`);
}
