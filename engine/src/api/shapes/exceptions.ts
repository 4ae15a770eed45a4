/** What people must look into, by cause or one by one, and what they may do about it. */
import { z } from 'zod';
import { alertToldShape } from './alerts.ts';
import { mappingWantedShape } from './mapping.ts';
import { exceptionShape, stage } from './order.ts';
import { actionShape } from './rulings.ts';
import { askedTextShape, instantText, name, readable, unreadable } from './words.ts';

export const exceptionStateShape = z.enum([
  'new', 'acknowledged', 'waiting', 'returned', 'closed',
]);
const askedState = z.enum(['open', ...exceptionStateShape.options]);

const waitingShape = z.object({ by: z.string(), until: instantText, why: z.string() });

/** What an exception and a cause have in common. */
const standing = {
  state: exceptionStateShape,
  limitAt: instantText.nullable().meta({
    description: 'by when a person should have settled it: before the van, before the promise',
  }),
  isOverLimit: z.boolean(),
  escalatesTo: z.string()
    .meta({ description: 'the role whose it is as well when the limit has passed' }),
  acknowledgedBy: z.string().nullable(),
  waiting: waitingShape.nullable(),
  returnedAt: instantText.nullable().meta({
    description: 'it came back: after it had closed, after a wait, or because it grew worse',
  }),
  connection: z.string().nullable().meta({ description: 'over which it came' }),
};

export const exceptionItemShape = exceptionShape.extend({
  order: z.object({
    id: z.string(), orderNumber: z.string(),
    disagrees: z.boolean().meta({ description: 'its three systems do not say the same' }),
  }),
  ...standing,
  fault: z.string().meta({ description: 'the value to blame' }),
  group: z.string().nullable().meta({ description: 'the cause it belongs to' }),
  consignment: z.string(),
  warehouse: z.string().nullable(),
  channel: z.string(),
  openedAt: instantText,
  closed: z.object({
    at: instantText,
    by: z.string().meta({ description: 'proof, or the name of a person' }),
    why: z.string().nullable(),
  }).nullable(),
  actions: z.array(actionShape),
});

export const exceptionActShape = z.object({
  at: instantText, by: z.string(),
  what: z.enum([
    'give', 'acknowledge', 'unacknowledge', 'wait', 'note', 'close', 'return', 'reassign',
  ]),
  why: z.string().nullable(), until: instantText.nullable(), to: z.string().nullable(),
  sentence: z.string(),
});

export const exceptionDetailShape = exceptionItemShape.extend({
  lastClosed: z.object({ at: instantText, by: z.string() }).nullable(),
  history: z.array(exceptionActShape),
});

/** All exceptions of one cause. */
export const exceptionGroupShape = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  fault: z.string().meta({ description: 'the value to blame' }),
  severity: z.int().min(1).max(5),
  owner: z.string(),
  assignedTo: z.string().nullable().meta({
    description: 'who took it or was given it; null: it falls to the owner by rule',
  }),
  count: z.int().meta({ description: 'how many are open' }),
  orders: z.int()
    .meta({ description: 'on how many orders, each once; of the warehouse asked for' }),
  stages: z.array(z.object({ stage, orders: z.int() }))
    .meta({ description: 'where those orders are, the most first' }),
  collection: z.object({
    at: instantText, warehouse: z.string(),
    carrier: z.string().nullable().meta({ description: 'null: it is not known which takes them' }),
    orders: z.int(),
  }).nullable().meta({ description: 'the first van that some of them would miss as they are' }),
  firstSeenAt: instantText,
  since: instantText.nullable().meta({ description: 'the oldest of those that are open' }),
  sentence: z.string(),
  handbook: z.string(),
  ...standing,
  lastClosedAt: instantText.nullable(),
  actions: z.array(actionShape),
});

export const exceptionGroupDetailShape = exceptionGroupShape.extend({
  evidence: z.array(z.object({
    orderNumber: z.string(), order: z.string(), exception: z.string(),
    lines: z.array(z.string()), since: instantText, sentence: z.string(),
  })).meta({ description: 'the oldest few of the group' }),
  alerts: z.array(alertToldShape).default([])
    .meta({ description: 'what addresses outside were told of it, oldest first' }),
  history: z.array(exceptionActShape),
});

/** The lists that people work from. */
export const causeListShape = z.enum(['mine', 'unowned', 'all', 'waiting', 'closed']);

const listCount = z.object({
  causes: z.int(), orders: z.int().meta({ description: 'that they bear on, each once' }),
});
export const causeCountsShape = z.object({
  mine: listCount.meta({
    description:
      'of whoever asks, by name or role, or by `escalatesTo` past the limit; not put off',
  }),
  unowned: listCount.meta({ description: 'nobody has taken them; not put off' }),
  all: listCount.meta({ description: 'open, those that are put off included' }),
  waiting: listCount, closed: listCount,
});

export const suggestionShape = z.object({
  sentence: z.string(),
  mapping: mappingWantedShape.meta({ description: 'as a plan of the kind mapping takes it' }),
  like: z.string().meta({ description: 'the known word that it is taken from' }),
  score: z.number().min(0).max(1),
  isSure: z.boolean().meta({ description: 'else it is one guess among others' }),
  evidence: z.string(),
});

/** Why a cause is believed to be one. */
export const causeWhyShape = z.object({
  means: z.string().meta({ description: 'what hangs on it' }),
  sentence: z.string().nullable().meta({ description: 'as it is said of its oldest order' }),
  lines: z.array(z.string()).meta({ description: 'lines that fail on its oldest order' }),
  lastClosed: z.string().nullable().meta({ description: 'what closed it last time' }),
  because: z.array(z.object({
    sentence: z.string(),
    at: instantText.nullable(),
    order: z.object({ id: z.string(), orderNumber: z.string() }).nullable()
      .meta({ description: 'whose timeline shows it' }),
    policyVersion: z.int().nullable(),
  })),
  suggestions: z.array(suggestionShape).meta({ description: 'the likeliest first' }),
});

/** What exceptions are asked for by. The same for lists and for plans. */
export const exceptionFilterShape = z.strictObject({
  state: askedState.optional(),
  code: askedTextShape.optional(),
  fault: z.string().max(1000).regex(readable, unreadable).optional(),
  group: askedTextShape.optional(),
  severity: z.coerce.number().int().min(1).max(5).optional(),
  owner: askedTextShape.optional(),
  connection: askedTextShape.optional(),
  warehouse: askedTextShape.optional(),
  channel: askedTextShape.optional(),
  orderNumber: askedTextShape.optional(),
});

const reason = z.string().trim().min(1).max(500).regex(readable, unreadable);

export const givableShape = z.object({
  roles: z.array(z.object({
    role: z.string().meta({ description: 'as it is given' }), words: z.string(),
  })),
  people: z.array(z.string()).meta({ description: 'names of those who get in and may take it' }),
});
export const giveShape = z.strictObject({
  to: name.nullable().meta({
    description: 'a role or a name of /v1/exceptions/hands, your own, or exactly as it was given ' +
      'before; null gives it back',
  }),
  why: reason.nullable().default(null),
});
export const acknowledgeShape = z.strictObject({ why: reason.nullable().default(null) });
export const waitShape = z.strictObject({ until: instantText, why: reason });
export const exceptionNoteShape = z.strictObject({ why: reason });
export const closeShape = z.strictObject({ why: reason });

export type ExceptionItem = z.output<typeof exceptionItemShape>;
export type ExceptionGroup = z.output<typeof exceptionGroupShape>;
export type CauseWhy = z.output<typeof causeWhyShape>;
export type ExceptionActView = z.output<typeof exceptionActShape>;
export type ExceptionFilterAsked = z.output<typeof exceptionFilterShape>;
