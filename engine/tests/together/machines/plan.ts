/** What is to happen on a day of several machines, and what it came to. */
import { z } from 'zod';

/** A line cut, a process frozen for longer than its lease, a process killed. */
export const blowShape = z.enum(['cut', 'freeze', 'kill']);
export type Blow = z.output<typeof blowShape>;

export const planShape = z.object({
  seed: z.number(),
  /** Each falls on whoever has a batch under way at ShipStation. */
  blows: z.array(blowShape),
  ordersPerBlow: z.number(),
  callsPerMinute: z.number(),
  /** How long the cut or frozen one stays so after another has taken over, in milliseconds. */
  staysMilliseconds: z.number().default(0),
  /** How far each machine's clock is ahead, in milliseconds. */
  skews: z.array(z.number()),
  network: z.object({ hub: z.string(), workers: z.array(z.string()) }),
});
export type Plan = z.input<typeof planShape>;
/** A plan before there is a network for it. */
export type DayPlan = Omit<Plan, 'network'>;

const words = z.array(z.string());

export const outcomeShape = z.object({
  seed: z.number(),
  struck: z.array(z.object({
    blow: blowShape, worker: z.number(),
    /** How long until another held the connection. */
    seconds: z.number(),
    epochs: z.tuple([z.number(), z.number()]),
  })),
  orders: z.number(),
  missing: words,
  twice: words,
  labels: z.number(),
  calls: z.number(),
  throttled: z.number(),
  /** By the clock of the other side. */
  mostInAMinute: z.number(),
  /** By our own log, in a window of theirs and two seconds. */
  mostLoggedInAWindow: z.number(),
  twoHands: words,
  epochsOutOfOrder: words,
  verdict: z.string(),
  exitCodes: z.array(z.number().nullable()),
});
export type Outcome = z.output<typeof outcomeShape>;
