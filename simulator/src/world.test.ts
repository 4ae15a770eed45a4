import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { changeClock, readClock, realClock, realMsUntil } from './clock.ts';
import { readKept, writeKept } from './keep.ts';
import { authorization, noon, someOrder } from './shipstation/fixtures.ts';
import { callHeld } from './shipstation/held-to-contract.ts';
import { newWorld, planned, resumed, settle, type World } from './world.ts';

const options = {
  seed: 7,
  keys: { 'key-1': 'secret-1' },
  switches: {},
  isDeskOn: true,
  labelAfterMs: 2_000,
};
const post = (world: World, path: string, body: unknown, now: number): World =>
  callHeld(
    world,
    {
      method: 'POST',
      path,
      query: {},
      headers: { authorization: authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    now,
  );
const hook = { target_url: 'http://127.0.0.1:9/hook', event: 'SHIP_NOTIFY' };
const ordered = post(
  post(newWorld(options), '/webhooks/subscribe', hook, noon),
  '/orders/createorders',
  [someOrder(), someOrder({ orderKey: 'b' })],
  noon,
);

describe('a world that settles', () => {
  test('has the desk label both orders in one batch, and one webhook leave later', () => {
    const first = settle(ordered, noon);
    expect([first.wakeAt, first.errands]).toEqual([noon + 2_000, []]);
    const labelled = settle(first.world, noon + 2_000);
    const rows = [...labelled.world.shipstation.shipments.values()];
    expect(rows.map((row) => row.wire.batchNumber)).toEqual([
      expect.any(String),
      rows[0]?.wire.batchNumber,
    ]);
    expect(labelled.wakeAt).toBe(noon + 7_000);
    const told = settle(labelled.world, noon + 7_000);
    expect(told.errands.map((errand) => errand.is)).toEqual(['shipstation.webhook']);
    expect(settle(told.world, noon + 8_000).errands).toEqual([]);
  });

  test('goes the same way twice from the same seed', () => {
    const run = () => settle(settle(ordered, noon).world, noon + 2_000).world;
    expect(run()).toEqual(run());
  });

  test('sends again after a stop what was under way', () => {
    const sending = { url: hook.target_url, body: '{}', hookId: 1, tries: 0 };
    const errand = { is: 'shipstation.webhook', ...sending } as const;
    const sent = settle(planned(ordered, [{ at: noon, errand }]), noon);
    expect(sent.errands).toEqual([errand]);
    const back = settle(resumed(sent.world, noon + 1), noon + 1);
    expect(back.errands).toEqual([errand]);
  });
});

describe('a kept world', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state.json');

  test('is read back as it was', () => {
    expect(readKept(file)).toBeNull();
    writeKept(file, ordered, realClock(noon), noon + 500);
    expect(readKept(file)).toMatchObject({
      world: ordered, clock: realClock(noon), stoodAt: noon + 500,
    });
  });

  test('of another version is refused in words', () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version":3', '"version":9'));
    expect(() => readKept(file)).toThrow('is of version 9; this simulator reads 3');
  });
});

describe('the clock', () => {
  const clock = realClock(1_000);

  test('runs with real time until it is set, advanced or stopped', () => {
    expect(readClock(clock, 1_500)).toBe(1_500);
    const moved = changeClock(clock, { advanceMs: 60_000 }, 2_000);
    expect(readClock(moved, 2_500)).toBe(62_500);
    const still = changeClock(moved, { set: 5_000, speed: 0 }, 3_000);
    expect(readClock(still, 9_000)).toBe(5_000);
  });

  test('knows how long a moment is away, and that a standing clock never gets there', () => {
    const fast = changeClock(clock, { speed: 10 }, 1_000);
    expect(realMsUntil(fast, 2_000, 1_000)).toBe(100);
    expect(realMsUntil(fast, 500, 1_000)).toBe(0);
    expect(realMsUntil(changeClock(clock, { speed: 0 }, 1_000), 2_000, 1_000)).toBeNull();
  });
});
