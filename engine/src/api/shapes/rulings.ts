/** What people rule, and what they are offered to do. */
import { z } from 'zod';
import { rightsOfPeople } from '../../people/rights.ts';
import { instantText, readable, unreadable } from './words.ts';

export const rulingKindShape = z.enum([
  'hold', 'ship-short', 'address-confirmed', 'weight-confirmed', 'release-again', 'try-again',
  'tell-again', 'accept-new-series', 'change-adopted', 'told-by-hand', 'seen-leaving',
  'sent-otherwise', 'close',
]);

const askedShape = z.enum(['why', 'until', 'to', 'carrier', 'trackingNumber']);

/** Something that a person may do about it: all that a console needs to draw a button. */
export const actionShape = z.object({
  action: z.string().meta({ description: 'a kind of ruling, or give, acknowledge, wait, let-go' }),
  words: z.string().meta({ description: 'on the button' }),
  means: z.string().meta({ description: 'what happens then' }),
  method: z.literal('POST'),
  path: z.string(),
  body: z.record(z.string(), z.string()).meta({
    description: 'what to send as it is: also about, which names the facts that were looked at',
  }),
  asks: z.array(askedShape).meta({
    description: 'what to ask the person for, and to send beside the body',
  }),
  optional: z.array(askedShape),
  needs: z.enum(rightsOfPeople)
    .meta({ description: 'the right that it takes, as `/v1/me` names it' }),
  roles: z.array(z.string()).meta({ description: 'who may do it' }),
  isAllowed: z.boolean().meta({ description: 'whether the one who asks may do it' }),
});

export const rulingShape = z.object({
  id: z.string(),
  ruling: rulingKindShape,
  consignment: z.string(),
  sentence: z.string(),
  by: z.string(),
  why: z.string(),
  at: instantText,
  until: instantText.nullable(),
  state: z.enum(['in-force', 'used', 'lapsed', 'over', 'withdrawn']).meta({
    description: 'lapsed: the facts that it was about have changed',
  }),
  sent: z.object({ carrier: z.string(), trackingNumber: z.string().nullable() }).nullable().meta({
    description: 'how it went, of a ruling sent-otherwise',
  }),
  withdrawn: z.object({ at: instantText, by: z.string(), why: z.string() }).nullable(),
});

const reason = z.string().trim().min(1).max(500).regex(readable, unreadable);
const typed = z.string().trim().min(1).max(60).regex(readable, unreadable);
const opaque = z.string().max(100).regex(/^[\w-]+$/);

export const rulingBodyShape = z.strictObject({
  ruling: rulingKindShape,
  why: reason.meta({ description: 'for those who find it: a person answers for it by name' }),
  until: instantText.nullable().default(null)
    .meta({ description: 'no longer in force from then on' }),
  consignment: opaque.nullable().default(null)
    .meta({ description: 'null for every consignment of the order that it bears on' }),
  exception: opaque.nullable().default(null)
    .meta({ description: 'the exception that it answers; needed to close one' }),
  about: opaque.nullable().default(null).meta({
    description: 'as an action said it; refused when the facts have changed since',
  }),
  carrier: typed.nullable().default(null).meta({
    description: 'needed for sent-otherwise: ShipStation\'s code, the warehouse\'s word, or free ' +
      'words such as Own van',
  }),
  trackingNumber: typed.nullable().default(null).meta({
    description: 'for sent-otherwise; null where the carrier gives none',
  }),
});

export const withdrawBodyShape = z.strictObject({ why: reason });

export const rulingAnswerShape = z.object({
  isNew: z.boolean().meta({ description: 'false: somebody has said the same just before' }),
  sentence: z.string(),
  rulings: z.array(z.object({
    id: z.string(), ruling: rulingKindShape, consignment: z.string(), by: z.string(),
    at: instantText, until: instantText.nullable(),
  })),
});

export type ActionView = z.output<typeof actionShape>;
export type RulingView = z.output<typeof rulingShape>;
