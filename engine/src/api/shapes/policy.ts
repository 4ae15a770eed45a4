/** The policy: what may be sent in, what it changes, and as it stands. */
import { z } from 'zod';
import { instantText, readable, unreadable } from './words.ts';

const deepest = 40;
const faultsLookedFor = 50;

/** What a document of people's own making may hold: texts that can be stored, and no abyss. */
export const storable = z.record(z.string(), z.unknown()).superRefine((document, context) => {
  let level: { path: (string | number)[]; value: unknown }[] = [{ path: [], value: document }];
  const isEnough = (): boolean => context.issues.length >= faultsLookedFor;
  for (let depth = 0; level.length > 0 && !isEnough(); depth += 1) {
    if (depth > deepest) {
      context.addIssue({ code: 'custom', message: `nests deeper than ${String(deepest)} levels` });
      return;
    }
    level = level.flatMap(({ path, value }) => {
      if (isEnough()) return [];
      if (typeof value === 'string' && !readable.test(value)) {
        context.addIssue({ code: 'custom', message: unreadable, path });
      }
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).map(([key, member]: [string, unknown]) => {
        if (!readable.test(key) && !isEnough()) {
          context.addIssue({ code: 'custom', message: `has a name that ${unreadable}`, path });
        }
        return { path: [...path, key], value: member };
      });
    });
  }
});

const mostSecrets = 500;

/** Before they are looked at one by one. */
const refuseTooMany = (secrets: unknown, context: z.RefinementCtx): unknown => {
  if (Object.keys(Object(secrets)).length <= mostSecrets) return secrets;
  context.addIssue(`has more than ${String(mostSecrets)} members`);
  return z.NEVER;
};

export const policyBodyShape = z.strictObject({
  document: storable,
  secrets: z.preprocess(refuseTooMany,
    z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/), z.string().min(1).max(10_000))
      .default({}),
  ),
  dryRun: z.boolean().default(false),
  basedOn: z.int().min(0).optional().meta({
    description: 'the version that the document was made from; refused when another is in force',
  }),
  reassign: z.boolean().optional().meta({
    description: 'hands the open causes that nobody has taken to the roles of their kinds',
  }),
});

export const policyAnswerShape = z.object({
  version: z.int(),
  isChanged: z.boolean(),
  changes: z.array(z.string()),
  missingSecrets: z.array(z.string()),
  warnings: z.array(z.string()),
  ownedOtherwise: z.array(z.object({
    code: z.string(),
    from: z.string().meta({ description: 'the role that has them' }),
    to: z.string().meta({ description: 'the role of their kind by this document' }),
    causes: z.int().meta({ description: 'open ones that nobody has taken' }),
    orders: z.int().meta({ description: 'of those, each once' }),
    taken: z.int().meta({ description: 'open ones that somebody has taken or was given' }),
  })).default([])
    .meta({ description: 'open causes that were not with the role of their kind' }),
  isHandedOver: z.boolean().default(false)
    .meta({ description: 'those that nobody has taken went over, as `reassign` asked' }),
});

export const policyViewShape = z.object({
  version: z.int(),
  appliedAt: instantText.nullable(),
  appliedBy: z.string().nullable(),
  document: z.record(z.string(), z.unknown()),
});
