/** Who is told of causes outside of the console, and whether they hear it. */
import { z } from 'zod';
import { instantText } from './words.ts';

export const alertAddressShape = z.object({
  name: z.string().meta({ description: 'as the policy calls it' }),
  host: z.string().nullable()
    .meta({ description: 'where it is posted to; null where it cannot be used as it is set' }),
  from: z.int().min(1).max(5).meta({ description: 'it hears of causes this grave or graver' }),
  warehouses: z.array(z.string()).nullable().meta({ description: 'only of these; null: of all' }),
  lastHeardAt: instantText.nullable(),
  failing: z.object({ since: instantText, words: z.string() }).nullable()
    .meta({ description: 'the newest try was not heard: what came back' }),
  waiting: z.int().meta({ description: 'how many alerts are still to arrive there' }),
  sentence: z.string(),
});

export const alertTriedShape = z.object({ isHeard: z.boolean(), sentence: z.string() });

export type AlertAddress = z.output<typeof alertAddressShape>;
