/** An order as it is shown: what it owes, what is wrong, and its story. */
import { z } from 'zod';
import { onPurposeWhys } from '../../core/explain/call-delay.ts';
import { operations } from '../../core/model/dossier.ts';
import { moneyShape } from './snapshot.ts';
import { actionShape, rulingShape } from './rulings.ts';
import { instantText } from './words.ts';

export const stage = z.enum([
  'received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation', 'labelled',
  'warehouse-told', 'channel-told', 'left-the-building', 'cancelled',
]);

export const obligationShape = z.object({
  kind: z.enum(['confirm', 'release', 'label', 'tell-warehouse', 'tell-channel', 'leave']),
  state: z.enum(['later', 'open', 'met', 'not-owed']),
  waitsOn: z
    .enum(['warehouse', 'shipping-desk', 'gatepass', 'channel', 'carrier', 'person'])
    .nullable(),
  since: instantText.nullable(),
  limitAt: instantText.nullable(),
  sentence: z.string(),
});

export const exceptionShape = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  severity: z.int().min(1).max(5),
  owner: z.string(),
  lines: z.array(z.string()),
  since: instantText,
  sentence: z.string(),
  handbook: z.string().meta({ description: 'address of the page that says what to do' }),
});

/** One column of the three-system line: what that system says and when it was last seen. */
export const saysShape = z.object({
  system: z.enum(['warehouse', 'shipstation', 'channel']),
  name: z.string().meta({ description: 'the connection\'s name in the policy' }),
  says: z.string().meta({ description: 'in plain words' }),
  seenAt: instantText.nullable(),
  by: z.enum(['push', 'poll', 'reply']).nullable(),
});

export const orderSummaryShape = z.object({
  id: z.string(),
  orderNumber: z.string(),
  channel: z.string(),
  stage,
  waitsOn: obligationShape.shape.waitsOn,
  since: instantText.nullable(),
  limitAt: instantText.nullable(),
  isLate: z.boolean(),
  exception: z.string().nullable(),
  sentence: z.string(),
  updatedAt: instantText,
  warehouse: z.string().nullable().meta({ description: 'null while none has taken it up' }),
  carrier: z.string().nullable()
    .meta({ description: 'ShipStation\'s code: of the label, else as mapped' }),
  service: z.string().nullable()
    .meta({ description: 'of the newest label, else as the warehouse asked' }),
  tracking: z.array(z.string()).meta({ description: 'numbers of labels that stand' }),
  owner: z.string().nullable()
    .meta({ description: 'whose the exception in the headline is' }),
  collectionAt: instantText.nullable()
    .meta({ description: 'the van that the labelled parcels wait for' }),
  disagrees: z.boolean().meta({ description: 'the three systems do not say the same' }),
  asked: z.boolean().meta({ description: 'a question to the warehouse is unanswered' }),
  waiting: z.object({
    since: instantText, limitAt: instantText.nullable(),
    age: z.enum(['in-time', 'due-soon', 'late', 'very-late']),
  }).nullable()
    .meta({ description: 'the wait that lists filter by; null while a person holds it' }),
  held: z.object({
    by: z.string(), why: z.string(), since: instantText,
    until: instantText.nullable().meta({ description: 'null: until somebody lets it go' }),
  }).nullable().default(null).meta({ description: 'a person keeps it back' }),
});

/** A row of the list of orders. */
export const orderRowShape = orderSummaryShape.extend({
  costs: z.array(moneyShape).nullable().meta({
    description: 'of the labels that stand, one sum for each currency; null for whoever may not ' +
      'see costs',
  }),
});
export type OrderRowView = z.output<typeof orderRowShape>;

export const orderCountShape = z.object({
  total: z.int(),
  oldestSince: instantText.nullable().meta({ description: 'since when the longest one waits' }),
});

export const consignmentViewShape = z.object({
  id: z.string(),
  warehouse: z.string(),
  reference: z.string(),
  stage,
  obligations: z.array(obligationShape),
  exceptions: z.array(exceptionShape.extend({
    limitAt: instantText.nullable().default(null).meta({
      description: 'by when a person should have settled it: before the van, before the promise',
    }),
    isOverLimit: z.boolean().default(false),
    escalatesTo: z.string().nullable().default(null)
      .meta({ description: 'the role whose it is as well when the limit has passed' }),
    actions: z.array(actionShape).default([]),
  })),
  rulings: z.array(rulingShape).default([]),
  lines: z.array(z.object({
    line: z.string(), sku: z.string(), name: z.string(),
    ordered: z.int(), picked: z.int(), packed: z.int(), short: z.int(), labelled: z.int(),
  })),
  parcels: z.array(z.object({
    label: z.string().meta({ description: 'the id that ShipStation gave the label' }),
    document: z.string().nullable().meta({
      description: 'where the label can be had to print; null where Gatepass did not buy it',
    }),
    trackingNumber: z.string().nullable(), carrier: z.string(), service: z.string().nullable(),
    cost: moneyShape.nullable().meta({ description: 'null for whoever may not see costs' }),
    weightGrams: z.int().nullable(), madeAt: instantText,
    state: z.enum(['label made', 'voided', 'return label']),
  })),
  because: z.array(z.string()),
});

export const orderViewShape = orderSummaryShape.extend({
  placedAt: instantText.nullable().default(null)
    .meta({ description: 'when the customer placed it; null where no channel has said so' }),
  says: z.array(saysShape),
  agree: z.boolean(),
  disagreement: z.string().nullable(),
  timeZone: z.string(),
  consignments: z.array(consignmentViewShape),
  actions: z.array(actionShape).default([])
    .meta({ description: 'what may be done about the order whether or not anything is wrong' }),
  pages: z.array(z.object({
    system: z.enum(['warehouse', 'shipstation', 'channel']),
    name: z.string().meta({ description: 'the connection’s name in the policy' }),
    reference: z.string().meta({ description: 'what the order is called there' }),
    url: z.string(),
  })).optional().meta({
    description: 'where people see it in the other systems, as far as their settings say',
  }),
});

const millisecondsShape = z.int().min(0);

export const callTimesShape = z.object({
  attempt: z.string(),
  operation: z.enum(operations),
  connection: z.string(),
  try: z.int().min(1).meta({
    description: 'it counts on while the same thing is asked and nobody has said yes',
  }),
  state: z.enum(['under-way', 'answered', 'given-up']).meta({
    description: 'given up: no answer is waited for any longer',
  }),
  outcome: z.enum(['done', 'refused', 'unknown']).nullable(),
  dueAt: instantText.nullable().meta({
    description: 'since when it waited for its turn; null where that was not kept',
  }),
  leftAt: instantText,
  answeredAt: instantText.nullable(),
  queueMilliseconds: millisecondsShape.nullable().meta({
    description: 'Gatepass’s own delay, from when it was due until it left, without what was ' +
      'waited on purpose; null where that was not kept',
  }),
  theirsMilliseconds: millisecondsShape.meta({
    description: 'the other side’s: until it answered or was given up; so far, while under way',
  }),
  onPurpose: z.array(z.object({
    why: z.enum(onPurposeWhys), milliseconds: millisecondsShape,
  })).meta({
    description: 'between two tries without a usable answer; while a person had it paused; ' +
      'while the other side answered nothing; while its limit left no call',
  }),
});

export const timelineEntryShape = z.object({
  id: z.string(),
  at: instantText,
  who: z.enum(['warehouse', 'shipstation', 'channel', 'gatepass', 'person']),
  kind: z.enum(['said', 'decided', 'call', 'exception']),
  sentence: z.string(),
  isProblem: z.boolean(),
  /** How long the other side took to answer a call. */
  tookMilliseconds: z.int().nullable(),
  /** With the answer of a call; with its beginning where no answer was noted. */
  call: callTimesShape.nullable().meta({
    description: 'whose time a call took; with its answer, or with its beginning where none came',
  }),
});

const keptBodyShape = z.object({
  text: z.string().nullable(),
  cutFrom: z.int().nullable().meta({
    description: 'how many characters it had, where only its beginning is kept',
  }),
  isWithheld: z.boolean().meta({
    description: 'it cannot be shown without what the reader may not see',
  }),
});

export const exchangeShape = z.object({
  at: instantText,
  tookMilliseconds: millisecondsShape,
  purpose: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  url: z.string(),
  headers: z.array(z.object({
    name: z.string(),
    value: z.string().nullable().meta({ description: 'null where it may let somebody in' }),
  })),
  request: keptBodyShape.nullable(),
  status: z.int().nullable(),
  noAnswer: z.string().nullable(),
  answer: keptBodyShape.nullable(),
  curl: z.string().meta({
    description: 'the same call for a shell, with variables in the place of what was left out',
  }),
});

export const callTextShape = z.object({
  attempt: z.string(),
  connection: z.string(),
  operation: z.enum(operations),
  hidden: z.array(z.enum(['customers', 'costs'])).meta({
    description: 'what the reader may not see, and is left out',
  }),
  sentence: z.string(),
  exchanges: z.array(exchangeShape),
});

export type CallTextView = z.output<typeof callTextShape>;

export type ExchangeView = z.output<typeof exchangeShape>;

export type OrderSummary = z.output<typeof orderSummaryShape>;

export type OrderView = z.output<typeof orderViewShape>;

export type ConsignmentView = z.output<typeof consignmentViewShape>;

export type ObligationView = z.output<typeof obligationShape>;

export type ExceptionView = z.output<typeof exceptionShape>;

export type TimelineEntry = z.output<typeof timelineEntryShape>;
