/**
 * The clock of the demo's world: a minute of the world's hour for each minute of ours, or slower
 * where the machine cannot keep up, or standing still. Its line (a moment there, a moment here and
 * the pace between) is told to the simulator, so that both read the same time.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { instant, type Instant } from './core/model/instant.ts';

/** A minute here is an hour there. */
export const usualPace = 60;

export type ClockLine = {
  readonly worldAt: number;
  readonly realAt: number;
  readonly pace: number;
};

export type DemoClock = {
  readonly now: () => Instant;
  readonly pace: () => number;
  readonly line: () => ClockLine;
  /** Goes on from this moment at another pace. */
  readonly setPace: (pace: number) => void;
  /** Never back: what was decided was decided. */
  readonly moveTo: (world: number) => void;
};

/** Stands still until a pace is set. */
export const demoClock = (from: number, realNow: () => number = Date.now): DemoClock => {
  let line: ClockLine = { worldAt: from, realAt: realNow(), pace: 0 };
  const read = (): number =>
    Math.round(line.worldAt + (realNow() - line.realAt) * line.pace);
  return {
    now: () => instant(read()),
    pace: () => line.pace,
    line: () => line,
    setPace(pace) {
      line = { worldAt: read(), realAt: realNow(), pace };
    },
    moveTo(world) {
      line = { ...line, worldAt: Math.max(read(), world), realAt: realNow() };
    },
  };
};

/** How far behind the program is. */
export type Load = {
  /** By how much the order or the wish that is most overdue is late, in world milliseconds. */
  readonly lateMilliseconds: number;
  /** Messages of the pretended systems that wait for an answer. */
  readonly unanswered: number;
};

/** What is later than this would look like a fault of the day, and is one of the clock. */
const tooLate = 90_000;
const tooMany = 60;
const slowestPace = 1;

/** Slower at once when the program lags, and faster again step by step. */
export const nextPace = (pace: number, { lateMilliseconds, unanswered }: Load): number => {
  if (lateMilliseconds > tooLate || unanswered > tooMany) return Math.max(slowestPace, pace * 0.7);
  if (lateMilliseconds > tooLate / 3 || unanswered > tooMany / 3) return pace;
  return Math.min(usualPace, pace * 1.2 + 0.5);
};

const kept = z.object({ world: z.number() });

/** The moment at which the world stood when it was last written down; null before. */
export const readMoment = (file: string): number | null => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (refusal) {
    if (refusal instanceof Error && 'code' in refusal && refusal.code === 'ENOENT') return null;
    throw refusal;
  }
  return kept.parse(JSON.parse(text)).world;
};

export const writeMoment = (file: string, world: number): void => {
  writeFileSync(`${file}.new`, JSON.stringify({ world }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
