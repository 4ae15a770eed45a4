/**
 * What left a process must have stood begun in the store: each order, label or message that the
 * call is about by an attempt of its own, under a lease that was this process's and nobody else's.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { operations } from '../../../../src/core/model/dossier.ts';
import type { Tx } from '../../../../src/store/database.ts';
import type { CallLeft } from '../run.ts';
import type { Broken } from './broken.ts';

const effects: ReadonlySet<string> = new Set(operations);

export type Begun = {
  readonly heard: (call: CallLeft) => void;
  /** What was heard since the last time, held against the attempts that are read so. */
  readonly check: (read: ReadAttempts, skew: number) => Promise<readonly Broken[]>;
};

export type Attempted = {
  readonly about: string;
  /** Connection and epoch. */
  readonly lease: string;
  readonly begunAt: number;
  readonly answeredAt: number | null;
};

export type ReadAttempts = (
  operation: string, abouts: readonly string[],
) => Promise<readonly Attempted[]>;

export const attemptsIn = (tx: Tx): ReadAttempts => async (operation, abouts) => {
  const { rows } = await sql<Attempted>`
    select about, connection || ' ' || epoch as lease, begun_at as "begunAt",
           answered_at as "answeredAt"
      from attempt where operation = ${operation} and about = any(${[...abouts]})`.execute(tx);
  return rows;
};

export const newBegun = (): Begun => {
  const left: CallLeft[] = [];
  /** Whose each lease is, by connection and epoch. */
  const holders = new Map<string, number>();

  const problemOf = async (
    read: ReadAttempts, call: CallLeft, skew: number,
  ): Promise<string | null> => {
    const { at, request, process } = call;
    const abouts = aboutsOf(call);
    if (abouts.length === 0) return `names nothing that it is about: ${request.url}`;
    // The call is timed by the process's own clock, the attempt by one set right by the store's.
    const rows = (await read(request.purpose, abouts)).filter(({ begunAt, answeredAt }) =>
      begunAt <= at + skew && (answeredAt === null || answeredAt >= at - skew));
    const missing = abouts.filter((about) => !rows.some((row) => row.about === about));
    if (missing.length > 0) return `no attempt stood begun for ${missing.join(', ')}`;
    const leases = [...new Set(rows.map((row) => row.lease))].filter((lease) =>
      abouts.every((about) => rows.some((row) => row.about === about && row.lease === lease)));
    const own = leases.filter((lease) => (holders.get(lease) ?? process) === process);
    const [lease] = own;
    if (lease === undefined) return `it was begun by others only: ${leases.join(', ')}`;
    // Where two are possible, a death between them left one open: the next call tells which.
    if (own.length === 1) holders.set(lease, process);
    return null;
  };

  return {
    heard(call) { if (effects.has(call.request.purpose)) left.push(call); },
    async check(read, skew) {
      const broken: Broken[] = [];
      for (const call of left.splice(0)) {
        const problem = await problemOf(read, call, skew);
        if (problem === null) continue;
        broken.push({
          at: call.at, rule: 'begun before the call', orderNumber: null,
          sentence: `Process ${String(call.process)} called for ${call.request.purpose}, and `
            + problem,
        });
      }
      return broken;
    },
  };
};

const bodyShape = z.union([
  z.array(z.object({ orderKey: z.string() })),
  z.object({ shipmentId: z.number() }),
  z.object({ orderId: z.number() }),
  z.object({ id: z.string() }),
]);

/** Under which names the attempts of this call stand in the store. */
const aboutsOf = ({ request }: CallLeft): readonly string[] => {
  const read = /\/orders\/(\d+)$/.exec(new URL(request.url).pathname)?.[1];
  if (read !== undefined) return [read];
  const body = bodyShape.parse(JSON.parse(request.body ?? 'null'));
  if (Array.isArray(body)) return body.map(({ orderKey }) => orderKey);
  if ('shipmentId' in body) return [String(body.shipmentId)];
  return ['orderId' in body ? String(body.orderId) : body.id];
};
