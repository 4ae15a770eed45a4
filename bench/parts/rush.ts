/** Very many orders told as packed in one moment, in an order that is not that of their turn. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  joinedRun, pretendedPolicy, type JoinedRun,
} from '../../engine/tests/together/joined/run.ts';

/** A Friday afternoon in Leicester, before the collections. */
const from = Date.UTC(2026, 10, 20, 13, 0);
const minute = 60_000;

type Rush = { readonly orders: number; readonly seed: number; readonly isDeskOn: boolean };

/** What follows is lived in the world just after all of them were told. */
export const inRush = async <Found>(
  { orders, seed, isDeskOn }: Rush,
  live: (run: JoinedRun, plan: readonly Planned[], begun: number) => Promise<Found>,
): Promise<Found> => {
  const run = await joinedRun({ seed, from, world: { isDeskOn } });
  try {
    const example = new URL('../../examples/demo-policy.yaml', import.meta.url);
    const document = pretendedPolicy(readFileSync(example, 'utf8'));
    await run.ask('PUT', '/v1/policy', { document });
    // The first looks are over: the account is known when the rush comes.
    await run.pass(2 * minute);
    const begun = run.clock.now();
    const plan = planOf(orders);
    for (let first = 0; first < plan.length; first += 500) {
      await tell(run, plan.slice(first, first + 500), begun);
    }
    return await live(run, plan, begun);
  } finally {
    await run.end();
  }
};

export type Planned = {
  readonly number: string;
  readonly wave: string;
  readonly sequence: number;
  readonly service: 'DPD-12' | 'STANDARD';
};

type Said = { readonly revision: number; readonly status: 'packed' | 'cancelled' };

const perWave = 40;

/** Told in an order that is not that of release: waves and places are shuffled over the batches. */
const planOf = (orders: number): readonly Planned[] =>
  Array.from({ length: orders }, (_, index): Planned => {
    // Any step that shares no factor with the count goes round once through all of them.
    const place = (index * 7_919) % orders;
    return {
      number: `SO-${String(10_000 + index)}`,
      wave: `W-${String(Math.floor(place / perWave) + 1).padStart(3, '0')}`,
      sequence: (place % perWave) + 1,
      service: place % 2 === 0 ? 'DPD-12' : 'STANDARD',
    };
  });

/** As they stand on the floor at this moment; a second word about them is of a newer revision. */
export const tell = async (
  run: JoinedRun,
  batch: readonly Planned[],
  at: number,
  { revision, status }: Said = { revision: 1, status: 'packed' },
): Promise<void> => {
  const answer = await run.ask('POST', '/v1/warehouses/leicester/consignments', {
    consignments: batch.map(({ number, wave, sequence, service }) => ({
      reference: `LE-${number}`, revision, updatedAt: new Date(at).toISOString(),
      orderNumber: number, channel: 'shopify-uk', status, service, wave, sequence,
      shipBy: null,
      shipTo: {
        name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
        country: 'GB',
      },
      lines: [{
        line: '1', sku: 'TEE', name: 'T-shirt', ordered: 2, picked: 2, packed: 2,
        weightGrams: 180, unitPrice: { amount: 1999, currency: 'GBP' },
      }],
    })),
  });
  const { results } = answerShape.parse(answer);
  const bad = results.find((one) => one.status !== 200);
  if (bad !== undefined) throw new Error(`a snapshot was refused: ${JSON.stringify(bad)}`);
};

const answerShape = z.object({ results: z.array(z.looseObject({ status: z.number() })) });
