import type { Errand } from '../machine.ts';
import type { World } from '../world.ts';
import type { Target } from './errands.ts';
import { afterPut, answerTimeoutMs } from './errands.ts';

/**
 * A warehouse's system with much to say sends what has gathered while its last call was under
 * way: many consignments in one call, as Gatepass offers it. One call at a time for a warehouse.
 */
export type Snapshot = Extract<Errand, { readonly is: 'warehouse.put' }>;

const mostInBatch = 200;

export function openBatches(
  target: Target,
  signal: AbortSignal,
  landed: (errand: Snapshot, change: (world: World, now: number) => World) => void,
): (errand: Snapshot) => void {
  const waiting = new Map<string, Snapshot[]>();
  const busy = new Set<string>();

  const sendOn = async (warehouse: string): Promise<void> => {
    if (busy.has(warehouse)) return;
    busy.add(warehouse);
    for (;;) {
      const gathered = waiting.get(warehouse) ?? [];
      const batch = firstOfEach(gathered).slice(0, mostInBatch);
      if (batch.length === 0 || signal.aborted) break;
      waiting.set(warehouse, gathered.filter((one) => !batch.includes(one)));
      const outcomes = await post(target, warehouse, batch, signal);
      for (const [index, errand] of batch.entries()) {
        const outcome = outcomes[index] ?? { is: 'unreachable', why: 'no answer for this one' };
        landed(errand, (world, now) => afterPut(world, errand, outcome, now));
      }
    }
    busy.delete(warehouse);
  };

  return (errand) => {
    const { warehouse = 'leicester' } = errand;
    waiting.set(warehouse, [...(waiting.get(warehouse) ?? []), errand]);
    void sendOn(warehouse);
  };
}

/** Of one consignment the next snapshot goes when the one before has been answered. */
const firstOfEach = (gathered: readonly Snapshot[]): readonly Snapshot[] =>
  gathered.filter((one, at) =>
    gathered.findIndex(({ reference }) => reference === one.reference) === at);

type Outcome = Parameters<typeof afterPut>[2];

async function post(
  target: Target,
  warehouse: string,
  batch: readonly Snapshot[],
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const url = `${target.url.replace(/\/$/, '')}/v1/warehouses/${warehouse}/consignments`;
  const consignments = batch.map(({ reference, body }) =>
    Object.assign({ reference }, JSON.parse(body)));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${target.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ consignments }),
      // A whole batch may take longer than a single one.
      signal: AbortSignal.any([signal, AbortSignal.timeout(6 * answerTimeoutMs)]),
    });
    const text = await response.text();
    if (response.status >= 500 || response.status === 429) {
      return batch.map(() => ({ is: 'unreachable', why: `${response.status} ${text}` }));
    }
    if (!response.ok) {
      return batch.map(() => ({ is: 'answered', text: `${response.status} ${text}` }));
    }
    return readResults(text);
  } catch (problem) {
    return batch.map(() => ({ is: 'unreachable', why: String(problem) }));
  }
}

function readResults(text: string): readonly Outcome[] {
  const { results } = JSON.parse(text) as { readonly results: readonly { status: number }[] };
  return results.map((one) => ({
    is: 'answered', text: `${one.status} ${JSON.stringify(one)}`.slice(0, 4_000),
  }));
}
