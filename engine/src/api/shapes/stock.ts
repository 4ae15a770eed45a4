/** What is on a warehouse's shelves. */
import { z } from 'zod';
import { instantText, name, quantity } from './words.ts';

export const stockFigureShape = z.strictObject({
  sku: name,
  available: quantity.meta({ description: 'on the shelves and set aside for nobody' }),
});

export const stockShape = z.strictObject({
  at: instantText.meta({ description: 'when it was so, by the warehouse\'s own time' }),
  kind: z.enum(['snapshot', 'changes']).meta({
    description: 'a snapshot is the whole count: what it leaves out is not known any more',
  }),
  items: z.array(stockFigureShape).max(5_000),
});

export const stockAnswerShape = z.object({
  changed: z.int(),
  older: z.int().meta({ description: 'figures that a newer one had overtaken' }),
  forgotten: z.int().meta({ description: 'articles that the whole count did not name' }),
  sentence: z.string(),
});

export const stockItemShape = stockFigureShape.extend({ at: instantText });
