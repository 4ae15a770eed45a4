/** Words are read by their index alone, however many orders there are. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryDatabase, rowsOf } from '../../tests/databases.ts';
import { openStage } from '../../tests/stage.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { beginning, exactly } from './search.ts';

onEveryDatabase('the words of very many orders', (size) => {
  let database: Database;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);

  test('are looked up by index, whole and by their beginning', async () => {
    const stage = openStage(database);
    await stage.apply();
    await stage.say('SO-1');
    await rowsOf(database, `
      insert into search_word (order_id, field, word, heard_at)
        select order_id, field, word || at, at from search_word, generate_series(1, 2000) as at`);
    await rowsOf(database, 'analyze search_word');
    const asked = [{ field: 'name', rank: 0, key: 'iris', after: 'iris\u{10FFFF}' }] as const;
    for (const statement of [exactly(asked, 21), beginning(asked, 21)]) {
      const { rows } = await database.transaction((tx) =>
        sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(tx));
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index Scan (using|on) search_word_found/);
      expect(plan).toMatch(
        /Index Cond: \(\(field = asked.field\) AND \(word (=|~>=~) asked.key\)/);
      expect(plan).not.toMatch(/Seq Scan on search_word|Filter:/);
    }
  });
});
