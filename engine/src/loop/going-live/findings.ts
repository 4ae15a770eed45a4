/** What a plan to go live finds: which orders it adopts, which a person has to look at. */
import { matchesIn, type Matched } from '../../core/facts/match-order.ts';
import type { Dossier } from '../../core/model/dossier.ts';
import { warehouseName, type OrderId } from '../../core/model/ids.ts';
import { warehousePolicy } from '../../core/policy/policy.ts';
import type { Database } from '../../store/database.ts';
import { countInScope, standingInScope, type InScope, type Plan } from '../../store/plans.ts';
import { readPolicy } from '../../store/policies.ts';
import { readThrough } from '../../store/feeds.ts';
import { dossiersNumbered, unclaimedOrders } from '../../store/unclaimed.ts';

export type Found = { readonly dossier: Dossier; readonly matched: Matched };

export type Findings = {
  readonly equal: readonly Found[];
  readonly inDoubt: readonly { readonly number: string; readonly why: string }[];
  /** Would be released as soon as all may be. */
  readonly ready: number;
  /** Heard of before the line: read, and not judged unless adopted. */
  readonly history: number;
  /** ShipStation orders changed before this have been seen; null while none was looked at. */
  readonly seenThrough: number | null;
};

/** How many orders one transaction reads, and how many of nobody's are looked at. */
const perSlice = 200;
const strangersAtMost = 1_000;

export const findMatches = async (database: Database, plan: Plan): Promise<Findings> => {
  const { warehouse, channels, line } = plan.content;
  const head = await database.transaction(async (tx) => {
    const policy = await readPolicy(tx);
    const connection = warehousePolicy(policy, warehouseName(warehouse))?.shipstation ?? null;
    const strangers = connection === null
      ? [] : await unclaimedOrders(tx, connection, strangersAtMost);
    const numbered = await dossiersNumbered(tx, strangers.map((one) => one.number));
    const known = new Set(numbered.filter((one) => channels.includes(one.channel) &&
      Object.values(one.consignments).some((facts) => facts.warehouse === warehouse))
      .map((one) => one.orderNumber));
    const through = (await readThrough(tx)).find((one) =>
      one.connection === connection && one.feed === 'orders')?.through ?? null;
    return {
      connection, through, ...(await countInScope(tx, plan.content, line)),
      alike: strangers.filter((one) => known.has(one.number)),
    };
  });
  const equal: Found[] = [];
  const inDoubt = head.alike.map(({ number }) =>
    ({ number, why: 'no line there can be told to be one of its lines' }));
  await eachStanding(database, plan, head.connection, (dossier) => {
    for (const matched of matchesIn(dossier, warehouse, line)) {
      const { match, order: { order: { number } } } = matched;
      if (match.is === 'equal') equal.push({ dossier, matched });
      else inDoubt.push({ number, why: match.why });
    }
  });
  return {
    equal, inDoubt, ready: head.ready, history: head.history, seenThrough: head.through,
  };
};

/** Every order of the scope that stands in its account, slice by slice. */
const eachStanding = async (
  database: Database,
  { content }: Plan,
  connection: string | null,
  visit: (dossier: Dossier) => void,
): Promise<void> => {
  if (connection === null) return;
  const sliceAfter = (after: OrderId | null): Promise<readonly InScope[]> =>
    database.transaction((tx) =>
      standingInScope(tx, content, connection, { after, limit: perSlice }));
  let after: OrderId | null = null;
  for (;;) {
    const slice: readonly InScope[] = await sliceAfter(after);
    for (const { dossier } of slice) visit(dossier);
    const last = slice.at(-1);
    if (last === undefined || slice.length < perSlice) return;
    after = last.dossier.order;
  }
};
