/** Where labels are bought on demand, who stands at a bench asks for those of what is packed. */
import { z } from 'zod';
import { chance } from '../../../../../simulator/src/chance.ts';
import type { JoinedRun } from '../run.ts';
import type { WorldPlan } from './plan.ts';

export type Benches = {
  /** Asks for what is packed and has no label yet, if it is time. */
  readonly ask: (now: number) => Promise<void>;
  /** When somebody asks next; null where nobody does. */
  readonly askAgainAt: () => number | null;
  /** The orders of which a label was asked for and not refused; null where nobody asks. */
  readonly asked: () => readonly string[] | null;
};

const every = 7_000;

/** Some parcels lie on their bench unasked for; of some two benches ask at once. */
const askedShare = 0.9;
const twiceShare = 0.2;

const answerShape = z.looseObject({ state: z.string().optional() });

export const newBenches = (
  run: Pick<JoinedRun, 'world' | 'knock'>,
  plan: Pick<WorldPlan, 'seed' | 'from' | 'policy'>,
): Benches => {
  if (plan.policy.labels !== 'on-demand') {
    return { ask: () => Promise.resolve(), askAgainAt: () => null, asked: () => null };
  }
  const asked = new Set<string>();
  const printed = new Set<string>();
  let nextAt = plan.from;

  /** False when nobody is there who could answer: people turn to something else. */
  const askFor = async (reference: string, orderNumber: string): Promise<boolean> => {
    const path = `/v1/warehouses/leicester/consignments/${reference}/parcels/P1/label?wait=0`;
    const isTwice = chance(plan.seed, 'bench/twice', Number(reference.replaceAll(/\D/g, '')))
      < twiceShare;
    try {
      for (const { status, body } of await Promise.all(
        (isTwice ? [0, 1] : [0]).map(() => run.knock('POST', path)))) {
        const { state } = answerShape.parse(JSON.parse(body));
        if (status < 300) asked.add(orderNumber);
        if (state === 'labelled') printed.add(reference);
      }
      return true;
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      return false;
    }
  };

  return {
    asked: () => [...asked],
    askAgainAt: () => nextAt,
    async ask(now) {
      if (now < nextAt) return;
      nextAt = now + every;
      for (const { reference, asked: { orderNumber }, stage, isRecalled, leftAt } of
        run.world().warehouse.jobs.values()) {
        const isHere = stage === 'packed' && !isRecalled && (leftAt ?? null) === null;
        const isWanted = chance(plan.seed, `bench/${reference}`, 0) < askedShare;
        if (!isHere || !isWanted || printed.has(reference)) continue;
        if (!(await askFor(reference, orderNumber))) return;
      }
    },
  };
};
