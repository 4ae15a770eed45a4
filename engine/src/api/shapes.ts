/**
 * The shapes of the public API: one schema per thing, from which validation, OpenAPI and the
 * types of command line and console are made. No rules live here.
 */
import { z } from 'zod';

/**
 * The database cannot hold U+0000 nor half a character (a lone surrogate), and no name or address
 * of this world needs a control sign.
 */
const readable = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}]|[\u0080-\u009f])*$/u;
const unreadable = 'has control characters or half a character';
/** The columns that hold such numbers are 32 bits wide. */
const wholeNumber = z.int().min(-2_147_483_648).max(2_147_483_647);
const name = z.string().trim().min(1).max(200).regex(readable, unreadable);
const freeText = z.string().max(1000).regex(readable, unreadable);
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);
const quantity = z.int().min(0).max(1_000_000);
const instantText = z.iso.datetime({ offset: true });
/** It is printed on a tote and scanned: no line breaks, nothing that turns or hides letters. */
const scannable = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;
const orderNumber = z.string().trim().min(1).max(48)
  .regex(scannable, 'has characters that cannot be printed and scanned');
const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

export const moneyShape = z.strictObject({
  amount: z.int().meta({ description: 'minor units: pence, cents' }),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

export const addressShape = z.strictObject({
  name: nullable(freeText), company: nullable(freeText),
  street1: nullable(freeText), street2: nullable(freeText), street3: nullable(freeText),
  city: nullable(freeText), state: nullable(freeText), postalCode: nullable(freeText),
  country: nullable(freeText), phone: nullable(freeText), email: nullable(freeText),
});

export const consignmentLineShape = z.strictObject({
  line: name,
  channelLine: nullable(name),
  orderNumber: nullable(name),
  sku: name,
  name: freeText.default(''),
  ordered: quantity,
  allocated: quantity.default(0),
  picked: quantity.default(0),
  packed: quantity.default(0),
  short: quantity.default(0),
  shortReason: nullable(freeText),
  bin: nullable(name),
  unitPrice: nullable(moneyShape),
  weightGrams: nullable(quantity),
  customs: nullable(
    z.strictObject({ hsCode: name, origin: z.string().regex(/^[A-Z]{2}$/), description: freeText }),
  ),
});

export const parcelShape = z.strictObject({
  reference: name,
  weightGrams: nullable(quantity),
  lengthMm: nullable(quantity), widthMm: nullable(quantity), heightMm: nullable(quantity),
  lines: z.array(z.strictObject({ line: name, quantity })).max(1000).default([]),
});

export const snapshotShape = z.strictObject({
  revision: z.int().min(0),
  updatedAt: instantText,
  orderNumber: orderNumber.meta({ description: 'printed on the tote' }),
  channel: name,
  status: z.enum([
    'received', 'allocated', 'picking', 'picked', 'packed', 'dispatched', 'cancelled',
  ]),
  service: nullable(name),
  wave: nullable(name),
  sequence: nullable(wholeNumber),
  shipBy: nullable(instantText),
  shipTo: addressShape,
  lines: z.array(consignmentLineShape).max(1000),
  parcels: z.array(parcelShape).max(200).default([]),
  dispatch: nullable(
    z.strictObject({
      at: instantText,
      carrier: nullable(name),
      service: nullable(name),
      trackingNumbers: z.array(name).max(200).default([]),
    }),
  ),
});

export const channelOrderShape = z.strictObject({
  revision: z.int().min(0),
  updatedAt: instantText,
  orderNumber,
  status: z.enum(['pending', 'paid', 'cancelled']),
  placedAt: nullable(instantText),
  requestedService: nullable(name),
  shipBy: nullable(instantText),
  shipTo: nullable(addressShape),
  lines: z.array(z.strictObject({
    line: name, sku: name, name: freeText.default(''),
    ordered: quantity, cancelled: quantity.default(0), unitPrice: nullable(moneyShape),
  })).max(1000),
});

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

const stage = z.enum([
  'received', 'allocated', 'picking', 'ready-to-ship', 'in-shipstation', 'labelled',
  'warehouse-told', 'channel-told', 'left-the-building', 'cancelled',
]);

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
});

export const consignmentViewShape = z.object({
  id: z.string(),
  warehouse: z.string(),
  reference: z.string(),
  stage,
  obligations: z.array(obligationShape),
  exceptions: z.array(exceptionShape),
  lines: z.array(z.object({
    line: z.string(), sku: z.string(), name: z.string(),
    ordered: z.int(), picked: z.int(), packed: z.int(), short: z.int(), labelled: z.int(),
  })),
  parcels: z.array(z.object({
    trackingNumber: z.string().nullable(), carrier: z.string(), service: z.string().nullable(),
    cost: moneyShape, weightGrams: z.int().nullable(), madeAt: instantText,
    state: z.enum(['label made', 'voided', 'return label']),
  })),
  because: z.array(z.string()),
});

export const orderViewShape = orderSummaryShape.extend({
  says: z.array(saysShape),
  agree: z.boolean(),
  disagreement: z.string().nullable(),
  timeZone: z.string(),
  consignments: z.array(consignmentViewShape),
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
});

/** The answer to a snapshot: which order it is, what it owes, and the sentence. */
export const snapshotAnswerShape = z.object({
  order: z.object({ id: z.string(), orderNumber: z.string(), channel: z.string() }),
  accepted: z.enum(['new', 'unchanged', 'older-revision', 'conflicting']),
  stage,
  obligations: z.array(obligationShape),
  sentence: z.string(),
  exceptions: z.array(exceptionShape),
});

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

export const connectionShape = z.object({
  name: z.string(),
  connector: z.string(),
  mode: z.enum(['live', 'shadow']),
  state: z.enum(['well', 'troubled', 'not-reached']),
  sentence: z.string(),
  lastGoodAt: instantText.nullable(),
  lease: z.object({ holder: z.string(), epoch: z.int(), renewedAt: instantText }).nullable(),
  budget: z.object({
    limit: z.int(), used: z.int(), windowMilliseconds: z.int(),
    closedUntil: instantText.nullable(), binds: z.enum(['budget', 'latency', 'lease', 'nothing']),
  }).nullable(),
  waiting: z.array(z.object({ operation: z.string(), count: z.int() })),
});

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  problems: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
});

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** Text by which something is looked for: what can never have been stored is refused. */
export const askedTextShape = z.string().max(200).regex(readable, unreadable);
export const referenceShape = reference;
export const nameShape = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

const deepest = 40;

/** What a document of people's own making may hold: texts that can be stored, and no abyss. */
const storable = z.record(z.string(), z.unknown()).superRefine((document, context) => {
  let level: { path: (string | number)[]; value: unknown }[] = [{ path: [], value: document }];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) {
      context.addIssue({ code: 'custom', message: `nests deeper than ${String(deepest)} levels` });
      return;
    }
    level = level.flatMap(({ path, value }) => {
      if (typeof value === 'string' && !readable.test(value)) {
        context.addIssue({ code: 'custom', message: unreadable, path });
      }
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).map(([key, member]: [string, unknown]) => {
        if (!readable.test(key)) {
          context.addIssue({ code: 'custom', message: `has a name that ${unreadable}`, path });
        }
        return { path: [...path, key], value: member };
      });
    });
  }
});

export const policyBodyShape = z.strictObject({
  document: storable,
  secrets: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/), z.string().min(1).max(10_000))
    .default({}),
  dryRun: z.boolean().default(false),
});

export const policyAnswerShape = z.object({
  version: z.int(),
  isChanged: z.boolean(),
  changes: z.array(z.string()),
  missingSecrets: z.array(z.string()),
  warnings: z.array(z.string()),
});

export const policyViewShape = z.object({
  version: z.int(),
  appliedAt: instantText.nullable(),
  appliedBy: z.string().nullable(),
  document: z.record(z.string(), z.unknown()),
});

export const meShape = z.object({ name: z.string(), role: z.string() });
export const probeShape = z.object({ isWell: z.boolean(), sentences: z.array(z.string()) });
export const demoShape = z.object({ isDemo: z.boolean(), sentence: z.string() });

export const exceptionItemShape = exceptionShape.extend({
  order: z.object({ id: z.string(), orderNumber: z.string() }),
});

export const batchResultShape = z.object({
  reference: z.string().nullable(),
  status: z.int().meta({ description: 'what a call for this item alone would have answered' }),
  answer: snapshotAnswerShape.nullable(),
  problem: problemShape.nullable(),
});

export type SnapshotBody = z.output<typeof snapshotShape>;
export type ChannelOrderBody = z.output<typeof channelOrderShape>;
export type OrderSummary = z.output<typeof orderSummaryShape>;
export type OrderView = z.output<typeof orderViewShape>;
export type ConsignmentView = z.output<typeof consignmentViewShape>;
export type ObligationView = z.output<typeof obligationShape>;
export type ExceptionView = z.output<typeof exceptionShape>;
export type TimelineEntry = z.output<typeof timelineEntryShape>;
export type SnapshotAnswer = z.output<typeof snapshotAnswerShape>;
export type ConnectionView = z.output<typeof connectionShape>;
export type MessageView = z.output<typeof messageShape>;
export type ProblemView = z.output<typeof problemShape>;
