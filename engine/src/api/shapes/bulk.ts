/** One thing done to many: a plan, its confirmation, and the job that it becomes. */
import { z } from 'zod';
import { exceptionFilterShape } from './exceptions.ts';
import { mappingWantedShape } from './mapping.ts';
import { rulingKindShape } from './rulings.ts';
import { instantText, readable, unreadable } from './words.ts';

const reason = z.string().trim().min(1).max(500).regex(readable, unreadable);
const ids = z.array(z.string().max(100).regex(/^[\w-]+$/)).min(1).max(5_000);
const texts = z.record(z.string().max(50), z.string().max(1000).regex(readable, unreadable));

export const bulkKindShape = z.enum([
  'retry', 'hold', 'release', 'tell-again', 'ruling', 'mapping',
]);

export const bulkBodyShape = z.strictObject({
  kind: bulkKindShape.meta({ description: 'release lets go what is held' }),
  ruling: rulingKindShape.nullable().default(null)
    .meta({ description: 'which one, where the kind is ruling' }),
  why: reason,
  until: instantText.nullable().default(null),
  exceptions: exceptionFilterShape.extend({ ids: ids.optional() }).nullable().default(null)
    .meta({ description: 'as GET /v1/exceptions is asked' }),
  orders: texts.nullable().default(null)
    .meta({ description: 'as GET /v1/orders is asked' }),
  orderIds: ids.nullable().default(null),
  mapping: mappingWantedShape.nullable().default(null).meta({
    description: 'for the kind mapping: what the value at fault of the group named in exceptions ' +
      'is to mean from now on; the plan is about every order held for that value, of whichever ' +
      'warehouse, whatever else exceptions says',
  }),
});

export const bulkPlanShape = z.object({
  id: z.string(),
  kind: bulkKindShape,
  ruling: rulingKindShape.nullable(),
  state: z.enum(['planning', 'drafted', 'running', 'done', 'stopped', 'dropped']),
  sentence: z.string(),
  why: z.string(),
  until: instantText.nullable(),
  madeAt: instantText,
  madeBy: z.string(),
  expiresAt: instantText,
  fingerprint: z.string().nullable().meta({
    description: 'send it to confirm just this plan; null while it is still being found out',
  }),
  needsSecondPerson: z.boolean(),
  confirm: z.object({
    right: z.string().meta({ description: 'that it takes, as `/v1/me` names it' }),
    roles: z.array(z.string()).meta({ description: 'who may confirm it' }),
    isAllowed: z.boolean().meta({ description: 'whether the one who asks may' }),
    needsWhy: z.boolean().meta({ description: 'the one who asks made it, and another should' }),
  }),
  exceptions: z.record(z.string(), z.unknown()).nullable()
    .meta({ description: 'what was asked for, to make it anew' }),
  orders: z.record(z.string(), z.unknown()).nullable()
    .meta({ description: 'the list of orders that was asked for, where it was one' }),
  orderIds: z.array(z.string()).nullable()
    .meta({ description: 'the very orders that were asked for, where they were named' }),
  mapping: z.object({ says: z.string(), row: mappingWantedShape, sentence: z.string() }).nullable(),
  oldestSince: instantText.nullable(),
  counts: z.object({
    unread: z.int().meta({ description: 'what would happen to these is still being found out' }),
    planned: z.int(), leftOut: z.int(), done: z.int(),
  }),
  touches: z.array(z.object({ what: z.string(), count: z.int() }))
    .meta({ description: 'what Gatepass will then do in other systems' }),
  calls: z.array(z.object({
    connection: z.string(), operation: z.string(), orders: z.int(), calls: z.int(),
    seconds: z.int().nullable().meta({
      description: 'until the last of them may have begun, as the limit stands; null: no limit',
    }),
  })).meta({ description: 'what that needs of each connection' }),
  leftOut: z.array(z.object({ words: z.string(), count: z.int() })),
  sample: z.array(z.lazy(() => bulkItemShape)).meta({ description: 'the first few' }),
  job: z.string().nullable().meta({ description: 'once it is confirmed' }),
});

export const bulkItemShape = z.object({
  number: z.int(),
  order: z.string(),
  orderNumber: z.string(),
  exception: z.string().nullable(),
  state: z.enum(['unread', 'planned', 'left-out', 'done']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  words: z.string().nullable().meta({ description: 'why it is left out' }),
  doneAt: instantText.nullable(),
});

export const jobShape = z.object({
  id: z.string(),
  plan: z.string(),
  kind: bulkKindShape,
  ruling: rulingKindShape.nullable(),
  state: z.enum(['running', 'done', 'stopped']),
  sentence: z.string(),
  why: z.string(),
  confirmedBy: z.string(),
  confirmedAt: instantText,
  stopped: z.object({ by: z.string(), at: instantText, why: z.string().nullable() }).nullable(),
  counts: z.object({ all: z.int(), toDo: z.int(), done: z.int(), leftOut: z.int() }),
  leftOut: z.array(z.object({ words: z.string(), count: z.int() })),
});

export const confirmShape = z.strictObject({
  fingerprint: z.string().max(100).regex(/^[\w-]+$/),
  why: reason.nullable().default(null)
    .meta({ description: 'needed where a second person should confirm, and does not' }),
});
export const stopShape = z.strictObject({ why: reason.nullable().default(null) });

export type BulkBody = z.output<typeof bulkBodyShape>;
export type BulkPlanView = z.output<typeof bulkPlanShape>;
export type BulkItemView = z.output<typeof bulkItemShape>;
export type JobView = z.output<typeof jobShape>;
