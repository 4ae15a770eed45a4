/**
 * How many snapshots a second a process takes in, decides on and acknowledges over HTTP, beside
 * the same rows written by plain statements.
 */
import { sql } from 'kysely';
import type { Database } from '../../engine/src/store/database.ts';
import { migrate } from '../../engine/src/store/migrate.ts';
import { freshPlace, type Place } from '../../engine/tests/together/processes.ts';
import { medianOf, type Part, type Size } from '../part.ts';
import {
  onEachSize, orderOf, rateOf, sendEach, whileRunning, whileShut, withStore,
} from './places.ts';

type Counts = {
  readonly warmUp: number;
  /** Single snapshots in one round, and senders at once where there are several. */
  readonly singles: number;
  readonly senders: number;
  readonly batch: number;
  readonly rounds: number;
};

const counts: Readonly<Record<Size, Counts>> = {
  small: { warmUp: 10, singles: 20, senders: 4, batch: 20, rounds: 1 },
  full: { warmUp: 200, singles: 200, senders: 8, batch: 500, rounds: 3 },
};

type Rates = {
  readonly one: number;
  readonly several: number;
  readonly batches: number;
  readonly rawOne: number;
  readonly rawBatches: number;
};

const measure = async (place: Place, { warmUp, singles, senders, batch, rounds }: Counts) => {
  let index = 0;
  const fresh = (count: number) => Array.from({ length: count }, () => orderOf(index += 1));
  const one: number[] = [];
  const several: number[] = [];
  const batches: number[] = [];
  await whileShut((policy) => whileRunning(place, async ({ tell }) => {
    await tell('PUT', '/v1/policy', { document: policy });
    await sendEach(tell, fresh(warmUp), 1);
    for (let round = 0; round < rounds; round += 1) {
      one.push(await rateOf(singles, () => sendEach(tell, fresh(singles), 1)));
      several.push(await rateOf(singles, () => sendEach(tell, fresh(singles), senders)));
      batches.push(await rateOf(batch, () => tell(
        'POST', '/v1/warehouses/leicester/consignments', { consignments: fresh(batch) })));
    }
  }));
  const raw = await rawRates(place, { singles, batch, rounds });
  return {
    one: medianOf(one), several: medianOf(several), batches: medianOf(batches), ...raw,
  };
};

/** The tables that a snapshot writes to, in the order in which their rows may be written. */
const written = ['dossier', 'consignment', 'sighting', 'decision', 'intent', 'exception'] as const;

type RowsOfOrder = Readonly<Record<(typeof written)[number], readonly unknown[]>>;

const rawRates = async (
  place: Place,
  { singles, batch, rounds }: Pick<Counts, 'singles' | 'batch' | 'rounds'>,
): Promise<Pick<Rates, 'rawOne' | 'rawBatches'>> => {
  const orders = await withStore(place, (database) => readRows(database, singles + batch));
  const other = await anotherPlace(place);
  try {
    return await withStore(other, async (database) => {
      await migrate(database);
      const one: number[] = [];
      const batches: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await empty(database);
        one.push(await rateOf(singles, async () => {
          for (const order of orders.slice(0, singles)) await write(database, [order]);
        }));
        batches.push(await rateOf(batch, () => write(database, orders.slice(singles))));
      }
      return { rawOne: medianOf(one), rawBatches: medianOf(batches) };
    });
  } finally {
    await other.remove();
  }
};

const anotherPlace = (place: Place): Promise<Place> => {
  if (place.databaseUrl === null) return freshPlace(null);
  const server = new URL(place.databaseUrl);
  server.pathname = '/postgres';
  return freshPlace(server.href);
};

const readRows = async (database: Database, count: number): Promise<readonly RowsOfOrder[]> =>
  database.transaction(async (tx) => {
    const { rows: ids } = await sql<{ order_id: string }>`
      select order_id from dossier order by order_id limit ${count}`.execute(tx);
    const found: RowsOfOrder[] = [];
    for (const { order_id: id } of ids) {
      const rows: [string, readonly unknown[]][] = [];
      for (const table of written) {
        const read = await sql<{ row: unknown }>`
          select to_jsonb(one) as row from ${sql.table(table)} as one where order_id = ${id}`
          .execute(tx);
        rows.push([table, read.rows.map(({ row }) => row)]);
      }
      // Holds because every table of the list was read.
      found.push(Object.fromEntries(rows) as unknown as RowsOfOrder);
    }
    return found;
  });

/** One statement a table, one transaction for all of these orders. */
const write = (database: Database, orders: readonly RowsOfOrder[]): Promise<void> =>
  database.transaction(async (tx) => {
    for (const table of written) {
      const rows = orders.flatMap((one) => one[table]);
      if (rows.length === 0) continue;
      await sql`insert into ${sql.table(table)}
        select * from jsonb_populate_recordset(null::${sql.table(table)},
          ${JSON.stringify(rows)}::jsonb)`.execute(tx);
    }
  });

const empty = (database: Database): Promise<unknown> =>
  database.transaction((tx) => sql`truncate dossier cascade`.execute(tx));

export const ingest: Part = {
  name: 'ingest',
  time: 'machine',
  title: 'Snapshots taken in a second',
  method: (size) => {
    const { singles, senders, batch, rounds } = counts[size];
    return 'A real process, real HTTP over loopback, every commit synced to disk. A snapshot of ' +
      'two lines is parsed, folded, decided on, written with its decision and wish, and answered ' +
      `with its sentence. ${String(singles)} single ones from one sender and from ` +
      `${String(senders)} at once, and batches of ${String(batch)}; the median of ` +
      `${String(rounds)} rounds after a warm-up. Beside it the same rows of the same orders ` +
      'written by one plain statement a table: one transaction an order, and one a batch (of a ' +
      'batch Gatepass takes 40 in a transaction, and halves what cannot be taken in until the ' +
      'bad one is alone).';
  },
  async run(size) {
    const sizes = await onEachSize((place) => measure(place, counts[size]));
    const row = (what: string, figure: (rates: Rates) => number) =>
      [what, ...sizes.map(({ found }) => figure(found))];
    return [{
      title: 'Snapshots a second',
      columns: ['', ...sizes.map(({ name }) => name)],
      rows: [
        row('single, one sender', (rates) => rates.one),
        row(`single, ${String(counts[size].senders)} senders`, (rates) => rates.several),
        row(`in batches of ${String(counts[size].batch)}`, (rates) => rates.batches),
        row('plain statements, a transaction an order', (rates) => rates.rawOne),
        row('plain statements, a transaction a batch', (rates) => rates.rawBatches),
      ],
    }];
  },
};
