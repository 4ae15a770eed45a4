/** Records of another system that could not be taken in, and keep their order aside. */
import { z } from 'zod';
import { askedTextShape, freeText, instantText } from './words.ts';

export const leftOutFilterShape = z.object({
  orderNumber: askedTextShape.optional().meta({ description: 'the number of one order, exactly' }),
});

export const leftOutShape = z.object({
  order: z.string(),
  orderNumber: z.string(),
  record: z.string().meta({ description: 'what it is called at the connection' }),
  fault: z.string().meta({ description: 'why it could not be taken in' }),
  since: instantText,
});

export type LeftOutView = z.output<typeof leftOutShape>;

export const goWithoutBodyShape = z.strictObject({
  order: freeText.min(1).meta({ description: 'the id of the order, as it is listed' }),
  record: freeText.min(1).meta({ description: 'the name of the record, as it is listed' }),
  why: freeText.trim().min(1)
    .meta({ description: 'how it is known that the record changes nothing for this order' }),
});

export const goneWithoutShape = z.object({
  order: z.string(), record: z.string(), sentence: z.string(),
});
