/** Plans of going live. */
import { z } from 'zod';
import { instantText, name, readable, unreadable } from './words.ts';

const planWhy = z.string().trim().min(1).max(500).regex(readable, unreadable).nullable()
  .default(null);

export const planBodyShape = z.strictObject({
  kind: z.literal('going-live'),
  warehouse: name,
  channels: z.array(name).min(1).max(100).nullable().default(null)
    .meta({ description: 'null for every channel of the policy' }),
  startLine: instantText.nullable().default(null).meta({
    description: 'what was first heard of before is read, not judged; null for now',
  }),
});

export const planWhyShape = z.strictObject({ why: planWhy });

export const approvalShape = z.strictObject({
  why: planWhy.meta({ description: 'needed from the one who made the plan' }),
  through: z.int().min(0).nullable().default(null).meta({
    description: 'for what the guard stopped: the newest item that was seen; null for all',
  }),
  advance: z.enum(['by-hand', 'when-closed']).default('by-hand').meta({
    description: 'when-closed: a step opens by itself when the one before closed its loop',
  }),
});

export const planShape = z.object({
  id: z.string(),
  kind: z.literal('going-live'),
  state: z.enum(['drafted', 'adopting', 'running', 'done', 'aborted', 'dropped']),
  sentence: z.string(),
  warehouse: z.string(),
  channels: z.array(z.string()),
  startLine: instantText,
  madeAt: instantText,
  madeBy: z.string(),
  advance: z.enum(['by-hand', 'when-closed']),
  step: z.object({
    number: z.int(), allowed: z.int().nullable(), released: z.int(), closed: z.int(),
    since: instantText,
  }).nullable(),
  counts: z.object({
    adopted: z.int().meta({ description: 'open orders that match and are not created again' }),
    inDoubt: z.int(), ready: z.int(), history: z.int(),
  }),
  seenThrough: instantText.nullable(),
  adopts: z.array(z.object({ orderNumber: z.string(), evidence: z.string() })),
  inDoubt: z.array(z.object({ orderNumber: z.string(), why: z.string() })),
  changes: z.array(z.object({
    at: instantText, by: z.string(), what: z.string(), why: z.string().nullable(),
  })),
});

export type PlanView = z.output<typeof planShape>;
