/** What whoever sent a snapshot is told. */
import { z } from 'zod';
import { exceptionShape, obligationShape, stage } from './order.ts';
import { problemShape } from './problem.ts';

/** The answer to a snapshot: which order it is, what it owes, and the sentence. */
export const snapshotAnswerShape = z.object({
  order: z.object({ id: z.string(), orderNumber: z.string(), channel: z.string() }),
  accepted: z.enum(['new', 'unchanged', 'older-revision', 'conflicting']),
  stage,
  obligations: z.array(obligationShape),
  sentence: z.string(),
  exceptions: z.array(exceptionShape),
});

export const batchResultShape = z.object({
  reference: z.string().nullable(),
  status: z.int().meta({ description: 'what a call for this item alone would have answered' }),
  answer: snapshotAnswerShape.nullable(),
  problem: problemShape.nullable(),
});

export type SnapshotAnswer = z.output<typeof snapshotAnswerShape>;
