/** Finding out about an account, step by step, with consent. */
import { z } from 'zod';
import { instantText } from './words.ts';

export const experimentsShape = z.object({
  connection: z.string(),
  mode: z.enum(['live', 'shadow']),
  steps: z.array(z.object({
    step: z.string(),
    question: z.string(),
    does: z.array(z.string()),
    leaves: z.string(),
    callsAtMost: z.int(),
    takes: z.string(),
    isAlone: z.boolean()
      .meta({ description: 'only in shadow mode, with the connection for itself' }),
    state: z.enum(['not-asked', 'waiting', 'underway', 'over']),
    consentedBy: z.string().nullable(),
    consentedAt: instantText.nullable(),
    calls: z.int(),
    goesOnAt: instantText.nullable(),
    inTheWay: z.string().nullable(),
    endedAt: instantText.nullable(),
    notLearnt: z.array(z.object({ name: z.string(), why: z.string() })),
    sentences: z.array(z.string()),
  })),
  unknowns: z.array(z.object({
    name: z.string(),
    meaning: z.string(),
    values: z.array(z.string()),
    assumed: z.string().meta({ description: 'taken for true while it is not known' }),
    value: z.string().nullable(),
    evidence: z.string().nullable(),
    learntAt: instantText.nullable(),
    step: z.string().nullable().meta({ description: 'which finds it out; null for none' }),
    why: z.string().nullable(),
    how: z.string().nullable(),
  })),
});

export const consentShape = z.strictObject({
  steps: z.array(z.string().max(100)).min(1).max(100),
});

export type ExperimentsView = z.output<typeof experimentsShape>;
