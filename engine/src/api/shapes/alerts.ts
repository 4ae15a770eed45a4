/** Who is told of causes outside of the console, and whether they hear it. */
import { z } from 'zod';
import { whysTold } from '../../core/decide/worth-an-alert.ts';
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

/** What was told of a cause at one time, to whom. */
export const alertToldShape = z.object({
  at: instantText,
  count: z.int().meta({ description: 'how many there were then' }),
  why: z.enum(whysTold),
  to: z.array(z.string()).meta({ description: 'the addresses, as the policy calls them' }),
  unheard: z.array(z.string()).meta({ description: 'those of them that have not heard it' }),
});

export type AlertAddress = z.output<typeof alertAddressShape>;
export type AlertTold = z.output<typeof alertToldShape>;
