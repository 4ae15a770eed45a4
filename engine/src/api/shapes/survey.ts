/** What an account is set up with, and what unmapped words may mean there. */
import { z } from 'zod';
import { mappingWantedShape } from './mapping.ts';

const offered = z.object({ code: z.string(), name: z.string() });
const numbered = z.object({ id: z.int(), name: z.string() });
const founded = {
  sentence: z.string(),
  evidence: z.string().meta({ description: 'what it rests on' }),
  score: z.number().min(0).max(1),
  isSure: z.boolean().meta({ description: 'enough labels show it; a name alone never does' }),
};

export const surveyShape = z.object({
  stores: z.array(numbered.extend({
    marketplace: z.string().nullable(),
    ordersComeFrom: z.enum(['marketplace', 'hand', 'unknown']),
    isActive: z.boolean(),
  })).nullable().meta({ description: 'null: not looked at' }),
  shipFrom: z.array(numbered.extend({
    country: z.string().nullable(), isDefault: z.boolean(),
  })).nullable().meta({ description: 'null: not looked at' }),
  carriers: z.array(offered.extend({
    services: z.array(offered), packages: z.array(offered),
  })).nullable().meta({ description: 'each code once, with what it offers; null: not looked at' }),
  unseen: z.array(z.string()).meta({ description: 'what could not be looked at, and why' }),
  proposals: z.object({
    services: z.array(z.object({
      says: z.string().meta({ description: 'a word of a warehouse that no row maps' }),
      held: z.int().meta({ description: 'consignments that wait for it' }),
      cause: z.string().meta({ description: 'the group of exceptions that it is' }),
      suggestions: z.array(z.object({ ...founded, mapping: mappingWantedShape })),
    })),
    carriers: z.array(z.object({
      carrier: z.string().meta({ description: 'a code of the account that no row maps' }),
      name: z.string(),
      suggestions: z.array(z.object({
        ...founded, says: z.string().meta({ description: 'the warehouse\'s word for it' }),
      })),
    })),
  }).meta({ description: 'nothing of it is mapped before somebody applies it in the policy' }),
});

export type SurveyView = z.output<typeof surveyShape>;
