/**
 * Very many orders that are ready at the same moment, on one key of V1: how few calls bring them
 * in, and whether labels are still looked for meanwhile.
 */
import type { JoinedRun } from '../../engine/tests/together/joined/run.ts';
import { judge } from '../../simulator/src/referee/judge.ts';
import { medianOf, seconds, type Part } from '../part.ts';
import { callsOf, type Call } from './calls.ts';
import { inRush, type Planned } from './rush.ts';
import { liveWithdrawals } from './withdrawals.ts';

const minute = 60_000;
/** Fewer than the guard against mass action would stop and ask about. */
const cancelled = 10;

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

export const liveBurst = (orders: number, seed = 7): Promise<Burst> =>
  inRush({ orders, seed, isDeskOn: true }, async (run, plan, begun) => {
    await run.pass(2 * minute + Math.ceil(orders / 100) * 2_000);
    return measure(run, plan, begun);
  });

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
  time: 'world',
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
    const { queued, waits } = await liveWithdrawals(counts.at(-1) ?? 0, cancelled);
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
    }, {
      title: 'Taken back in the middle of the rush, with nobody at the desk',
      columns: ['', ''],
      rows: [
        ['orders still waiting for their release then', queued.toLocaleString('en-GB')],
        ['cancelled by the warehouse though released', waits.length],
        ['until half of these were out of ShipStation', seconds(medianOf(waits))],
        ['until all were', seconds(Math.max(...waits))],
      ],
    }];
  },
};
