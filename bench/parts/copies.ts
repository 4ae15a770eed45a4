/** Very many orders by SQL: copies of one that was told, each with search words of its own. */
import { sql } from 'kysely';
import type { Database } from '../../engine/src/store/database.ts';
import { orderOf } from './places.ts';

const perStatement = 10_000;
const patience = { tellAfterMilliseconds: 600_000, failAfterMilliseconds: 900_000 };

/** What a customer can read out of the order with this number. */
export const wordsOfCopy = (number: number) => ({
  orderNumber: `CP-${String(number)}`,
  trackingNumber: `15501${String(number).padStart(9, '0')}`,
  email: `buyer${String(number)}@example.com`,
  phone: String(7_000_000_000 + number),
  postcode: `LS${String(number % 500)}`,
  name: number % 100 === 0 ? 'Iris Bell' : `Customer ${String(number)}`,
  sku: 'TEE-BLK-M',
});

/** So many orders in all; one in twenty of the copies is open, the others finished. */
export const holdSoMany = async (database: Database, orders: number): Promise<void> => {
  for (let first = await countOf(database); first < orders; first += perStatement) {
    await copy(database, first, Math.min(orders, first + perStatement) - 1);
  }
  if (database.kind === 'outside') {
    await database.transaction((tx) => sql`analyze`.execute(tx), patience);
  }
};

const copy = (database: Database, first: number, last: number): Promise<void> =>
  database.transaction(async (tx) => {
    await sql`
      with model as (
        select dossier.*, consignment_id from dossier join consignment using (order_id)
         where order_number = ${orderOf(0).orderNumber}
      ), copied as (
        select model.*, number, 'ord_copy' || number as new_id, 'CP-' || number as new_number
          from model, generate_series(${first}::int, ${last}::int) as number
      )
      insert into dossier (order_id, order_number, channel, facts, look_again_at, decision,
        policy_version, decided_at, stage, waits_on, since_at, limit_at, exception, created_at,
        changed_at, words_fingerprint, is_placing_noted)
      select new_id, new_number, channel,
        replace(replace(replace(facts::text, order_id, new_id), order_number, new_number),
          consignment_id, 'con_copy' || number)::jsonb,
        case when number % 20 = 0 then decided_at + 9e12 end,
        decision, policy_version, decided_at,
        case when number % 20 = 0 then stage else 'told' end,
        waits_on, since_at, limit_at, exception, created_at + number, changed_at + number, 'copy',
        true
        from copied`.execute(tx);
    await sql`
      insert into consignment (consignment_id, order_id, warehouse, reference)
      select 'con_copy' || number, 'ord_copy' || number, 'leicester', 'CP-' || number
        from generate_series(${first}::int, ${last}::int) as number`.execute(tx);
    await sql`
      insert into search_word (order_id, field, word, heard_at)
      select 'ord_copy' || number, field, word, number
        from generate_series(${first}::int, ${last}::int) as number,
      lateral (values
        ('order-number', 'cp' || number), ('consignment', 'cp' || number),
        ('tracking-number', '15501' || lpad(number::text, 9, '0')),
        ('email', 'buyer' || number || 'examplecom'),
        ('phone', left(reverse((7000000000 + number)::text), 8)),
        ('postcode', 'ls' || number % 500), ('sku', 'teeblkm'), ('sku', 'mugwhite'),
        ('name', case when number % 100 = 0 then 'irisbell' else 'customer' || number end),
        ('name', case when number % 100 = 0 then 'belliris' else number || 'customer' end)
      ) as words (field, word)`.execute(tx);
  }, patience);

const countOf = async (database: Database): Promise<number> => {
  const { rows } = await database.transaction((tx) => sql<{ count: number }>`
    select count(*) as count from dossier`.execute(tx));
  return rows[0]?.count ?? 0;
};
