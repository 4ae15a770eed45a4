/** What one box finds: few orders, with why each was found and what tells them apart. */
import { z } from 'zod';
import { searchFields } from '../../core/facts/search-words.ts';
import { orderSummaryShape } from './order.ts';
import { instantText } from './words.ts';

export const foundOrderShape = z.object({
  order: orderSummaryShape,
  matched: z.object({
    field: z.enum(searchFields),
    isExact: z.boolean().meta({ description: 'all of the field, not only its beginning' }),
    sentence: z.string(),
  }),
  town: z.string().nullable().meta({ description: 'where it goes; null while nobody has said' }),
  date: instantText.meta({ description: 'when it was placed, else first heard of' }),
});

export const foundShape = z.object({
  items: z.array(foundOrderShape),
  hasMore: z.boolean().meta({ description: 'more orders fit than are shown' }),
  isComplete: z.boolean().meta({
    description: 'false for a while after an upgrade: older orders cannot all be found yet',
  }),
  sentence: z.string(),
});
export type FoundView = z.infer<typeof foundShape>;
