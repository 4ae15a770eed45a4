/** Calls, delays and polling over a stretch of the day, beside the naive loop. */
import type { CallNotes } from '../../simulator/src/referee/calls.ts';
import { oneDigit, seconds, type Part, type Size, type Table } from '../part.ts';
import {
  polls, stretchOfGatepass, stretchOfNaive, writes, type Lived, type Stretch,
} from './stretch.ts';

const minute = 60_000;

type Rate = Pick<Stretch, 'ordersPerHour' | 'lengthMs' | 'waveEveryMs'>;

/** Long stretches at low rates, short ones at high rates: each some hundred orders at most. */
const rates: Readonly<Record<Size, readonly Rate[]>> = {
  small: [{ ordersPerHour: 300, lengthMs: 2 * minute, waveEveryMs: minute }],
  full: [
    { ordersPerHour: 300, lengthMs: 20 * minute, waveEveryMs: minute },
    { ordersPerHour: 1_200, lengthMs: 8 * minute, waveEveryMs: minute },
    { ordersPerHour: 5_000, lengthMs: 3 * minute, waveEveryMs: 10_000 },
    { ordersPerHour: 15_000, lengthMs: 2 * minute, waveEveryMs: 2_000 },
  ],
};

const restMs: Readonly<Record<Size, number>> = { small: 3 * minute, full: 25 * minute };
const seed = 7;
const storm = 0.3;

/** A day has so many hours at the rate; the rest are quiet. */
const busyHours = 10;

type All = {
  readonly rate: Rate;
  readonly gatepass: Lived;
  readonly hooked: Lived;
  readonly naive: Lived;
};

/** All of a day at this rate, from what was measured: polling by the minute, the rest by order. */
const perThousand = ({ ordersPerHour, lengthMs }: Rate, lived: Lived, quiet: number): number => {
  const orders = ordersPerHour * busyHours;
  const byMinute = polls(lived.busy) / (lengthMs / minute);
  const byOrder = writes(lived.whole) / lived.verdict.orders;
  const calls = byMinute * busyHours * 60 + quiet * (24 - busyHours) * 60 + byOrder * orders;
  return Math.round((calls / orders) * 1_000);
};

const economy = (all: readonly All[], quiet: Quiet): Table => ({
  title: 'Calls per 1,000 orders over a day',
  columns: ['orders an hour', 'Gatepass', 'with webhooks', 'the loop', 'answers 429',
    'of the loop', 'held against Gatepass', 'with webhooks', 'against the loop',
    'orders lived through'],
  rows: all.map(({ rate, gatepass, hooked, naive }) => [
    rate.ordersPerHour,
    perThousand(rate, gatepass, quiet.gatepass), perThousand(rate, hooked, quiet.hooked),
    perThousand(rate, naive, quiet.naive),
    gatepass.verdict.refusedForRate + hooked.verdict.refusedForRate, naive.verdict.refusedForRate,
    gatepass.verdict.findings.length, hooked.verdict.findings.length,
    naive.verdict.findings.length, gatepass.verdict.orders,
  ]),
});

const writing = (all: readonly All[]): Table => ({
  title: 'Of these, calls because of an order (creating, changing, reading again), an order',
  columns: ['orders an hour', 'Gatepass', 'with webhooks', 'the loop'],
  rows: all.map(({ rate, gatepass, hooked, naive }) => [
    rate.ordersPerHour,
    ...[gatepass, hooked, naive].map((one) => (writes(one.whole) / one.verdict.orders).toFixed(2)),
  ]),
});

const delays = (all: readonly All[]): Table => ({
  title: 'Delays in the time of the world: median, slowest 5 %, slowest 1 %',
  columns: ['', 'orders an hour', 'Gatepass', 'with webhooks', 'the loop'],
  rows: ([
    ['packed to visible in ShipStation', 'packedToVisible'],
    ['label to warehouse told', 'labelToWarehouse'],
    ['label to channel told', 'labelToChannel'],
  ] as const).flatMap(([what, timing]) => all.map(({ rate, gatepass, hooked, naive }) => [
    what, rate.ordersPerHour,
    ...[gatepass, hooked, naive].map((one) => spread(one.verdict.timings[timing])),
  ])),
});

const spread = (times: readonly number[]): string => {
  const inOrder = times.toSorted((a, b) => a - b);
  const at = (share: number) => inOrder[Math.ceil(share * inOrder.length) - 1] ?? null;
  return [at(0.5), at(0.95), at(0.99)].map(seconds).join(', ');
};

const polling = (all: readonly All[], quiet: Quiet): Table => {
  const busiest = all.map(({ rate, gatepass }) => ({ rate, calls: gatepass.busy }));
  const kinds = ['get /shipments', 'get /orders', 'get /fulfillments'];
  return {
    title: 'Gatepass polls: calls a minute by list',
    columns: ['', 'quiet hour',
      ...busiest.map(({ rate }) => `${rate.ordersPerHour.toLocaleString('en-GB')} an hour`)],
    rows: kinds.map((kind) => [
      kind, oneDigit(quiet.kinds[kind] ?? 0),
      ...busiest.map(({ rate, calls }) =>
        oneDigit((calls[kind] ?? 0) / (rate.lengthMs / minute))),
    ]),
  };
};

type Quiet = {
  readonly gatepass: number;
  readonly hooked: number;
  readonly naive: number;
  readonly kinds: CallNotes['byKind'];
};

/** Nobody buys anything: calls a minute. */
const quietHour = async (size: Size): Promise<Quiet> => {
  const lengthMs = (size === 'full' ? 30 : 4) * minute;
  const about: Stretch = {
    seed, ordersPerHour: 0, storm: 0, lengthMs, waveEveryMs: minute, restMs: 0, hooks: false,
  };
  const gatepass = await stretchOfGatepass(about);
  const hooked = await stretchOfGatepass({ ...about, hooks: true });
  const naive = await stretchOfNaive(about);
  const minutes = lengthMs / minute;
  return {
    gatepass: polls(gatepass.busy) / minutes, hooked: polls(hooked.busy) / minutes,
    naive: polls(naive.busy) / minutes,
    kinds: Object.fromEntries(
      Object.entries(gatepass.busy).map(([kind, count]) => [kind, count / minutes])),
  };
};

export const day: Part = {
  name: 'day',
  time: 'world',
  title: 'Calls, delays and polling over a day',
  method: (size) =>
    'Both programs live through the same seeded work (two fifths of the orders with a trouble of ' +
    'their own), with a desk that labels two seconds after it sees an order, and with every ' +
    'fault of the pretended ShipStation at three tenths of a bad hour; the loop is ' +
    '`bench/naive`, over `shipstation-node`. An answer of ShipStation takes 0.1 to 0.9 seconds ' +
    'besides its faults. A whole day at these rates is too ' +
    `long to live through: each stretch lasts ${rates[size].map(({ ordersPerHour, lengthMs }) =>
      `${String(lengthMs / minute)} minutes at ${ordersPerHour.toLocaleString('en-GB')} an hour`)
      .join(', ')}, with ${String(restMs[size] / minute)} minutes afterwards for what is still ` +
    `under way. From these a day of ${String(busyHours)} hours at the rate and ` +
    `${String(24 - busyHours)} quiet hours is reckoned: polling by the minute, all other calls ` +
    'by the order. What does not fit into the 40 calls a minute of V1 is late, as the delays ' +
    'show. What is held against either is all that the referee found, also what people had been ' +
    'told of in time, such as a label that was made before its order was cancelled; the page of ' +
    'the half-hour tells these apart. Webhooks come as ShipStation sends them in that hour: ' +
    'late, twice, and some never.',
  async run(size) {
    const quiet = await quietHour(size);
    const all: All[] = [];
    for (const rate of rates[size]) {
      const about: Stretch = { ...rate, seed, storm, restMs: restMs[size], hooks: false };
      all.push({
        rate, naive: await stretchOfNaive(about), gatepass: await stretchOfGatepass(about),
        hooked: await stretchOfGatepass({ ...about, hooks: true }),
      });
    }
    return [economy(all, quiet), writing(all), delays(all), polling(all, quiet)];
  },
};
