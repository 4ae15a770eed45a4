/**
 * Very many orders that are ready at the same moment, on one key of V1: how few calls bring them
 * in, and whether labels are still looked for meanwhile.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  joinedRun, pretendedPolicy, type JoinedRun,
} from '../../engine/tests/together/joined/run.ts';
import { judge } from '../../simulator/src/referee/judge.ts';
import { seconds, type Part } from '../part.ts';
import { callsOf, type Call } from './calls.ts';

/** A Friday afternoon in Leicester, before the collections. */
const from = Date.UTC(2026, 10, 20, 13, 0);
const minute = 60_000;

export type Burst = {
  readonly orders: number;
  readonly createCalls: number;
  /** From the first of them to the last, in milliseconds of world time. */
  readonly createdWithin: number;
  readonly visible: number;
  readonly refusedForRate: number;
  /** The most calls that began in any stretch of 60 seconds. */
  readonly mostInOneWindow: number;
  /** The longest that the feed of labels went without a look, in milliseconds. */
  readonly longestWithoutLabels: number;
  readonly labelLooks: number;
  /** Orders that went before one that should have gone first, by cut-off, wave and sequence. */
  readonly outOfOrder: number;
  readonly labels: number;
};

export const liveBurst = async (orders: number, seed = 7): Promise<Burst> => {
  const run = await joinedRun({ seed, from });
  try {
    const example = new URL('../../examples/demo-policy.yaml', import.meta.url);
    const document = pretendedPolicy(readFileSync(example, 'utf8'));
    await run.ask('PUT', '/v1/policy', { document });
    // The first looks are over: the account is known when the rush comes.
    await run.pass(2 * minute);
    const begun = run.clock.now();
    const plan = planOf(orders);
    for (let first = 0; first < plan.length; first += 500) {
      await tell(run, plan.slice(first, first + 500), begun);
    }
    await run.pass(2 * minute + Math.ceil(orders / 100) * 2_000);
    return await measure(run, plan, begun);
  } finally {
    await run.end();
  }
};

type Planned = {
  readonly number: string;
  readonly wave: string;
  readonly sequence: number;
  readonly service: 'DPD-12' | 'STANDARD';
};

const perWave = 40;

/** Told in an order that is not that of release: waves and places are shuffled over the batches. */
const planOf = (orders: number): readonly Planned[] =>
  Array.from({ length: orders }, (_, index): Planned => {
    // Any step that shares no factor with the count goes round once through all of them.
    const place = (index * 7_919) % orders;
    return {
      number: `SO-${String(10_000 + index)}`,
      wave: `W-${String(Math.floor(place / perWave) + 1).padStart(3, '0')}`,
      sequence: (place % perWave) + 1,
      service: place % 2 === 0 ? 'DPD-12' : 'STANDARD',
    };
  });

const tell = async (run: JoinedRun, batch: readonly Planned[], at: number): Promise<void> => {
  const answer = await run.ask('POST', '/v1/warehouses/leicester/consignments', {
    consignments: batch.map(({ number, wave, sequence, service }) => ({
      reference: `LE-${number}`, revision: 1, updatedAt: new Date(at).toISOString(),
      orderNumber: number, channel: 'shopify-uk', status: 'packed', service, wave, sequence,
      shipBy: null,
      shipTo: {
        name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
        country: 'GB',
      },
      lines: [{
        line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, picked: 2, packed: 2,
        weightGrams: 180, unitPrice: { amount: 1999, currency: 'GBP' },
      }],
    })),
  });
  const { results } = answerShape.parse(answer);
  const bad = results.find((one) => one.status !== 200);
  if (bad !== undefined) throw new Error(`a snapshot was refused: ${JSON.stringify(bad)}`);
};

const answerShape = z.object({ results: z.array(z.looseObject({ status: z.number() })) });

const measure = async (
  run: JoinedRun,
  plan: readonly Planned[],
  begun: number,
): Promise<Burst> => {
  const world = run.world();
  const calls = (await callsOf(run.database, 'shipstation-uk')).filter((one) => one.at >= begun);
  const creates = calls.filter((one) => one.purpose === 'create-order');
  const looks = calls.filter((one) => one.purpose === 'feed labels');
  const last = creates.at(-1)?.at ?? begun;
  const during = looks.filter((one) => one.at <= last).map((one) => one.at);
  const verdict = judge(world);
  return {
    orders: plan.length,
    createCalls: creates.length,
    createdWithin: last - (creates[0]?.at ?? begun),
    visible: world.shipstation.orders.size,
    refusedForRate: verdict.refusedForRate,
    mostInOneWindow: mostWithin(calls, minute),
    longestWithoutLabels: longestGap([begun, ...during, last]),
    labelLooks: during.length,
    outOfOrder: countOutOfOrder(run, plan),
    labels: world.shipstation.shipments.size,
  };
};

const mostWithin = (calls: readonly Call[], milliseconds: number): number =>
  calls.reduce((most, { at }) =>
    Math.max(most, calls.filter((one) => one.at >= at && one.at < at + milliseconds).length), 0);

const longestGap = (times: readonly number[]): number =>
  times.reduce((most, at, index) => Math.max(most, at - (times[index - 1] ?? at)), 0);

/** ShipStation numbers orders as they come; what went in the first call went before the rest was
 * told, and is left out. */
const countOutOfOrder = (run: JoinedRun, plan: readonly Planned[]): number => {
  const byNumber = new Map(plan.map((one) => [one.number, one]));
  const notes = [...run.world().notebook.orders.values()].toSorted((a, b) => a.orderId - b.orderId);
  const firstAt = notes[0]?.createdAt;
  const keys = notes.filter((one) => one.createdAt !== firstAt).flatMap(({ orderNumber }) => {
    const planned = byNumber.get(orderNumber);
    return planned === undefined ? [] : [turnOf(planned)];
  });
  let latest = '';
  return keys.filter((key) => {
    const isLate = key < latest;
    if (!isLate) latest = key;
    return isLate;
  }).length;
};

/** DPD collects at 16:30; what ShipStation chooses itself may wait for Royal Mail at 17:15. */
const turnOf = ({ wave, sequence, service }: Planned): string =>
  `${service === 'DPD-12' ? 'a' : 'b'} ${wave} ${String(sequence).padStart(3, '0')}`;

export const burst: Part = {
  name: 'burst',
  title: 'Many orders ready at the same moment, on one key',
  method: () =>
    'All orders are told as packed in one moment of the world, in batches of 500 and in an order ' +
    'that is not that of release; the desk labels two seconds after it sees an order. An answer ' +
    'of ShipStation takes 0.1 to 0.9 seconds. V1 lets 40 calls through in a minute; at most 100 ' +
    'orders go in one call.',
  async run(size) {
    const counts = size === 'full' ? [600, 4_000] : [300];
    const all: Burst[] = [];
    for (const count of counts) all.push(await liveBurst(count));
    const row = (what: string, figure: (one: Burst) => string | number) =>
      [what, ...all.map(figure)];
    return [{
      title: 'The rush in figures',
      columns: ['', ...all.map(({ orders }) => `${orders.toLocaleString('en-GB')} orders`)],
      rows: [
        row('calls that create', (one) => one.createCalls),
        row('from the first of these to the last', (one) => seconds(one.createdWithin)),
        row('most calls in any 60 seconds', (one) => one.mostInOneWindow),
        row('answers 429', (one) => one.refusedForRate),
        row('orders seen in ShipStation', (one) => one.visible),
        row('went before their turn', (one) => one.outOfOrder),
        row('looks for labels meanwhile', (one) => one.labelLooks),
        row('longest without a look for labels', (one) => seconds(one.longestWithoutLabels)),
      ],
    }];
  },
};
