/** What warehouses and channels are told. */
import { z } from 'zod';
import { moneyShape } from './snapshot.ts';
import { instantText } from './words.ts';

export const messageShape = z.object({
  id: z.string(),
  kind: z.enum(['dispatch', 'notice', 'void', 'correction', 'recall']),
  consignment: z.string(),
  orderNumber: z.string(),
  at: instantText,
  parcels: z.array(z.object({
    trackingNumber: z.string().nullable(), trackingUrl: z.string().nullable(),
    carrier: z.string(), service: z.string().nullable(), cost: moneyShape,
    weightGrams: z.int().nullable(), replaces: z.string().nullable(),
    lines: z.array(z.object({ line: z.string(), quantity: z.int() })),
  })),
});

export type MessageView = z.output<typeof messageShape>;
