import { describe, expect, test } from 'vitest';
import { noon } from '../shipstation/fixtures.ts';
import { afterPut } from '../shell/errands.ts';
import { newWorld, settle, withDay, type World } from '../world.ts';
import { makeDay } from './make-day.ts';
import type { FloorStep } from './day.ts';
import type { CourseTrouble, Shares, ShapeTrouble, TellingTrouble } from './troubles.ts';
import { calm, drawn, rough, troubles } from './troubles.ts';

const minuteMs = 60_000;
const asked = {
  seed: 11, startsAt: noon, lengthMs: 30 * minuteMs, ordersPerHour: 120, shares: calm,
};
const allWith = (course: CourseTrouble): Shares => ({ ...calm, course: { [course]: 1 } });
const shaped = (shape: ShapeTrouble): Shares => ({ ...calm, shape: { [shape]: 1 } });
const told = (telling: TellingTrouble): Shares => ({ ...calm, telling: { [telling]: 1 } });
/** One order of its own kind, step by step. */
const oneOrder = (shares: Shares) => makeDay({ ...asked, ordersPerHour: 2, shares });
const stepsOf = (shares: Shares): readonly FloorStep[] =>
  oneOrder(shares).deeds.flatMap((deed) => (deed.is === 'floor.does' ? [deed.step] : []));
const salesOf = (shares: Shares) =>
  oneOrder(shares).deeds.flatMap((deed) => (deed.is === 'shop.tells' ? [deed.order] : []));
const last = (steps: readonly FloorStep[]) => steps.at(-1);

describe('a day from a seed', () => {
  test('is the same day twice, and another one from another seed', () => {
    const day = () => makeDay({ ...asked, shares: rough });
    expect(day()).toEqual(day());
    expect(makeDay({ ...asked, shares: rough, seed: 12 })).not.toEqual(day());
  });

  test('sells as many orders as asked, spread over its length, and packs them all', () => {
    const { deeds, troubles: found } = makeDay(asked);
    const sales = deeds.filter((deed) => deed.is === 'shop.tells');
    expect(sales).toHaveLength(60);
    const inFirstHalf = sales.filter((deed) => deed.at < noon + 15 * minuteMs);
    expect(inFirstHalf).toHaveLength(30);
    const packed = deeds.filter((deed) => deed.is === 'floor.does' && deed.step.stage === 'packed');
    expect([packed.length, found]).toEqual([60, []]);
  });

  test('walks each wave in the order of bins, numbered from one', () => {
    const walks = makeDay(asked).deeds.flatMap((deed) =>
      deed.is === 'floor.does' && deed.step.stage === 'received' ? [deed.step.asked] : [],
    );
    for (const wave of Map.groupBy(walks, (sheet) => sheet.wave).values()) {
      const inOrder = wave.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
      expect(inOrder.map((sheet) => sheet.sequence)).toEqual(wave.map((_, place) => place + 1));
      const bins = inOrder.map((sheet) =>
        sheet.lines.map((line) => line.bin ?? '').reduce((a, b) => (a < b ? a : b)),
      );
      expect(bins).toEqual(bins.toSorted((a, b) => a.localeCompare(b)));
    }
  });

  test('does its deeds in order of time', () => {
    const times = makeDay({ ...asked, shares: rough }).deeds.map((deed) => deed.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('has every trouble in a long rough day, about as often as asked', () => {
    const day = makeDay({ ...asked, shares: rough, lengthMs: 480 * minuteMs, ordersPerHour: 250 });
    const counts = Map.groupBy(day.troubles, ({ trouble }) => trouble);
    const names = Object.values(troubles).flatMap((group) => Object.keys(group));
    expect([...counts.keys()].toSorted()).toEqual(names.toSorted());
    const short = counts.get('shortPick')?.length ?? 0;
    expect(short).toBeGreaterThan(2_000 * 0.04 * 0.6);
    expect(short).toBeLessThan(2_000 * 0.04 * 1.4);
  });
});

describe('what befalls an order', () => {
  test('a short pick says how many and why, and packs what was found', () => {
    const packed = stepsOf(allWith('shortPick')).find((step) => step.stage === 'packed');
    const [line] = packed?.counts ?? [];
    expect(line).toMatchObject({ short: 1, shortReason: 'not in bin' });
    expect(line?.packed).toBe((packed?.asked.lines[0]?.ordered ?? 0) - 1);
  });

  test('a stock-out leaves one article out altogether', () => {
    const packed = stepsOf(allWith('stockOut')).find((step) => step.stage === 'packed');
    expect(packed?.counts[1]).toMatchObject({ picked: 0, packed: 0 });
    expect(packed?.counts[1]?.short).toBe(packed?.asked.lines[1]?.ordered);
  });

  test('a short pick may be corrected when the unit turns up', () => {
    const short = stepsOf(allWith('shortThenFound')).map((step) => step.counts[0]?.short);
    expect(short).toEqual([0, 0, 0, 1, 0, 0]);
  });

  test('a recount takes a packed order back, and it is packed again', () => {
    const steps = stepsOf(allWith('recountGoesBack'));
    expect(steps.slice(4).map((step) => step.stage)).toEqual(['packed', 'picking', 'packed']);
    expect(steps[5]?.really?.[0]?.packed).toBe(0);
    expect(last(steps)?.really?.[0]?.packed).toBe(last(steps)?.asked.lines[0]?.ordered);
  });

  test('a contradiction calls packed what lacks a unit, and is put right later', () => {
    const [first, second] = stepsOf(allWith('contradiction')).slice(3);
    expect(first?.stage).toBe('packed');
    expect(first?.counts[0]).toMatchObject({ short: 0 });
    expect(first?.counts[0]?.picked).toBe((first?.asked.lines[0]?.ordered ?? 0) - 1);
    expect(second?.counts[0]?.picked).toBe(second?.asked.lines[0]?.ordered);
  });

  test.each([
    ['before the pick', 'cancelledBeforePick', ['received', 'allocated', 'cancelled']],
    ['in mid-pick', 'cancelledInPick', ['received', 'allocated', 'picking', 'cancelled']],
    [
      'when packed',
      'cancelledAfterPack',
      ['received', 'allocated', 'picking', 'picked', 'packed', 'cancelled'],
    ],
  ] as const)('the shop cancels %s, and the floor hears of it later', (_when, course, stages) => {
    expect(stepsOf(allWith(course)).map((step) => step.stage)).toEqual(stages);
    expect(salesOf(allWith(course)).map((order) => order.status)).toEqual(['paid', 'cancelled']);
    const [, cancelled, floor] = oneOrder(allWith(course)).deeds.filter(
      (deed) => deed.is === 'shop.tells'
        || (deed.is === 'floor.does' && deed.step.stage === 'cancelled'),
    );
    expect(floor?.at).toBeGreaterThan(cancelled?.at ?? Number.POSITIVE_INFINITY);
  });

  test('a cancellation may stay unknown to the floor, which packs on', () => {
    const steps = stepsOf(allWith('cancelledUntoldToFloor'));
    expect(last(steps)?.stage).toBe('packed');
    expect(salesOf(allWith('cancelledUntoldToFloor')).at(-1)?.status).toBe('cancelled');
  });

  test.each(['addressChanged', 'addressChangedLate'] as const)(
    'a customer moves, and shop and warehouse both say so: %s',
    (course) => {
      const steps = stepsOf(allWith(course));
      expect(last(steps)?.asked.shipTo).toMatchObject({ city: 'Sheffield' });
      expect(steps[0]?.asked.shipTo['city']).not.toBe('Sheffield');
      expect(salesOf(allWith(course)).at(-1)?.shipTo).toMatchObject({ city: 'Sheffield' });
    },
  );

  test('another service may be asked for before the pick', () => {
    const steps = stepsOf(allWith('serviceChanged'));
    expect(last(steps)?.asked.service).not.toBe(steps[0]?.asked.service);
  });
});

const someLine = (part: object) => expect.objectContaining(part) as object;

describe('the shape of an order', () => {
  test('may be two consignments that share no line', () => {
    const steps = stepsOf(shaped('twoConsignments'));
    const lines = Map.groupBy(steps, (step) => step.reference);
    expect([...lines.keys()].toSorted()).toEqual(['LE-SO-500000-A', 'LE-SO-500000-B']);
    const [a, b] = [...lines.values()].map((own) => own[0]?.counts.map((row) => row.line) ?? []);
    expect(a?.filter((line) => b?.includes(line))).toEqual([]);
  });

  test.each([
    ['unmappedService', { service: 'EXPEDITE-X' }],
    ['badAddress', { shipTo: expect.objectContaining({ postalCode: null }) }],
    ['abroad', { shipTo: expect.objectContaining({ country: 'FR' }) }],
    ['weightless', { lines: expect.arrayContaining([someLine({ weightGrams: 0 })]) }],
    ['manyUnits', { lines: expect.arrayContaining([someLine({ ordered: 9 })]) }],
  ] as const)('may be odd: %s', (shape, expected) => {
    expect(stepsOf(shaped(shape))[0]?.asked).toMatchObject(expected);
  });

  test('may have a line that stands in the snapshot twice', () => {
    const counts = stepsOf(shaped('duplicateLine'))[0]?.counts ?? [];
    expect(new Set(counts.map((row) => row.line)).size).toBe(counts.length - 1);
  });
});

describe('how a snapshot is told', () => {
  test('a lost one is never sent, but the last word is only late', () => {
    const sent = stepsOf(told('lost')).map((step) => step.tellings.length);
    expect(sent).toEqual([0, 0, 0, 0, 1]);
  });

  test('late ones overtake one another', () => {
    const times = oneOrder(told('late')).deeds.flatMap((deed) =>
      deed.is === 'floor.does' ? deed.step.tellings.map((one) => deed.at + one.afterMs) : [],
    );
    expect(times).not.toEqual(times.toSorted((a, b) => a - b));
  });

  test('a repeated one is sent twice, and a wrong clock dates it hours off', () => {
    expect(stepsOf(told('repeated')).map((step) => step.tellings.length)).toEqual([2, 2, 2, 2, 2]);
    const [one] = stepsOf(told('wrongClock'))[0]?.tellings ?? [];
    expect(Math.abs(one?.skewMs ?? 0)).toBe(180 * minuteMs);
  });

  test('other content under a used revision is put right under a new one in the end', () => {
    const keeps = stepsOf(told('sameRevision')).map((step) => step.keepsRevision);
    expect(keeps).toEqual([false, true, true, true, true, false]);
  });
});

/** Runs a world without sockets: each message is taken in the moment it is sent. */
function runOut(start: World) {
  let world = start;
  const sent: { readonly at: number; readonly body: ReturnType<typeof JSON.parse> }[] = [];
  for (let now: number | null = noon; now !== null; ) {
    const settled = settle(world, now);
    world = settled.world;
    for (const errand of settled.errands) {
      if (errand.is !== 'warehouse.put' && errand.is !== 'channel.put') continue;
      sent.push({ at: now, body: JSON.parse(errand.body) });
      world = afterPut(world, errand, { is: 'answered', text: '200 {}' }, now);
    }
    now = settled.wakeAt;
  }
  return { world, sent };
}
const empty = newWorld({
  seed: 7, keys: { key: 'secret' }, switches: {}, isDeskOn: false, labelAfterMs: 0,
});

describe('a world with a day before it', () => {
  test('tells of every order and packs it, and ends', () => {
    const { world, sent } = runOut(withDay(empty, makeDay(asked)));
    const packed = sent.filter(({ body }) => body.status === 'packed');
    expect(packed).toHaveLength(60);
    const numbers = new Set(world.warehouse.truth.map((row) => row.orderNumber));
    expect(numbers.size).toBe(60);
    const jobs = [...world.warehouse.jobs.values()];
    expect(jobs.every((job) => job.said?.every((row) => row.takenAt !== null))).toBe(true);
    expect(jobs.every((job) => job.said?.at(-1)?.isWhole.packed === true)).toBe(true);
  });

  test('counts a revision for each snapshot, unless the system repeats one', () => {
    const revisions = (shares: Shares) =>
      runOut(withDay(empty, oneOrder(shares)))
        .sent.filter(({ body }) => body.status in { received: 1, picked: 1, packed: 1 })
        .map(({ body }) => body.revision);
    expect(revisions(calm)).toEqual([1, 4, 5]);
    expect(revisions(told('sameRevision'))).toEqual([1, 1, 1, 2]);
  });

  test('keeps apart what lies in the box and what the system says of it', () => {
    const { world, sent } = runOut(withDay(empty, oneOrder(allWith('contradiction'))));
    const wrong = sent.find(({ body }) => body.status === 'packed');
    const [job] = world.warehouse.jobs.values();
    expect(wrong?.body.lines[0].picked).toBe(wrong?.body.lines[0].ordered - 1);
    expect(job?.said?.map((row) => row.isWhole.packed)).toEqual([false, false, false, false, true]);
  });

  test('knows when the work on a cancelled order was given up', () => {
    const { world } = runOut(withDay(empty, oneOrder(allWith('cancelledInPick'))));
    expect([...world.warehouse.cancelledAt.keys()]).toEqual(['LE-SO-500000']);
    expect(world.warehouse.truth.at(-1)).toMatchObject({ picked: 0, packed: 0 });
  });

  test('meets every trouble without stumbling, the same way twice', () => {
    const day = makeDay({ ...asked, shares: rough, ordersPerHour: 400 });
    expect(runOut(withDay(empty, day))).toEqual(runOut(withDay(empty, day)));
  });
});

test('a draw falls into the share it belongs to, or into none', () => {
  expect([0, 0.1, 0.29, 0.31].map((draw) => drawn({ a: 0.1, b: 0.2 }, draw))).toEqual([
    'a', 'b', 'b', null,
  ]);
});
