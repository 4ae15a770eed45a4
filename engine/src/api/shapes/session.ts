/** Who is asking, and of which kind of Gatepass. */
import { z } from 'zod';
import { rightsOfPeople } from '../../people/rights.ts';

export const mayShape = z.object({
  right: z.enum(rightsOfPeople),
  isAllowed: z.boolean(),
  why: z.string().nullable()
    .meta({ description: 'what it needs and who has that; null for whoever may' }),
});

export const meShape = z.object({
  name: z.string(), role: z.string(),
  places: z.array(z.string()).default([])
    .meta({ description: 'the warehouses or channels it may speak for; none means all' }),
  may: z.array(mayShape).default([])
    .meta({ description: 'every right that there is, and whether the one who asks has it' }),
  person: z.object({
    id: z.string(),
    email: z.string().nullable().meta({ description: 'null while nobody has said one' }),
    hasPassword: z.boolean(),
  }).nullable().default(null).meta({ description: 'null for a key' }),
});

export const demoShape = z.object({
  isDemo: z.boolean(),
  sentence: z.string(),
  /** How much time passes here in one unit of real time: 1, but in the demo; 0 stands still. */
  pace: z.number(),
});
