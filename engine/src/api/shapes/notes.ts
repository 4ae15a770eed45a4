/** What may be told of an order, and what people write beside it. */
import { z } from 'zod';
import { replyLanguages } from '../../core/explain/customer-words.ts';
import { noteKinds } from '../../store/notes.ts';
import { instantText, readable, unreadable } from './words.ts';

export const replyLanguageShape = z.enum(replyLanguages);

/** The fact sentence of an order, and the reply made of it. */
export const answerShape = z.object({
  order: z.string(),
  orderNumber: z.string(),
  language: replyLanguageShape,
  at: instantText,
  sentence: z.string().meta({
    description: 'what is known; that it left is said only where somebody saw it leave',
  }),
  reply: z.string().meta({ description: 'for the customer, to be copied as it stands' }),
  parcels: z.array(z.object({
    carrier: z.string(), trackingNumber: z.string().nullable(),
    link: z.string().nullable().meta({
      description: 'the carrier\'s public page for this number; null where none is known',
    }),
  })),
});

const said = z.string().trim().min(1).max(1000).regex(readable, unreadable);

export const noteShape = z.object({
  id: z.string(),
  kind: z.enum(noteKinds).meta({ description: 'a question waits for an answer' }),
  said: z.string(),
  at: instantText,
  by: z.string(),
  answer: z.object({ said: z.string(), at: instantText, by: z.string() }).nullable(),
});

export const notesShape = z.object({ items: z.array(noteShape) });
export const noteBodyShape = z.strictObject({ kind: z.enum(noteKinds).default('note'), said });
export const noteAnswerShape = z.strictObject({ said });

export const questionShape = noteShape.extend({
  order: z.object({ id: z.string(), orderNumber: z.string() }),
  warehouse: z.string().nullable(),
});
export type NoteView = z.output<typeof noteShape>;
