import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoClock, nextPace, readMoment, usualPace, writeMoment } from './demo-clock.ts';

describe("the demo's clock", () => {
  test('stands until a pace is set, and then runs an hour a minute', () => {
    let real = 1_000;
    const clock = demoClock(5_000_000, () => real);
    real += 60_000;
    expect(clock.now()).toBe(5_000_000);
    clock.setPace(usualPace);
    real += 60_000;
    expect(clock.now()).toBe(5_000_000 + 3_600_000);
  });

  test('goes on from where it is at another pace, and never back', () => {
    let real = 0;
    const clock = demoClock(0, () => real);
    clock.setPace(60);
    real = 1_000;
    clock.setPace(10);
    real = 2_000;
    expect(clock.now()).toBe(70_000);
    clock.moveTo(5_000);
    expect(clock.now()).toBe(70_000);
    clock.moveTo(90_000);
    real = 3_000;
    expect(clock.now()).toBe(100_000);
  });

  test.each([
    ['keeps its pace when nothing is late', usualPace, { lateMilliseconds: 0, unanswered: 0 }, 60],
    ['slows when orders are late', 60, { lateMilliseconds: 120_000, unanswered: 0 }, 42],
    ['slows when messages pile up', 60, { lateMilliseconds: 0, unanswered: 61 }, 42],
    ['stays while it just keeps up', 42, { lateMilliseconds: 60_000, unanswered: 0 }, 42],
    ['comes back step by step', 10, { lateMilliseconds: 0, unanswered: 0 }, 12.5],
    ['never quite stops', 1, { lateMilliseconds: 999_999, unanswered: 0 }, 1],
  ])('%s', (_case, pace, load, next) => {
    expect(nextPace(pace, load)).toBeCloseTo(next);
  });

  test('is found again where it was written down', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatepass-clock-'));
    try {
      const file = join(folder, 'clock.json');
      expect(readMoment(file)).toBeNull();
      writeMoment(file, 42);
      expect(readMoment(file)).toBe(42);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
