/** What is asked when all is over: the referee, and what was acknowledged, begun and left open. */
import { sql } from 'kysely';
import type { Decision } from '../../../../src/core/model/decision.ts';
import type { Dossier } from '../../../../src/core/model/dossier.ts';
import type { Database } from '../../../../src/store/database.ts';
import { judge } from '../../../../../simulator/src/referee/judge.ts';
import type { Shown } from '../../../../../simulator/src/referee/notebook.ts';
import { publishedCodes, usualRules } from '../../../../../simulator/src/referee/rules.ts';
import type { World } from '../../../../../simulator/src/world.ts';
import type { Broken } from './broken.ts';
import { fetchedEvery } from './begin.ts';
import { awayIn, type WorldPlan } from './plan.ts';

export type Ending = { readonly broken: readonly Broken[]; readonly sum: readonly string[] };

type Row = {
  readonly number: string;
  // Both as they were written from these types.
  readonly facts: Dossier;
  readonly decision: Decision | null;
};

export const readEnding = async (
  database: Database,
  world: World,
  plan: WorldPlan,
  { now, asked }: { readonly now: number; readonly asked: readonly string[] | null },
): Promise<Ending> => {
  const { rows } = await database.transaction((tx) => sql<Row>`
    select order_number as number, facts, decision from dossier order by order_number`.execute(tx));
  const shown = await shownToPeople(database);
  return {
    broken: [
      ...refereeFinds(
        { ...world, notebook: { ...world.notebook, shown } }, plan, { now, asked }),
      ...toldBeside(world, plan, now),
      ...lostSnapshots(world, rows, now),
      ...openInSilence(rows, now),
    ],
    sum: [
      ...rows.map((row) => JSON.stringify(row)),
      ...shown.map((row) => JSON.stringify(row)),
      JSON.stringify([
        [...world.shipstation.orders], [...world.shipstation.shipments],
        [...world.warehouse.postbox.messages], [...world.shop.postbox.messages],
        [...world.warehouse.jobs], [...world.carriers.parcels],
      ]),
    ],
  };
};

/** Times out of the policy and the referee's usual ones, and what the weather and deaths cost. */
const refereeFinds = (
  world: World,
  plan: WorldPlan,
  { now, asked }: { readonly now: number; readonly asked: readonly string[] | null },
): readonly Broken[] => {
  // ShipStation comes for orders at its own time, and once more for what it could not read.
  const slack = awayIn(plan) + plan.storm * 150_000
    + (plan.policy.enters === 'custom-store' ? 2 * fetchedEvery : 0);
  const base = {
    ...publishedCodes, now, askedFor: asked, gate: plan.policy.gate,
    channelToldWhen: plan.policy.toldBy === 'gatepass' ? plan.policy.toldWhen : 'never',
  } as const;
  const patient = judge(world, {
    ...base,
    releaseWithinMs: usualRules.releaseWithinMs + slack,
    warehouseToldWithinMs: usualRules.warehouseToldWithinMs + slack,
    channelToldWithinMs: usualRules.channelToldWithinMs + slack,
    withdrawWithinMs: usualRules.withdrawWithinMs + slack,
    shownWithinMs: usualRules.shownWithinMs + slack,
    forgottenShownWithinMs: usualRules.forgottenShownWithinMs + slack,
    sequenceToleranceMs: usualRules.sequenceToleranceMs + slack,
  });
  // More patience can also make a finding: with enough of it, what the floor had said last before
  // a label is from before the pick. What the usual rules do not find is none.
  const usual = new Set(judge(world, base).findings.map((one) =>
    `${one.code} ${one.orderNumber ?? ''}`));
  return patient.findings
    .filter((one) => usual.has(`${one.code} ${one.orderNumber ?? ''}`))
    .map(({ at, code, orderNumber, sentence }) =>
      ({ at, rule: `referee ${code}`, orderNumber, sentence }));
};

/** Where others tell the channel, a word of ours would be the second that a buyer gets. */
const toldBeside = ({ shop }: World, { policy }: WorldPlan, now: number): readonly Broken[] =>
  policy.toldBy === 'gatepass' || shop.postbox.messages.size === 0 ? [] : [{
    at: now, rule: 'told by others', orderNumber: null,
    sentence: `The channel is told by ${policy.toldBy}, and heard of us all the same, `
      + `${String(shop.postbox.messages.size)} times.`,
  }];

/** Whatever was answered with a 2xx is in the store, or something newer of its kind. */
const lostSnapshots = (world: World, rows: readonly Row[], now: number): readonly Broken[] => {
  const known = new Map(rows.flatMap(({ facts }) =>
    Object.values(facts.consignments).map((one) =>
      [one.reference, one.says?.snapshot.revision ?? -1] as const)));
  return [...world.warehouse.jobs.values()].flatMap(({ reference, asked, said = [] }) => {
    const taken = said.flatMap(({ revision, takenAt }) => takenAt === null ? [] : [revision]);
    const newest = Math.max(-1, ...taken);
    return newest <= (known.get(reference) ?? -1) ? [] : [{
      at: now, rule: 'acknowledged', orderNumber: asked.orderNumber,
      sentence: `Revision ${String(newest)} of ${reference} was acknowledged and is not known.`,
    }];
  });
};

/** Every loop is closed, or waits within its limit, or people know of it. */
const openInSilence = (rows: readonly Row[], now: number): readonly Broken[] =>
  rows.flatMap(({ number, decision }) => (decision?.consignments ?? []).flatMap((one) =>
    one.exceptions.length > 0 ? [] : one.obligations.flatMap(({ kind, state }): Broken[] => {
      if (state.is !== 'open') return [];
      if (state.limitAt !== null && state.limitAt > now - 60_000) return [];
      const since = new Date(state.since).toISOString();
      return [{
        at: now, rule: 'open in silence', orderNumber: number,
        sentence: `${kind} has waited on ${state.waitsOn} since ${since}, past its limit, and `
          + `nobody was told: ${JSON.stringify(state.because)}`,
      }];
    })));

/** Every exception that Gatepass showed, as its own store has it. */
const shownToPeople = async (database: Database): Promise<readonly Shown[]> => {
  const { rows } = await database.transaction((tx) => sql<{
    number: string; code: string; opened: number; closed: number | null;
  }>`
    select order_number as number, code, opened_at as opened, closed_at as closed
      from exception join dossier using (order_id)
     order by opened_at, order_number, code`.execute(tx));
  return rows.map(({ number, code, opened, closed }) => ({
    orderNumber: number, code, at: opened, ...(closed === null ? {} : { until: closed }),
  }));
};
