import { z } from 'zod';
import type { Moment } from '../machine.ts';
import type { Postbox } from '../postbox.ts';
import { newPostbox } from '../postbox.ts';

/** The pretend warehouse: what its system says, and what was really done on its floor. */
export type Warehouse = {
  readonly name: string;
  readonly postbox: Postbox;
  readonly jobs: ReadonlyMap<string, Job>;
  /** Units really packed, for the referee; nobody else may read it. */
  readonly truth: readonly Truth[];
  readonly departAfterMs: number;
};

export type Truth = {
  readonly orderNumber: string;
  readonly sku: string;
  readonly packed: number;
  readonly at: Moment;
};

export type Stage =
  'received' | 'allocated' | 'picking' | 'picked' | 'packed' | 'dispatched' | 'cancelled';

/** One consignment on its way over the floor. */
export type Job = {
  readonly reference: string;
  readonly asked: PackAsked;
  readonly stage: Stage;
  readonly revision: number;
  readonly stagesLeft: readonly Stage[];
  readonly label: ArrivedLabel | null;
  readonly dispatchedAt: Moment | null;
  readonly isRecalled: boolean;
  /** What Gatepass answered to the last snapshot. */
  readonly answer: string;
};

/** The label that a dispatch message brought. */
export type ArrivedLabel = {
  readonly messageId: string;
  readonly parcels: readonly {
    readonly trackingNumber: string;
    readonly carrier: string;
    readonly service: string | null;
  }[];
};

const money = z.strictObject({ amount: z.int(), currency: z.string() });

export const packShape = z.strictObject({
  orderNumber: z.string().min(1),
  reference: z.string().min(1).optional(),
  channel: z.string().nullable().default('shopify-uk'),
  service: z.string().default('STANDARD'),
  wave: z.string().nullable().default(null),
  sequence: z.int().nullable().default(null),
  shipBy: z.string().nullable().default(null),
  shipTo: z.record(z.string(), z.string().nullable()),
  lines: z
    .array(
      z.strictObject({
        line: z.string(),
        channelLine: z.string().nullable().default(null),
        sku: z.string(),
        name: z.string(),
        ordered: z.int().min(0),
        /** Units that the picker finds; fewer than ordered is a short pick. */
        found: z.int().min(0).optional(),
        shortReason: z.string().nullable().default(null),
        bin: z.string().nullable().default(null),
        unitPrice: money,
        weightGrams: z.int().min(0),
      }),
    )
    .min(1),
  /** Time between two steps of the work. */
  stepMs: z.int().min(0).default(300),
  /** The step after which the work stops. */
  until: z.enum(['received', 'allocated', 'picking', 'picked', 'packed']).default('packed'),
});
export type PackAsked = z.infer<typeof packShape>;

export const newWarehouse = (): Warehouse => ({
  name: 'leicester',
  postbox: newPostbox(),
  jobs: new Map(),
  truth: [],
  departAfterMs: 2_000,
});

export const withJob = (warehouse: Warehouse, job: Job): Warehouse => ({
  ...warehouse,
  jobs: new Map(warehouse.jobs).set(job.reference, job),
});
