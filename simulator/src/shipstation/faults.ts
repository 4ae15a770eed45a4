import { z } from 'zod';
import type { Answer } from '../machine.ts';
import { answerHtml, answerJson } from '../machine.ts';

/** Misbehaviour on demand (shipstation.md section 8). Everything is off unless switched on. */
const nextCalls = z.strictObject({
  /** Beginning of the path, such as `/orders/createorders`; compared without case. */
  path: z.string(),
  count: z.int().min(0),
});

export const faultsShape = z.strictObject({
  /** Performed in full, then the socket is cut: the caller cannot know. */
  dropAnswer: z.array(nextCalls),
  /** Cut before anything is done: looks the same to the caller. */
  dropRequest: z.array(nextCalls),
  /** Not performed; 500 is a JSON exception, 502 a gateway page in HTML. */
  refuse: z.array(nextCalls.extend({ status: z.literal([500, 502]) })),
  latencyMs: z.int().min(0),
  rateHeadersMissing: z.boolean(),
  /** Order numbers that break a list page unless they stand on it alone. */
  poisonOrders: z.array(z.string()),
  /** Order numbers that createorder and createorders turn down. */
  refuseOrders: z.array(z.string()),
  /** The next voids are answered `approved: false`. */
  refuseVoids: z.int().min(0),
  webhooksLost: z.int().min(0),
  webhooksDoubled: z.int().min(0),
});

export type Faults = z.infer<typeof faultsShape>;

export const noFaults: Faults = {
  dropAnswer: [],
  dropRequest: [],
  refuse: [],
  latencyMs: 0,
  rateHeadersMissing: false,
  poisonOrders: [],
  refuseOrders: [],
  refuseVoids: 0,
  webhooksLost: 0,
  webhooksDoubled: 0,
};

type NextCalls = { readonly path: string; readonly count: number };

function spend<Row extends NextCalls>(
  rows: readonly Row[],
  path: string,
): { readonly hit: Row | null; readonly rows: Row[] } {
  const index = rows.findIndex((row) => row.count > 0 && path.startsWith(row.path.toLowerCase()));
  const hit = rows[index];
  if (hit === undefined) return { hit: null, rows: [...rows] };
  return { hit, rows: rows.with(index, { ...hit, count: hit.count - 1 }) };
}

export type CallFault =
  | { readonly is: 'none' }
  | { readonly is: 'cut-before' }
  | { readonly is: 'cut-after' }
  | { readonly is: 'refused'; readonly answer: Answer };

/** What befalls this call, and the faults that are left for later calls. */
export function strike(
  faults: Faults,
  path: string,
): { readonly faults: Faults; readonly fault: CallFault } {
  const before = spend(faults.dropRequest, path);
  if (before.hit)
    return { faults: { ...faults, dropRequest: before.rows }, fault: { is: 'cut-before' } };
  const refuse = spend(faults.refuse, path);
  if (refuse.hit) {
    const answer = refuse.hit.status === 502 ? gatewayPage : serverException('Timeout expired.');
    return { faults: { ...faults, refuse: refuse.rows }, fault: { is: 'refused', answer } };
  }
  const after = spend(faults.dropAnswer, path);
  if (after.hit)
    return { faults: { ...faults, dropAnswer: after.rows }, fault: { is: 'cut-after' } };
  return { faults, fault: { is: 'none' } };
}

/** The generic page of a gateway; no captured sample exists, so the text is ours. */
const gatewayPage = answerHtml(
  502,
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
);

/** The body in which V1 reports its own exceptions, also those caused by bad data (3.4). */
export const serverException = (text: string): Answer =>
  answerJson(500, {
    Message: 'An error has occurred.',
    ExceptionMessage: text,
    ExceptionType: 'System.Exception',
    StackTrace: '   at ShipStation.Simulated.Frame()',
  });
