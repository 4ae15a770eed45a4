/** One cause that stops very many orders, looked at, planned, confirmed and done by one person. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import {
  bulkPlanShape, exceptionGroupShape, jobShape, listOf,
} from '../../engine/src/api/shapes.ts';
import type { Place } from '../../engine/tests/together/processes.ts';
import { oneDigit, type Part, type Size } from '../part.ts';
import { onEachSize, orderOf, whileRunning, whileShut, type Tell } from './places.ts';

/** What one person fixes in a morning, and very many. */
const counts: Readonly<Record<Size, readonly number[]>> = { small: [20, 60], full: [200, 10_000] };
const perBatch = 500;
/** What the warehouse says and nobody mapped. */
const unmapped = 'NEXT-AM';

type Caused = {
  readonly orders: number;
  /** From the first batch told to the last order counted under its cause. */
  readonly gatheredSeconds: number;
  readonly listMilliseconds: number;
  readonly causeMilliseconds: number;
  /** From the wish for a plan until it says of each order what would happen to it. */
  readonly plannedSeconds: number;
  readonly confirmedSeconds: number;
  /** From the confirmation until no order is stopped by it any more. */
  readonly freedSeconds: number;
};

const answerShape = z.object({ results: z.array(z.looseObject({ status: z.number() })) });

const tellAll = async (tell: Tell, orders: number): Promise<void> => {
  for (let first = 0; first < orders; first += perBatch) {
    const consignments = Array.from({ length: Math.min(perBatch, orders - first) }, (_, index) =>
      ({ ...orderOf(first + index), service: unmapped }));
    const answer = await tell('POST', '/v1/warehouses/leicester/consignments', { consignments });
    const bad = answerShape.parse(answer).results.find((one) => one.status !== 200);
    if (bad !== undefined) throw new Error(`a snapshot was refused: ${JSON.stringify(bad)}`);
  }
};

const causesOf = async (tell: Tell) =>
  listOf(exceptionGroupShape).parse(await tell('GET', '/v1/exceptions/groups')).items
    .filter((one) => one.code === 'service.unmapped');

/** Asks again until it is so; what never becomes so is ended by whoever runs the benchmark. */
const until = async <Found>(
  ask: () => Promise<Found>,
  isSo: (found: Found) => boolean,
): Promise<Found> => {
  let found = await ask();
  while (!isSo(found)) {
    await wait(200);
    found = await ask();
  }
  return found;
};

const timed = async <Found>(work: () => Promise<Found>) => {
  const begun = performance.now();
  const found = await work();
  return { found, milliseconds: performance.now() - begun };
};

const measure = (place: Place, orders: number): Promise<Caused> => whileShut((policy) =>
  whileRunning(place, async ({ tell }) => {
    await tell('PUT', '/v1/policy', { document: policy });
    const gathered = await timed(async () => {
      await tellAll(tell, orders);
      return until(() => causesOf(tell), ([one]) => one?.count === orders);
    });
    const group = gathered.found[0]?.id ?? '';
    const list = await timed(() => causesOf(tell));
    const cause = await timed(() => tell('GET', `/v1/exceptions/groups/${group}`));
    const planned = await timed(async () => {
      const { id } = bulkPlanShape.parse(await tell('POST', '/v1/plans', {
        kind: 'mapping', why: 'it is the next-day service of DPD', exceptions: { group },
        mapping: { carrier: 'dpd', service: 'dpd_next_day', package: null },
      }));
      return until(
        async () => bulkPlanShape.parse(await tell('GET', `/v1/plans/${id}`)),
        (plan) => plan.state !== 'planning',
      );
    });
    if (planned.found.counts.planned !== orders) {
      throw new Error(`the plan holds ${JSON.stringify(planned.found.counts)}`);
    }
    const freed = performance.now();
    const confirmed = await timed(async () => {
      const { id } = jobShape.parse(await tell('POST', `/v1/plans/${planned.found.id}/confirm`, {
        fingerprint: planned.found.fingerprint, why: 'looked at with the depot',
      }));
      return until(
        async () => jobShape.parse(await tell('GET', `/v1/jobs/${id}`)),
        (job) => job.state === 'done',
      );
    });
    await until(() => causesOf(tell), (causes) => causes.length === 0);
    return {
      orders, gatheredSeconds: gathered.milliseconds / 1_000,
      listMilliseconds: list.milliseconds, causeMilliseconds: cause.milliseconds,
      plannedSeconds: planned.milliseconds / 1_000,
      confirmedSeconds: confirmed.milliseconds / 1_000,
      freedSeconds: (performance.now() - freed) / 1_000,
    };
  }));

export const cause: Part = {
  name: 'cause',
  time: 'machine',
  title: 'One cause, very many orders',
  method: (size) =>
    'A real process over HTTP, every commit synced. ' +
    `${counts[size].map((count) => count.toLocaleString('en-GB')).join(', and then ')} ` +
    'packed orders of a service that nobody mapped are told in batches of 500; one person looks ' +
    'at the cause, has a mapping planned, which decides on every order by the rules themselves, ' +
    'and confirms it. ShipStation refuses its key meanwhile, so that nothing else is done.',
  async run(size) {
    const measured: { readonly name: string; readonly found: Caused }[] = [];
    for (const orders of counts[size]) {
      for (const { name, found } of await onEachSize((place) => measure(place, orders))) {
        measured.push({ name: `${orders.toLocaleString('en-GB')} ${name}`, found });
      }
    }
    const row = (what: string, figure: (one: Caused) => string) =>
      [what, ...measured.map(({ found }) => figure(found))];
    const seconds = (value: number): string => `${String(oneDigit(value))} s`;
    return [{
      title: 'From the first order to the last one freed',
      columns: ['', ...measured.map(({ name }) => name)],
      rows: [
        row('told, decided and counted', (one) => seconds(one.gatheredSeconds)),
        row('the list of causes', (one) => `${one.listMilliseconds.toFixed(0)} ms`),
        row('the cause with its evidence', (one) => `${one.causeMilliseconds.toFixed(0)} ms`),
        row('the plan, each order tried', (one) => seconds(one.plannedSeconds)),
        row('confirmed, until the job is done', (one) => seconds(one.confirmedSeconds)),
        row('confirmed, until no order is stopped', (one) => seconds(one.freedSeconds)),
      ],
    }];
  },
};
