/** How everything is refused: RFC 9457 problem details. */
import { z } from 'zod';

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  problems: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
});

export type ProblemView = z.output<typeof problemShape>;
