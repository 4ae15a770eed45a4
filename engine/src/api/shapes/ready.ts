/** Whether a process can do its work. */
import { z } from 'zod';
import { problemShape } from './problem.ts';

const notReady = z.array(z.string()).meta({
  description: 'a sentence for each thing that is not ready',
});

const watch = z.array(z.string()).meta({
  description: 'a sentence for each thing that stops nothing and is worth knowing, such as a ' +
    'database server that may lose what was acknowledged',
});

export const readyShape = z.object({ state: z.string(), isReady: z.boolean(), notReady, watch });

/** A refusal like any other, with the sentences of its detail one by one. */
export const notReadyShape = problemShape.extend({ isReady: z.boolean(), notReady, watch });
