/** Connectors: the kinds of system that there are, and settings tried before they are applied. */
import { z } from 'zod';
import { storable } from './policy.ts';
import { nameShape } from './words.ts';

export const connectorShape = z.object({
  connector: z.string().meta({ description: 'its name in the policy' }),
  title: z.string(),
  roles: z.array(z.enum(['shipping', 'warehouse', 'channel'])).meta({
    description: 'what a connection of it can be',
  }),
  settings: z.array(z.object({
    path: z.string().meta({ description: 'inside `settings`, such as `v1.apiKey`' }),
    label: z.string().meta({ description: 'what people call it' }),
    isSecret: z.boolean(),
    isRequired: z.boolean(),
    meaning: z.string().meta({ description: 'what it is and where it is found, for people' }),
    choices: z.array(z.string()).nullable().meta({
      description: 'everything that it may be, the usual one first; null for free text',
    }),
  })),
  reached: z.object({
    by: z.enum(['one', 'any']).meta({
      description: 'whether a connection uses one of the ways, or may use several at once',
    }),
    ways: z.array(z.object({
      way: z.string(),
      label: z.string().meta({ description: 'what people call it' }),
      meaning: z.string().meta({ description: 'what somebody must have for it' }),
      settings: z.array(z.string()).meta({
        description: 'paths that are asked for by this way, and not by every one',
      }),
      needs: z.array(z.string()).meta({ description: 'those that it cannot do without' }),
      enters: z.array(z.enum(['gatepass', 'channel', 'custom-store'])).nullable().meta({
        description: 'what `enters` of a channel may be where this is the only way, the usual ' +
          'one first; null where it does not bear on that',
      }),
      guide: z.string().nullable().meta({ description: 'the page of the console about it' }),
    })),
  }).nullable().meta({ description: 'null where there is only one way of reaching it' }),
  guide: z.string().nullable().meta({
    description: 'the page of the console for whoever sets one up',
  }),
});

export const settingsTriedShape = z.strictObject({
  connection: nameShape.meta({
    description: 'the name it is to have; the calls made now count on its budget from then on',
  }),
  settings: storable,
});
