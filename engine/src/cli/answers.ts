/** Answers of the API that are not among its published shapes yet: policy, own name, probe. */
import { z } from 'zod';

export const appliedShape = z.object({
  version: z.int(),
  isChanged: z.boolean(),
  changes: z.array(z.string()),
  missingSecrets: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
});

export const policyShape = z.object({
  version: z.int(),
  appliedAt: z.iso.datetime({ offset: true }).nullable(),
  appliedBy: z.string().nullable(),
  document: z.record(z.string(), z.unknown()),
});

export const meShape = z.object({ name: z.string(), role: z.string() });

export const probeShape = z.object({ isWell: z.boolean(), sentences: z.array(z.string()) });

export type Applied = z.output<typeof appliedShape>;
export type PolicyView = z.output<typeof policyShape>;
