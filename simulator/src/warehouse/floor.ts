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
  /** Parcels leave with a carrier's van, not some time after the message. */
  readonly followsVan: boolean;
  /** When the work on a consignment was given up on the floor. */
  readonly cancelledAt: ReadonlyMap<string, Moment>;
};

export type Truth = {
  readonly orderNumber: string;
  /** The consignment, where the floor knows which; an order may have several. */
  readonly reference?: string;
  readonly sku: string;
  /** Units off the shelf, where somebody counted them; else they are as many as were packed. */
  readonly picked?: number;
  readonly packed: number;
  readonly at: Moment;
};

/** Units of one line as the warehouse's system says them. */
export type LineCounts = {
  readonly line: string;
  readonly allocated: number;
  readonly picked: number;
  readonly packed: number;
  readonly short: number;
  readonly shortReason: string | null;
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
  /** When a van took the goods, whether or not the warehouse's system knows. */
  readonly leftAt?: Moment | null;
  readonly isRecalled: boolean;
  /** What Gatepass answered to the last snapshot. */
  readonly answer: string;
  /** Counts given line by line; without them they follow from the stage. */
  readonly counts?: readonly LineCounts[];
  /** The referee's notes on each revision. */
  readonly said?: readonly Said[];
};

export type Said = {
  readonly revision: number;
  readonly at: Moment;
  readonly stage: Stage;
  /** Whether all units were called allocated, picked, and packed, without any contradiction. */
  readonly isWhole: Readonly<Record<'allocated' | 'picked' | 'packed', boolean>>;
  /** When Gatepass took it in, in full; null while it has not. */
  readonly takenAt: Moment | null;
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
  /** Which warehouse speaks; without a name it is the one of the first example. */
  warehouse: z.string().min(1).optional(),
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

export const newWarehouse = (followsVan = false): Warehouse => ({
  name: 'leicester',
  postbox: newPostbox(),
  jobs: new Map(),
  truth: [],
  departAfterMs: 2_000,
  followsVan,
  cancelledAt: new Map(),
});

export const withJob = (warehouse: Warehouse, job: Job): Warehouse => ({
  ...warehouse,
  jobs: new Map(warehouse.jobs).set(job.reference, job),
});
