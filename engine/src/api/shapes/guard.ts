/** Stops of the guard against mass action, as plans for a person. */
import { z } from 'zod';
import { planShape } from './plans.ts';
import { instantText, readable, unreadable } from './words.ts';

const why = z.string().trim().min(1).max(500).regex(readable, unreadable);

export const guardPlanShape = z.object({
  id: z.string(),
  kind: z.literal('guard'),
  state: z.enum(['open', 'approved', 'refused', 'lapsed']),
  sentence: z.string(),
  connection: z.string(),
  effect: z.enum(['withdrawals', 'voids']),
  madeAt: instantText,
  madeBy: z.string(),
  counts: z.object({
    withheld: z.int(), approved: z.int(), refused: z.int(),
    lapsed: z.int().meta({ description: 'nobody wishes them any more' }),
  }),
  through: z.int().meta({
    description: 'the newest item there is now: give it with approve or refuse, so that nothing ' +
      'is decided on that nobody has seen',
  }),
  changes: planShape.shape.changes,
});

export const guardItemShape = z.object({
  place: z.int(),
  order: z.object({ id: z.string(), orderNumber: z.string() }),
  state: z.enum(['withheld', 'approved', 'begun', 'refused', 'lapsed']),
  does: z.string().meta({ description: 'what is held back, in plain words' }),
  lines: z.array(z.string()),
  because: z.array(z.string()),
});

export const planRefusalShape = z.strictObject({
  why: why.meta({ description: 'stands on every order that it bears on' }),
  through: z.int().min(0).nullable().default(null)
    .meta({ description: 'the newest item that was seen; null for all there are' }),
});

export const anyPlanShape = z.discriminatedUnion('kind', [planShape, guardPlanShape]);

export type GuardPlanView = z.output<typeof guardPlanShape>;
export type GuardItemView = z.output<typeof guardItemShape>;
export type AnyPlanView = z.output<typeof anyPlanShape>;
