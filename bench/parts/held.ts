/** How it is with very many orders held: memory, start, and what each thing to do then costs. */
import { sql } from 'kysely';
import { instant } from '../../engine/src/core/model/instant.ts';
import { decideAndRecord } from '../../engine/src/loop/decide-and-record.ts';
import { readStandpoint } from '../../engine/src/loop/standpoint.ts';
import type { Database } from '../../engine/src/store/database.ts';
import { claimDue } from '../../engine/src/store/dossiers.ts';
import type { Place } from '../../engine/tests/together/processes.ts';
import { medianOf, type Part, type Size, type Table } from '../part.ts';
import {
  onEachSize, orderOf, residentOf, whileRunning, whileShut, withStore, type Tell,
} from './places.ts';

/** Embedded, a million would be measured for an hour: it is asked of PostgreSQL alone. */
const counts: Readonly<Record<Size, {
  readonly embedded: readonly number[]; readonly outside: readonly number[];
}>> = {
  small: { embedded: [200], outside: [200] },
  full: { embedded: [10_000, 100_000], outside: [10_000, 100_000, 1_000_000] },
};

const rounds = 20;

type Held = {
  readonly orders: number;
  readonly gibibytes: number;
  readonly startSeconds: number;
  readonly residentMebibytes: number | null;
  readonly decideMilliseconds: number;
  readonly listMilliseconds: number;
  readonly filterMilliseconds: number;
  readonly takeInMilliseconds: number;
};

type Idle = {
  readonly freshSeconds: number;
  readonly againSeconds: number;
  readonly residentMebibytes: number | null;
};

const measure = async (place: Place, size: Size) => whileShut(async (policy) => {
  const fresh = await started(place, async ({ tell, pid }) => {
    const residentMebibytes = residentOf(pid);
    await tell('PUT', '/v1/policy', { document: policy });
    await tellOne(tell, 0);
    return residentMebibytes;
  });
  const again = await started(place, () => Promise.resolve(null));
  const idle: Idle = {
    freshSeconds: fresh.seconds, againSeconds: again.seconds, residentMebibytes: fresh.found,
  };
  const held: Held[] = [];
  for (const orders of counts[size][place.databaseUrl === null ? 'embedded' : 'outside']) {
    held.push(await atCount(place, orders));
  }
  return { idle, held };
});

const started = async <Found>(
  place: Place,
  work: Parameters<typeof whileRunning<Found>>[1],
): Promise<{ readonly seconds: number; readonly found: Found }> => {
  const begun = performance.now();
  return whileRunning(place, async (engine) => {
    const seconds = (performance.now() - begun) / 1_000;
    return { seconds, found: await work(engine) };
  });
};

const atCount = async (place: Place, orders: number): Promise<Held> => {
  const inStore = await withStore(place, async (database) => {
    await holdSoMany(database, orders);
    return {
      gibibytes: await sizeOf(database),
      decideMilliseconds: await medianTime((round) => decideOne(database, round)),
    };
  });
  const { seconds, found } = await started(place, async ({ tell, pid }) => ({
    listMilliseconds: await medianTime(() => tell('GET', '/v1/orders?limit=50')),
    filterMilliseconds: await medianTime(() =>
      tell('GET', '/v1/orders?limit=50&stage=ready-to-ship')),
    takeInMilliseconds: await medianTime((round) => tellOne(tell, orders * 2 + round)),
    residentMebibytes: residentOf(pid),
  }));
  return { orders, startSeconds: seconds, ...inStore, ...found };
};

const tellOne = (tell: Tell, index: number): Promise<unknown> => {
  const { reference, ...body } = orderOf(index);
  return tell('PUT', `/v1/warehouses/leicester/consignments/${reference}`, body);
};

const medianTime = async (work: (round: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  // The first two warm up.
  for (let round = 0; round < rounds + 2; round += 1) {
    const begun = performance.now();
    await work(round);
    times.push(performance.now() - begun);
  }
  return medianOf(times.slice(2));
};

/** Copies of the one order that was told, by SQL: one in twenty open, the others finished. */
const holdSoMany = async (database: Database, orders: number): Promise<void> => {
  const perStatement = 10_000;
  for (let first = await countOf(database); first < orders; first += perStatement) {
    const last = Math.min(orders, first + perStatement) - 1;
    await database.transaction(async (tx) => {
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
          changed_at)
        select new_id, new_number, channel,
          replace(replace(replace(facts::text, order_id, new_id), order_number, new_number),
            consignment_id, 'con_copy' || number)::jsonb,
          case when number % 20 = 0 then decided_at + 9e12 end,
          decision, policy_version, decided_at,
          case when number % 20 = 0 then stage else 'told' end,
          waits_on, since_at, limit_at, exception, created_at + number, changed_at + number
          from copied`.execute(tx);
      await sql`
        insert into consignment (consignment_id, order_id, warehouse, reference)
        select 'con_copy' || number, 'ord_copy' || number, 'leicester', 'CP-' || number
          from generate_series(${first}::int, ${last}::int) as number`.execute(tx);
    }, patience);
  }
  if (database.kind === 'outside') {
    await database.transaction((tx) => sql`analyze`.execute(tx), patience);
  }
};

const patience = { tellAfterMilliseconds: 600_000, failAfterMilliseconds: 900_000 };

const countOf = async (database: Database): Promise<number> => {
  const { rows } = await database.transaction((tx) => sql<{ count: number }>`
    select count(*) as count from dossier`.execute(tx));
  return rows[0]?.count ?? 0;
};

const sizeOf = async (database: Database): Promise<number> => {
  const { rows } = await database.transaction((tx) => sql<{ bytes: number }>`
    select pg_database_size(current_database()) as bytes`.execute(tx));
  return (rows[0]?.bytes ?? 0) / 2 ** 30;
};

/** Makes one order due, claims it, decides on it and records that. */
const decideOne = async (database: Database, round: number): Promise<void> => {
  const now = instant(Date.now());
  await database.transaction(async (tx) => {
    await sql`update dossier set look_again_at = 0
      where order_id = ${`ord_copy${String(20 * (round + 1))}`}`.execute(tx);
    const standpoint = await readStandpoint(tx, now);
    for (const stored of await claimDue(tx, now, 1)) {
      await decideAndRecord(tx, stored, standpoint);
    }
  });
};

const heldTable = (name: string, held: readonly Held[]): Table => {
  const row = (what: string, figure: (one: Held) => string | number) => [what, ...held.map(figure)];
  const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
  return {
    title: `Orders held, ${name}`,
    columns: ['', ...held.map(({ orders }) => orders.toLocaleString('en-GB'))],
    rows: [
      row('size of the database', (one) => `${one.gibibytes.toFixed(2)} GiB`),
      row('start, until it answers', (one) => `${one.startSeconds.toFixed(1)} s`),
      row('resident memory', (one) => `${String(one.residentMebibytes ?? '–')} MiB`),
      row('claim, decide and record one due order', (one) => milliseconds(one.decideMilliseconds)),
      row('the first page of the list', (one) => milliseconds(one.listMilliseconds)),
      row('the same, of one stage', (one) => milliseconds(one.filterMilliseconds)),
      row('take in one snapshot of a new order', (one) => milliseconds(one.takeInMilliseconds)),
    ],
  };
};

export const held: Part = {
  name: 'held',
  title: 'Many orders held, memory and start',
  method: (size) =>
    `A real process over HTTP, every commit synced. ${counts[size].outside.map((count) =>
      count.toLocaleString('en-GB')).join(', ')} orders on PostgreSQL, ` +
    `${counts[size].embedded.map((count) => count.toLocaleString('en-GB')).join(' and ')} ` +
    'embedded: copies of one order made by SQL, each with its facts, its decision and its ' +
    'consignment, but without the history of sightings and decisions that a real one has ' +
    `besides; one in twenty is open. The median of ${String(rounds)} after a warm-up.`,
  async run(size) {
    const sizes = await onEachSize((place) => measure(place, size));
    const idle = (what: string, figure: (one: Idle) => string) =>
      [what, ...sizes.map(({ found }) => figure(found.idle))];
    return [
      {
        title: 'With nothing held',
        columns: ['', ...sizes.map(({ name }) => name)],
        rows: [
          idle('first start, on an empty folder', (one) => `${one.freshSeconds.toFixed(1)} s`),
          idle('start after that', (one) => `${one.againSeconds.toFixed(1)} s`),
          idle('resident memory when idle', (one) =>
            `${String(one.residentMebibytes ?? '–')} MiB`),
        ],
      },
      ...sizes.map(({ name, found }) => heldTable(name, found.held)),
    ];
  },
};
