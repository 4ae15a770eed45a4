/** What so many operations would need of each connection, as its limit stands now. */
import { readPolicy } from '../store/policies.ts';
import type { Tx } from '../store/database.ts';
import { readBudget } from './budget.ts';
import type { Surroundings } from './surroundings.ts';

export type CallsNeeded = {
  readonly connection: string;
  readonly operation: string;
  readonly orders: number;
  readonly calls: number;
  /** Until the last of them may begin; null where the other side names no limit. */
  readonly seconds: number | null;
};

/** Each is `operation on connection`, with how many. */
export const callsFor = async (
  tx: Tx,
  { connectors, limitNow }: Surroundings,
  touches: readonly { readonly what: string; readonly count: number }[],
): Promise<CallsNeeded[]> => {
  const { connections } = await readPolicy(tx);
  const needed: CallsNeeded[] = [];
  for (const { what, count } of touches) {
    const [operation = '', connection = ''] = what.split(' on ');
    const manifest = connectors[connections[connection]?.connector ?? '']?.manifest;
    if (manifest === undefined) continue;
    const known = Object.entries(manifest.operations).find(([name]) => name === operation)?.[1];
    const calls = known === undefined
      ? count : Math.ceil(count / known.batchSize) * known.costInCalls;
    const now = limitNow();
    const budget = await readBudget(tx, connection, manifest, now);
    needed.push({
      connection, operation, orders: count, calls,
      seconds: budget === null || budget.limit === 0 ? null : secondsFor(calls, budget, now),
    });
  }
  return needed;
};

type Standing = {
  readonly limit: number; readonly used: number; readonly windowMilliseconds: number;
  readonly openAt: number;
};

/** What the window has left goes at once; each further window lets its whole limit through. */
const secondsFor = (
  calls: number,
  { limit, used, windowMilliseconds, openAt }: Standing,
  now: number,
): number => {
  const left = Math.max(0, limit - used);
  const windows = calls <= left ? 0 : Math.ceil((calls - left) / limit);
  return Math.ceil((Math.max(0, openAt - now) + windows * windowMilliseconds) / 1_000);
};
