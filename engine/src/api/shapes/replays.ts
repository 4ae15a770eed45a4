import { z } from 'zod';
import { freeText } from './words.ts';

const zoned = z.iso.datetime({
  offset: true,
  error: 'is no time with its zone: write it like 2026-11-22T06:00:00Z, or with +01:00 for Z',
});
const instantText = z.iso.datetime({ offset: true });
const why = freeText.trim().nullable().default(null);

export const replayBodyShape = z.strictObject({
  from: zoned.meta({ description: 'the period begins here' }),
  to: zoned.meta({ description: 'and ends before here' }),
  go: z.boolean().default(false).meta({
    description: 'true: orders that would be decided otherwise are woken, and decided as always',
  }),
  look: z.boolean().default(false).meta({
    description: 'true: the feeds of the period are read again first; only together with go',
  }),
  why,
});

export const replayStopShape = z.strictObject({ why });

export const replayShape = z.object({
  id: z.string(),
  state: z.enum(['reading', 'running', 'done', 'stopped']),
  sentence: z.string(),
  from: instantText,
  to: instantText,
  goes: z.boolean(),
  madeAt: instantText,
  madeBy: z.string(),
  passed: z.int().meta({ description: 'orders gone through, of the period or not' }),
  ahead: z.int().meta({ description: 'orders there were when it began' }),
  looked: z.int().meta({ description: 'orders of the period that were decided anew' }),
  differing: z.int().meta({ description: 'of those, the ones that would be decided otherwise' }),
});

/** An order that would be decided otherwise now. */
export const replayFindingShape = z.object({
  order: z.object({ id: z.string(), orderNumber: z.string() }),
  was: z.string().meta({ description: 'what was decided, in plain words' }),
  wouldBe: z.string().meta({ description: 'what would be decided now' }),
});

export type ReplayView = z.output<typeof replayShape>;
