/** Whether a process can do its work. */
import { z } from 'zod';
import { problemShape } from './problem.ts';

const notReady = z.array(z.string()).meta({
  description: 'a sentence for each thing that is not ready',
});

export const readyShape = z.object({ state: z.string(), isReady: z.boolean(), notReady });

/** A refusal like any other, with the sentences of its detail one by one. */
export const notReadyShape = problemShape.extend({ isReady: z.boolean(), notReady });
