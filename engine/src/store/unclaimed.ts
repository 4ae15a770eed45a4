/**
 * What stands in ShipStation and bears no key of ours, kept until its owner is found: a store or
 * another program may bring an order in before the warehouse has spoken of it.
 */
import { sql } from 'kysely';
import type { Dossier } from '../core/model/dossier.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Label, Mark, ShipStationOrder } from '../core/model/shipstation.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type Stray =
  | { readonly kind: 'order'; readonly order: ShipStationOrder }
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'mark'; readonly mark: Mark };

export type Unclaimed = {
  readonly connection: string;
  readonly stray: Stray;
  readonly order: string | null;
  readonly number: string;
  readonly seenAt: Instant;
};

/** Keeps the newest look at each; what is tried again is tried with what it shows now. */
export const keepUnclaimed = async (tx: Tx, found: readonly Unclaimed[]): Promise<void> => {
  const rows = new Map(found.map((one) => [nameOf(one), {
    connection: one.connection, kind: one.stray.kind, their_id: idOf(one.stray),
    shipstation_order_id: one.order, order_number: one.number, seen: json(one.stray),
    seen_at: one.seenAt, tried_at: 0, tried_policy: 0,
  }] as const));
  if (rows.size === 0) return;
  const sorted = [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await tx.insertInto('unclaimed').values(sorted.map(([, row]) => row))
    .onConflict((clash) => clash.columns(['connection', 'kind', 'their_id']).doUpdateSet((eb) => ({
      shipstation_order_id: eb.ref('excluded.shipstation_order_id'),
      order_number: eb.ref('excluded.order_number'), seen: eb.ref('excluded.seen'),
      seen_at: eb.ref('excluded.seen_at'), tried_at: 0, tried_policy: 0,
    })))
    .execute();
};

const nameOf = ({ connection, stray }: Unclaimed): string =>
  `${connection} ${stray.kind} ${idOf(stray)}`;

const idOf = (stray: Stray): string => {
  switch (stray.kind) {
    case 'order': return stray.order.id;
    case 'label': return stray.label.id;
    case 'mark': return stray.mark.id;
    default: return stray satisfies never;
  }
};

/**
 * Orders and labels whose number a dossier bears, and that were not tried since that dossier or
 * the policy changed. Another process's are skipped.
 */
export const claimable = async (
  tx: Tx,
  policyVersion: number,
  limit: number,
): Promise<readonly Unclaimed[]> => {
  const rows = await tx.selectFrom('unclaimed').selectAll()
    .where('kind', 'in', ['order', 'label'])
    .where((eb) => eb.exists(eb.selectFrom('dossier').select('order_id')
      .whereRef('dossier.order_number', '=', 'unclaimed.order_number')
      .where((is) => is.or([
        is('unclaimed.tried_policy', '<>', policyVersion),
        is('dossier.changed_at', '>=', is.ref('unclaimed.tried_at')),
      ]))))
    .orderBy('kind', 'desc').orderBy('their_id')
    .limit(limit).forUpdate().skipLocked().execute();
  return rows.map(asUnclaimed);
};

/** Everything that hangs on one ShipStation order, the order itself among it; taken out of here. */
export const takeUnclaimed = async (
  tx: Tx,
  connection: string,
  order: string,
): Promise<readonly Unclaimed[]> => {
  const rows = await tx.deleteFrom('unclaimed')
    .where('connection', '=', connection).where('shipstation_order_id', '=', order)
    .returningAll().execute();
  return rows.map(asUnclaimed).toSorted((one, other) => one.seenAt - other.seenAt);
};

/** Nobody's for now; tried again when the dossier or the policy changes. */
export const markTried = async (
  tx: Tx,
  found: readonly Unclaimed[],
  tried: { readonly at: Instant; readonly policyVersion: number },
): Promise<void> => {
  for (const { connection, stray } of found) {
    await tx.updateTable('unclaimed')
      .set({ tried_at: tried.at, tried_policy: tried.policyVersion })
      .where('connection', '=', connection).where('kind', '=', stray.kind)
      .where('their_id', '=', idOf(stray)).execute();
  }
};

/** Whoever has had no owner for so long will not get one: the other program's own. */
export const forgetUnclaimed = async (tx: Tx, before: Instant): Promise<void> => {
  await tx.deleteFrom('unclaimed').where('seen_at', '<', before).execute();
};

export const dossiersNumbered = async (
  tx: Tx,
  numbers: readonly string[],
): Promise<readonly Dossier[]> => {
  if (numbers.length === 0) return [];
  const rows = await tx.selectFrom('dossier').select('facts')
    .where('order_number', 'in', [...new Set(numbers)]).orderBy('order_id').execute();
  // Written by saveFacts from this type.
  return rows.map((row) => row.facts as Dossier);
};

/** Orders of one account that are nobody's, open ones first seen first. */
export const unclaimedOrders = async (
  tx: Tx,
  connection: string,
  limit: number,
): Promise<readonly ShipStationOrder[]> => {
  const rows = await tx.selectFrom('unclaimed').selectAll()
    .where('connection', '=', connection).where('kind', '=', 'order')
    .where(sql<string>`seen -> 'order' -> 'status' ->> 'is'`, 'not in', ['shipped', 'cancelled'])
    .orderBy('order_number').limit(limit).execute();
  return rows.flatMap((row) => {
    const { stray } = asUnclaimed(row);
    return stray.kind === 'order' ? [stray.order] : [];
  });
};

const asUnclaimed = (row: {
  connection: string; seen: unknown; shipstation_order_id: string | null; order_number: string;
  seen_at: number;
}): Unclaimed => ({
  connection: row.connection,
  // Written by keepUnclaimed from these types.
  stray: row.seen as Stray,
  order: row.shipstation_order_id, number: row.order_number, seenAt: row.seen_at as Instant,
});
