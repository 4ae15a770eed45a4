import type { ShopOrderAsked } from '../channel/shop.ts';
import { impossible } from '../never.ts';
import type { Moment } from '../machine.ts';
import type { PackAsked } from '../warehouse/floor.ts';
import type { Beat, Missing } from './beats.ts';
import { cancelledBeat, contradictoryBeat, honestBeat, withoutMissing } from './beats.ts';
import type { Draw } from './draw.ts';
import type { Sale } from './sale.ts';

/** How one consignment goes over the floor, and what its customer does meanwhile. */
export type Course = {
  readonly beats: readonly Beat[];
  readonly told: readonly { readonly at: Moment; readonly order: ShopOrderAsked }[];
};

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** When each step is done if nothing goes wrong. */
type Timing = {
  readonly received: Moment;
  readonly allocated: Moment;
  readonly picking: Moment;
  readonly picked: Moment;
  readonly packed: Moment;
};

export function timingOf(sale: Sale, walkAt: Moment, draw: Draw): Timing {
  const received = sale.at + draw.whole('received', 5, 30) * secondMs;
  const allocated = received + draw.whole('allocated', 10, 60) * secondMs;
  const picking = Math.max(walkAt, allocated + secondMs);
  const picked = picking + draw.whole('picked', 30, 150) * secondMs;
  const packed = picked + draw.whole('packed', 40, 240) * secondMs;
  return { received, allocated, picking, picked, packed };
}

/** The course of a consignment; only the first of an order has the order's trouble in the pick. */
export function courseOf(
  sale: Sale,
  asked: PackAsked,
  isFirst: boolean,
  timing: Timing,
  draw: Draw,
): Course {
  const usual = usualBeats(asked, timing);
  const { course } = sale;
  if (course === null) return { beats: usual, told: [] };
  const later = (name: string, from: number, to: number) => draw.whole(name, from, to) * minuteMs;
  const early = usual.slice(0, 3);
  const shopTells = (at: Moment, change: Partial<ShopOrderAsked>) =>
    isFirst ? [{ at, order: { ...sale.order, ...change } }] : [];
  const cancels = (at: Moment) => shopTells(at, { status: 'cancelled' });
  const told: Course['told'] = [];
  switch (course) {
    case 'shortPick':
    case 'stockOut':
      return isFirst ? short(sale, asked, timing, draw) : { beats: usual, told };
    case 'shortThenFound': {
      if (!isFirst) return { beats: usual, told };
      const found = timing.picked + later('found', 2, 7);
      const missing = missingOf(sale, asked);
      const beats = [
        ...early,
        honestBeat(timing.picked, asked, 'picked', missing),
        honestBeat(found, asked, 'picked'),
        honestBeat(found + minuteMs, asked, 'packed'),
      ];
      return { beats, told };
    }
    case 'recountGoesBack': {
      if (!isFirst) return { beats: usual, told };
      const recount = timing.packed + later('recount', 1, 6);
      const missing = missingOf(sale, asked);
      const opened = honestBeat(recount, asked, 'picked', missing);
      const counts = opened.counts.map((row) => ({ ...row, short: 0, shortReason: null }));
      const beats = [
        ...usual,
        { ...opened, stage: 'picking' as const, counts },
        honestBeat(recount + later('again', 3, 8), asked, 'packed'),
      ];
      return { beats, told };
    }
    case 'contradiction': {
      if (!isFirst) return { beats: usual, told };
      const beats = [
        ...early,
        contradictoryBeat(timing.packed, asked, missingOf(sale, asked)),
        honestBeat(timing.packed + later('resolved', 4, 10), asked, 'packed'),
      ];
      return { beats, told };
    }
    case 'cancelledBeforePick': {
      const at = timing.allocated + secondMs;
      const beats = [...usual.slice(0, 2), cancelledBeat(at + later('heard', 1, 3), asked)];
      return { beats, told: cancels(at) };
    }
    case 'cancelledInPick': {
      const at = timing.picking + 10 * secondMs;
      const beats = [...early, cancelledBeat(at + later('heard', 1, 4), asked)];
      return { beats, told: cancels(at) };
    }
    case 'cancelledAfterPack': {
      const at = timing.packed + draw.whole('change of mind', 20, 600) * secondMs;
      const beats = [...usual, cancelledBeat(at + later('heard', 1, 5), asked)];
      return { beats, told: cancels(at) };
    }
    case 'cancelledUntoldToFloor':
      return { beats: usual, told: cancels(timing.picking + 10 * secondMs) };
    case 'addressChanged':
    case 'addressChangedLate': {
      const at = course === 'addressChanged'
        ? timing.picking + 5 * secondMs
        : timing.packed + draw.whole('moved', 20, 400) * secondMs;
      const moved = { ...asked, shipTo: { ...asked.shipTo, ...newPlace } };
      const told = shopTells(at, { shipTo: { ...sale.order.shipTo, ...newPlace } });
      return { beats: changed(usual, at + 20 * secondMs, moved), told };
    }
    case 'serviceChanged': {
      const at = timing.allocated + 2 * secondMs;
      const service = asked.service === 'DPD-12' ? 'STANDARD' : 'DPD-12';
      const told = shopTells(at, { requestedService: service });
      return { beats: changed(usual, at + 5 * secondMs, { ...asked, service }), told };
    }
    default:
      return impossible(course);
  }
}

const newPlace = {
  street1: '5 Cooper Row', city: 'Sheffield', postalCode: 'S1 2GU', country: 'GB',
};

const usualBeats = (asked: PackAsked, timing: Timing): readonly Beat[] => [
  honestBeat(timing.received, asked, 'received'),
  honestBeat(timing.allocated, asked, 'allocated'),
  honestBeat(timing.picking, asked, 'picking'),
  honestBeat(timing.picked, asked, 'picked'),
  honestBeat(timing.packed, asked, 'packed'),
];

/** From a moment on everything is told with the order as changed, beginning with a beat of it. */
function changed(beats: readonly Beat[], at: Moment, asked: PackAsked): readonly Beat[] {
  const before = beats.filter((beat) => beat.at < at);
  const stood = before.at(-1);
  const after = beats.filter((beat) => beat.at >= at).map((beat) => ({ ...beat, asked }));
  return stood === undefined ? after : [...before, { ...stood, at, asked, really: null }, ...after];
}

/** One unit of the first line, or the whole of the second. */
function missingOf(sale: Sale, asked: PackAsked): Missing {
  const [first, second] = asked.lines;
  if (sale.course === 'stockOut' && second !== undefined) return { [second.line]: second.ordered };
  return first === undefined ? {} : { [first.line]: 1 };
}

/** In every second case the customer gives up what is missing some minutes later. */
function short(sale: Sale, asked: PackAsked, timing: Timing, draw: Draw): Course {
  const missing = missingOf(sale, asked);
  const beats = [
    ...usualBeats(asked, timing).slice(0, 3),
    honestBeat(timing.picked, asked, 'picked', missing),
    honestBeat(timing.packed, asked, 'packed', missing),
  ];
  if (draw.unit('gives up') < 0.5) return { beats, told: [] };
  const at = timing.packed + draw.whole('gives up at', 5, 12) * minuteMs;
  const given = withoutMissing(asked, missing);
  const lines = sale.order.lines.map((row) => {
    const line = asked.lines.find((candidate) => candidate.channelLine === row.line);
    const cancelled = line === undefined ? 0 : (missing[line.line] ?? 0);
    return { ...row, cancelled };
  });
  return {
    beats: [...beats, honestBeat(at + 30 * secondMs, given, 'packed')],
    told: [{ at, order: { ...sale.order, lines } }],
  };
}
