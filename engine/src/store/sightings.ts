import type { Sighting } from '../core/model/sighting.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type StoredSighting = {
  readonly id: number;
  readonly at: number;
  readonly sighting: Sighting;
};

/** Keeps a sighting as history, for the timeline and for people. */
export const saveSightings = async (
  tx: Tx,
  order: string,
  sightings: readonly { sighting: Sighting; at: number }[],
): Promise<void> => {
  if (sightings.length === 0) return;
  await tx
    .insertInto('sighting')
    .values(sightings.map(({ sighting, at }) => ({
      order_id: order,
      consignment_id: 'consignment' in sighting ? sighting.consignment : null,
      kind: sighting.kind,
      at,
      content: json(sighting),
    })))
    .execute();
};

export const readSightings = async (
  tx: Tx,
  order: string,
  after: number,
  limit: number,
): Promise<readonly StoredSighting[]> => {
  const rows = await tx
    .selectFrom('sighting')
    .select(['sighting_id', 'at', 'content'])
    .where('order_id', '=', order)
    .where('sighting_id', '>', after)
    .orderBy('sighting_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.sighting_id, at: row.at,
    // Written by saveSightings from this type.
    sighting: row.content as Sighting,
  }));
};

/** When a sighting was kept; 0 when there is no such sighting of this order. */
export const sightingTime = async (tx: Tx, order: string, id: number): Promise<number> => {
  const row = await tx.selectFrom('sighting').select('at')
    .where('order_id', '=', order).where('sighting_id', '=', id).executeTakeFirst();
  return row?.at ?? 0;
};
