/** The words that orders are found by: written beside each decision, and looked up by index. */
import { sql } from 'kysely';
import { fingerprint } from '../core/facts/fingerprint.ts';
import {
  keyIn, searchFields, searchWordsOf, squashed, type SearchField, type SearchWord,
} from '../core/facts/search-words.ts';
import type { Dossier } from '../core/model/dossier.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';
import { readOrders, type OrderRow } from './reading.ts';

type Worded = {
  readonly order_id: string; readonly words_fingerprint: string;
  readonly words: readonly SearchWord[];
};

/**
 * Writes the words of those locked orders whose words are not the stored ones: mostly none, and
 * then it is one look at rows that the transaction holds anyway.
 */
export const saveSearchWords = async (tx: Tx, dossiers: readonly Dossier[]): Promise<void> => {
  if (dossiers.length === 0) return;
  const worded = dossiers.map((one): Worded => {
    const words = wordsOf(one);
    return { order_id: one.order, words_fingerprint: fingerprint(words), words };
  });
  const known = await tx.selectFrom('dossier').select(['order_id', 'words_fingerprint'])
    .where('order_id', 'in', worded.map((one) => one.order_id)).execute();
  const stored = new Map(known.map((row) => [row.order_id, row.words_fingerprint]));
  const changed = worded.filter((one) => stored.get(one.order_id) !== one.words_fingerprint);
  if (changed.length === 0) return;
  await tx.deleteFrom('search_word')
    .where('order_id', 'in', changed.map((one) => one.order_id)).execute();
  await sql`
    with said as (
      select * from jsonb_to_recordset(${json(changed)}) as said (
        order_id text, words_fingerprint text, words jsonb)
    ), marked as (
      update dossier set words_fingerprint = said.words_fingerprint
        from said where dossier.order_id = said.order_id
      returning dossier.order_id, dossier.created_at, said.words
    )
    insert into search_word (order_id, field, word, heard_at)
      select marked.order_id, one.field, one.word, marked.created_at
        from marked, jsonb_to_recordset(marked.words) as one (field text, word text)
  `.execute(tx);
};

/** Facts that no decision can be made of, and no words either, are found by their number. */
const wordsOf = (dossier: Dossier): readonly SearchWord[] => {
  try {
    return searchWordsOf(dossier);
  } catch (bug) {
    if (!(bug instanceof TypeError)) throw bug;
    return [{ field: 'order-number', word: squashed(dossier.orderNumber) }];
  }
};

/**
 * Gives words to orders that have none yet, so many at a time; answers of how many. Those that
 * another process works on are left to it.
 */
export const fillSearchWords = async (tx: Tx, limit: number): Promise<number> => {
  const rows = await tx.selectFrom('dossier').select('facts')
    .where('words_fingerprint', 'is', null).orderBy('order_id').limit(limit)
    .forUpdate().skipLocked().execute();
  // We wrote these documents ourselves, from this type.
  await saveSearchWords(tx, rows.map((row) => row.facts as Dossier));
  return rows.length;
};

export const hasWordless = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('dossier').select('order_id').where('words_fingerprint', 'is', null)
    .limit(1).executeTakeFirst()) !== undefined;

export type Found = {
  readonly field: SearchField;
  readonly isExact: boolean;
  readonly heardAt: number;
  readonly row: OrderRow;
};

/**
 * Orders that have what was typed in a field: first those where it is all of the field, then those
 * where it begins it, each time the fields by their rank and the newest orders first.
 */
export const findOrders = async (
  tx: Tx,
  typed: string,
  limit: number,
): Promise<readonly Found[]> => {
  const asked = searchFields.flatMap((field, rank) => {
    const key = keyIn(field, typed);
    return key === null ? [] : [{ field, rank, key, after: `${key}\u{10FFFF}` }];
  });
  if (asked.length === 0) return [];
  const exact = await hitsOf(tx, exactly(asked, limit));
  const more = new Set(exact.map((one) => one.order_id)).size >= limit
    ? [] : await hitsOf(tx, beginning(asked, limit));
  const hits = new Map<string, Hit & { readonly isExact: boolean }>();
  for (const [found, isExact] of [[exact, true], [more, false]] as const) {
    for (const hit of found) {
      if (!hits.has(hit.order_id)) hits.set(hit.order_id, { ...hit, isExact });
    }
  }
  const shown = [...hits.values()].slice(0, limit);
  const rows = await readOrders(tx, shown.map((one) => one.order_id));
  return shown.flatMap(({ order_id: id, field, heard_at: heardAt, isExact }) => {
    const row = rows.get(id);
    return row === undefined ? [] : [{ field, isExact, heardAt, row }];
  });
};

type Asked = readonly {
  readonly field: SearchField; readonly rank: number; readonly key: string; readonly after: string;
}[];

type Hit = { readonly order_id: string; readonly field: SearchField; readonly heard_at: number };

const hitsOf = async (tx: Tx, statement: ReturnType<typeof exactly>): Promise<readonly Hit[]> =>
  (await statement.execute(tx)).rows;

const askedRows = (asked: Asked) => sql`
  jsonb_to_recordset(${json(asked)}) as asked (field text, rank integer, key text, after text)`;

/** In the order of the index, so that a word of a hundred thousand orders reads so many only. */
export const exactly = (asked: Asked, limit: number) => sql<Hit>`
  select hit.* from ${askedRows(asked)} cross join lateral (
    select order_id, field, heard_at from search_word
     where field = asked.field and word = asked.key
     order by heard_at desc limit ${limit}) as hit
   order by asked.rank, hit.heard_at desc`;

/**
 * The operators of the index are named: a like whose beginning is not known when the statement is
 * planned would read the whole table. One order may have several words that begin so.
 */
export const beginning = (asked: Asked, limit: number) => sql<Hit>`
  select hit.* from ${askedRows(asked)} cross join lateral (
    select order_id, field, heard_at, word from search_word
     where field = asked.field and word ~>=~ asked.key and word ~<~ asked.after
     order by word using ~<~, heard_at desc limit ${limit * 6}) as hit
   order by asked.rank, hit.heard_at desc`;
