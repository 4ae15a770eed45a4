/** The label of a parcel, for the bench that waits for it. */
import { z } from 'zod';
import { moneyShape } from './snapshot.ts';
import { instantText } from './words.ts';

const capacityShape = z.object({
  perMinute: z.int().meta({ description: 'labels that can be bought in a minute at most' }),
  waitSeconds: z.int().meta({ description: 'how long one that is asked for now would wait' }),
}).nullable();

export const benchLabelShape = z.object({
  state: z.enum(['labelled', 'under-way']),
  orderNumber: z.string(),
  consignment: z.string(),
  parcel: z.string(),
  label: z.object({
    id: z.string(),
    trackingNumber: z.string().nullable(),
    carrier: z.string().meta({ description: 'in the warehouse\'s own word' }),
    service: z.string().nullable(),
    cost: moneyShape,
    weightGrams: z.int().nullable(),
    madeAt: instantText,
  }).nullable(),
  document: z.object({
    url: z.string().meta({ description: 'needs no key, and is good for a few minutes' }),
    file: z.string().meta({ description: 'the same as an address that ends in .pdf' }),
    expiresAt: instantText,
  }).nullable(),
  printAt: z.string().nullable().meta({
    description: 'where to print it when its print was lost with the answer',
  }),
  sentence: z.string(),
  capacity: capacityShape,
});

export const benchQueryShape = z.object({
  wait: z.coerce.number().int().min(0).max(25).default(20)
    .meta({ description: 'seconds to wait for the label before answering how it stands' }),
});

/** What another system sends and gets in words of its own. */
export const ownWordsShape = z.record(z.string(), z.unknown());

export type BenchLabel = z.output<typeof benchLabelShape>;
