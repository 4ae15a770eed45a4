/** How it is with very many orders held: memory, start, and what each thing to do then costs. */
import { sql } from 'kysely';
import { instant } from '../../engine/src/core/model/instant.ts';
import { decideAndRecord } from '../../engine/src/loop/decide-and-record.ts';
import { readStandpoint } from '../../engine/src/loop/standpoint.ts';
import type { Database } from '../../engine/src/store/database.ts';
import { claimDue } from '../../engine/src/store/dossiers.ts';
import type { Place } from '../../engine/tests/together/processes.ts';
import { medianOf, type Part, type Size, type Table } from '../part.ts';
import { holdSoMany } from './copies.ts';
import { askAll, type Finding } from './finding.ts';
import {
  onEachSize, orderOf, residentOf, whileRunning, whileShut, withStore, type Tell,
} from './places.ts';
import { replayAll, type Replayed } from './replaying.ts';

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
  readonly findings: readonly Finding[];
  /** Null where it would take too long: a million is ten times a hundred thousand. */
  readonly replayed: Replayed | null;
};

const replayedAtMost = 100_000;

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
    findings: await askAll(tell, orders),
    residentMebibytes: residentOf(pid),
    replayed: orders <= replayedAtMost ? await replayAll(tell, pid) : null,
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

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

const heldTable = (name: string, held: readonly Held[]): Table => {
  const row = (what: string, figure: (one: Held) => string | number) => [what, ...held.map(figure)];
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

const replayTable = (name: string, held: readonly Held[]): Table => {
  const replays = held.flatMap(({ orders, replayed }) =>
    replayed === null ? [] : [{ orders, ...replayed }]);
  return {
    title: `Replay of all of them, compared only, ${name}`,
    columns: ['', ...replays.map(({ orders }) => orders.toLocaleString('en-GB'))],
    rows: [
      ['time', ...replays.map((one) => `${one.seconds.toFixed(0)} s`)],
      ['orders a second', ...replays.map(({ perSecond }) => perSecond)],
      ['resident memory meanwhile, most', ...replays.map(({ mostMebibytes }) =>
        `${String(mostMebibytes ?? '–')} MiB`)],
    ],
  };
};

const findTable = (name: string, held: readonly Held[]): Table => ({
  title: `Found by what a customer reads out, ${name}: median and slowest of twenty`,
  columns: ['', ...held.map(({ orders }) => orders.toLocaleString('en-GB'))],
  rows: (held[0]?.findings ?? []).map(({ what }, index) => [what, ...held.map(({ findings }) => {
    const one = findings[index];
    return one === undefined ? '–'
      : `${milliseconds(one.medianMilliseconds)}, ${milliseconds(one.slowestMilliseconds)}`;
  })]),
});

export const held: Part = {
  name: 'held',
  time: 'machine',
  title: 'Many orders held, memory and start',
  method: (size) =>
    `A real process over HTTP, every commit synced. ${counts[size].outside.map((count) =>
      count.toLocaleString('en-GB')).join(', ')} orders on PostgreSQL, ` +
    `${counts[size].embedded.map((count) => count.toLocaleString('en-GB')).join(' and ')} ` +
    'embedded: copies of one order made by SQL, each with its facts, its decision and its ' +
    'consignment and the words it is found by, but without the history of sightings and ' +
    'decisions that a real one has besides; one in twenty is open. A replay is ' +
    `of ${replayedAtMost.toLocaleString('en-GB')} at most: a million takes ten times as long. ` +
    `The median of ${String(rounds)} after a warm-up.`,
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
      ...sizes.flatMap(({ name, found }) =>
        [heldTable(name, found.held), replayTable(name, found.held), findTable(name, found.held)]),
    ];
  },
};
