/**
 * The scripted half-hour: one seeded day's work, a desk of people and every fault of ShipStation,
 * lived through by Gatepass or by the naive loop; then time to put right what can be.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../engine/src/store/database.ts';
import { turnedClock, passTime } from '../../engine/tests/together/joined/clock.ts';
import { pretend } from '../../engine/tests/together/joined/pretended.ts';
import { watchBusy } from '../../engine/tests/together/joined/quiet.ts';
import { joinedRun, pretendedPolicy } from '../../engine/tests/together/joined/run.ts';
import { makeDay } from '../../simulator/src/day/make-day.ts';
import { rough } from '../../simulator/src/day/troubles.ts';
import { newCrew } from '../../simulator/src/desk/people/crew.ts';
import type { Shown } from '../../simulator/src/referee/notebook.ts';
import { stormOf } from '../../simulator/src/shipstation/faults/all.ts';
import { withDay, type World } from '../../simulator/src/world.ts';
import { naiveLoop } from '../naive/loop.ts';

export type HalfHour = {
  readonly seed: number;
  readonly ordersPerHour: number;
  /** How hard the faults strike: 0 not at all, 1 as in a bad hour. */
  readonly storm: number;
  /** How long both have afterwards, without faults, before the referee looks; in minutes. */
  readonly aftermath: number;
  /** How long customers buy, in milliseconds; half an hour when left out. */
  readonly lengthMs?: number;
  /** How often a wave of picking begins, in milliseconds. */
  readonly waveEveryMs?: number;
};

const minute = 60_000;
/** An afternoon in Leicester, with the collections still to come. */
export const from = Date.UTC(2026, 10, 20, 15, 20);
const halfAnHour = 30 * minute;

export const policy = pretendedPolicy(
  readFileSync(new URL('../../examples/demo-policy.yaml', import.meta.url), 'utf8'));

export const begin = (
  { seed, ordersPerHour, storm, lengthMs = halfAnHour, waveEveryMs = 5 * minute }:
    Omit<HalfHour, 'aftermath'>,
) => (world: World): World => {
  const day = makeDay({
    seed, startsAt: from, lengthMs, ordersPerHour, waveEveryMs, shares: rough,
  });
  return withFaults(withDay(world, day), storm, seed);
};

/** People at the desk, and vans that collect. */
const inTheRoom = () => ({ crew: newCrew(), areCarriersOn: true }) as const;

export const withFaults = (world: World, level: number, seed: number): World => ({
  ...world,
  shipstation: {
    ...world.shipstation,
    faults: { ...world.shipstation.faults, ...stormOf(level, seed, []) },
  },
});

/** The world as Gatepass leaves it. */
export const livedByGatepass = async (about: HalfHour): Promise<World> => {
  const run = await joinedRun({ seed: about.seed, from, world: inTheRoom() });
  try {
    await run.ask('PUT', '/v1/policy', { document: policy });
    run.act(begin(about));
    await run.pass(halfAnHour);
    run.act((world) => withFaults(world, 0, about.seed));
    await run.pass(about.aftermath * minute);
    return withShown(run.world(), await shownToPeople(run.database));
  } finally {
    await run.end();
  }
};

/** Every exception that Gatepass showed, as its own store has it. */
const shownToPeople = async (database: Database): Promise<readonly Shown[]> => {
  const { rows } = await database.transaction((tx) => sql`
    select order_number, code, opened_at, closed_at
    from exception join dossier using (order_id) order by opened_at`.execute(tx));
  return shownShape.parse(rows).map((row) => ({
    orderNumber: row.order_number, code: row.code, at: row.opened_at,
    ...(row.closed_at === null ? {} : { until: row.closed_at }),
  }));
};

const shownShape = z.array(z.object({
  order_number: z.string(), code: z.string(), opened_at: z.coerce.number(),
  closed_at: z.coerce.number().nullable(),
}));

const withShown = (world: World, shown: readonly Shown[]): World =>
  ({ ...world, notebook: { ...world.notebook, shown } });

/** The world as the naive loop leaves it. It shows nothing to anybody. */
export const livedByNaive = async (about: HalfHour): Promise<World> => {
  const clock = turnedClock(from);
  const busy = watchBusy();
  const pretended = pretend({ seed: about.seed, world: inTheRoom() }, clock, busy);
  const naive = naiveLoop(clock, pretended.wire);
  pretended.meet(naive.program);
  pretended.act(begin(about));
  await passTime(clock, busy, halfAnHour);
  pretended.act((world) => withFaults(world, 0, about.seed));
  await passTime(clock, busy, about.aftermath * minute);
  naive.stop();
  return pretended.world();
};
