import type { Sighting } from '../core/model/sighting.ts';
import type { Tx } from './database.ts';
import { json } from './json.ts';

export type StoredSighting = {
  readonly id: number;
  readonly at: number;
  readonly sighting: Sighting;
};

export type NewSighting = {
  readonly order: string;
  readonly sighting: Sighting;
  readonly at: number;
};

/** Keeps sightings as history, for the timeline and for people. */
export const saveSightings = async (
  tx: Tx,
  sightings: readonly NewSighting[],
): Promise<void> => {
  // A statement has room for 65,535 values; a page that shows more than so many news is rare.
  for (let first = 0; first < sightings.length; first += rowsPerStatement) {
    await tx
      .insertInto('sighting')
      .values(sightings.slice(first, first + rowsPerStatement).map(({ order, sighting, at }) => ({
        order_id: order,
        consignment_id: 'consignment' in sighting ? sighting.consignment : null,
        kind: sighting.kind,
        at,
        content: json(sighting),
      })))
      .execute();
  }
};

const rowsPerStatement = 5_000;

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
