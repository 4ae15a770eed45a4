/**
 * Worlds drawn from a seed, with every fault on: processes that die anywhere, clocks that differ,
 * a storm at ShipStation, people at the desk. What must hold is asked at every step and at the end.
 * Interleavings inside the database are not to be had here, where the store is one process: they
 * are held by the crash and machine tests on PostgreSQL.
 */
import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newBegun, type Attempted } from './joined/worlds/begun.ts';
import { live, type Account } from './joined/worlds/live.ts';
import { drawPlan, shortened, type DrawnPolicy } from './joined/worlds/plan.ts';
import { fixedSeeds } from './joined/worlds/seeds.ts';

/** What a reader of a failure needs, and nothing that differs between two runs of one seed. */
const outcome = ({ plan, broken }: Account) => ({ seed: plan.seed, broken });

describe('the watch over begun attempts', () => {
  const at = 100_000;
  const two: readonly [Attempted, Attempted] = [
    { about: 'SO-1', lease: 'uk 1', begunAt: at - 50, answeredAt: null },
    { about: 'SO-2', lease: 'uk 1', begunAt: at - 50, answeredAt: at + 900 },
  ];
  const [one, other] = two;
  /** Process 1 calls for both orders, after whoever called before it. */
  const broken = async (attempts: readonly Attempted[], ...before: readonly number[]) => {
    const begun = newBegun();
    for (const process of [...before, 1]) {
      begun.heard({ process, at, request: {
        method: 'POST', url: 'http://pretended/shipstation/orders/createorders', headers: {},
        body: JSON.stringify([{ orderKey: 'SO-1' }, { orderKey: 'SO-2' }]),
        timeoutMilliseconds: 30_000, purpose: 'create-order',
      } });
    }
    const read = (operation: string, abouts: readonly string[]) => Promise.resolve(
      operation === 'create-order' ? attempts.filter(({ about }) => abouts.includes(about)) : []);
    return (await begun.check(read, 0)).map(({ sentence }) => sentence);
  };

  test('finds nothing where each stood begun by whoever called', async () => {
    expect(await broken(two)).toEqual([]);
  });

  test.each<[string, readonly Attempted[], RegExp]>([
    ['one was never begun', [one], /no attempt stood begun for SO-2$/],
    ['one was begun after it left', [one, { ...other, begunAt: at + 1 }], /begun for SO-2$/],
    ['one had its answer before', [one, { ...other, answeredAt: at - 1 }], /begun for SO-2$/],
    ['each was begun under another lease', [one, { ...other, lease: 'uk 2' }], /by others only/],
    ['nothing was begun at all', [], /no attempt stood begun for SO-1, SO-2$/],
  ])('sees that %s', async (_, attempts, words) => {
    expect(await broken(attempts)).toEqual([expect.stringMatching(words)]);
  });

  test('sees that the lease is another process\'s', async () => {
    expect(await broken(two, 2)).toEqual([
      expect.stringMatching(/^Process 1 .* it was begun by others only: uk 1$/),
    ]);
  });
});

const kept = { gate: 'packed', toldWhen: 'label', toldBy: 'gatepass', enters: 'gatepass' };
const keptPolicies = [
  { ...kept, labels: 'gatepass', shortPick: 'hold' },
  { ...kept, labels: 'desk', shortPick: 'ship-short' },
  { ...kept, labels: 'desk', shortPick: 'cancel-short' },
  { ...kept, labels: 'gatepass', shortPick: 'ship-short', toldWhen: 'dispatched' },
  { ...kept, labels: 'desk', shortPick: 'cancel-short', toldWhen: 'dispatched' },
];

describe('the plan of a world', () => {
  const policies = Array.from({ length: 60 }, (_, index) => drawPlan(5_000 + index, 'far').policy);

  test.each<[keyof DrawnPolicy, readonly string[]]>([
    ['gate', ['allocated', 'packed', 'picked']], ['labels', ['desk', 'gatepass', 'on-demand']],
    ['toldBy', ['gatepass', 'nobody', 'warehouse']], ['toldWhen', ['dispatched', 'label']],
    ['enters', ['custom-store', 'gatepass']], ['shortPick', ['cancel-short', 'hold', 'ship-short']],
  ])('draws each kind of %s', (name, kinds) => {
    expect([...new Set(policies.map((one) => one[name]))].toSorted()).toEqual(kinds);
  });

  test('lets nobody pause a short world past its end', () => {
    for (const seed of [931_282_111, ...Array.from({ length: 60 }, (_, index) => index)]) {
      const { pauses, salesMilliseconds, lullMilliseconds } = shortened(drawPlan(seed));
      for (const one of pauses) {
        expect(one.at + one.for).toBeLessThan(salesMilliseconds + lullMilliseconds);
      }
    }
  });

  test('of the worlds that are kept is what it was when they were found', () => {
    expect(fixedSeeds.map(({ seed }) => drawPlan(seed).policy)).toEqual(keptPolicies);
  });
});

describe('drawn worlds', { timeout: 600_000 }, () => {
  test('one seed repeats a whole world, with deaths, storm and people, to the letter', async () => {
    const plan = shortened(drawPlan(3));
    const [first, second] = [await live(plan), await live(plan)];
    expect(first.deaths).toBeGreaterThan(1);
    expect(second.history).toEqual(first.history);
    expect(second.hash).toBe(first.hash);
  });

  test('nothing breaks in a world that nobody has seen before', async () => {
    const seed = randomInt(1_000, 2 ** 31);
    const account = await live(shortened(drawPlan(seed)));
    expect(outcome(account)).toEqual({ seed, broken: [] });
  });
});
