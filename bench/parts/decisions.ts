/** How many decisions a second: the core alone, and with all that is read and written around it. */
import { sql } from 'kysely';
import { tables } from '../../engine/scenarios/tables/tables.ts';
import { walkTable } from '../../engine/scenarios/tables/walk.ts';
import { decide } from '../../engine/src/core/decide/decide.ts';
import { instant } from '../../engine/src/core/model/instant.ts';
import { decideAndRecordAll } from '../../engine/src/loop/decide-and-record.ts';
import { readStandpoint } from '../../engine/src/loop/standpoint.ts';
import type { Database } from '../../engine/src/store/database.ts';
import { claimDue } from '../../engine/src/store/dossiers.ts';
import { medianOf, type Part, type Size } from '../part.ts';
import { onEachSize, orderOf, rateOf, whileRunning, whileShut, withStore } from './places.ts';

const counts: Readonly<Record<Size, { readonly orders: number; readonly rounds: number }>> = {
  small: { orders: 20, rounds: 1 }, full: { orders: 500, rounds: 5 },
};

/** As many orders as the loop takes in one transaction. */
const slice = 20;

const inTheCore = async (rounds: number): Promise<{ rows: number; perSecond: number }> => {
  const facts = tables.flatMap((table) => walkTable(table).stands.map((one) => one.facts));
  const decideAll = async (): Promise<void> => {
    for (const { dossier, policy, circumstances, now } of facts) {
      decide(dossier, policy, circumstances, now);
    }
  };
  await decideAll();
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    found.push(await rateOf(facts.length, decideAll));
  }
  return { rows: facts.length, perSecond: medianOf(found) };
};

/** Every order is made due; then they are claimed, decided on and recorded slice by slice. */
export const decideDue = async (database: Database, orders: number): Promise<void> => {
  const now = instant(Date.now());
  await database.transaction((tx) => sql`update dossier set look_again_at = 0
    where order_id in (select order_id from dossier order by order_id limit ${orders})`
    .execute(tx));
  for (let left = orders; left > 0; left -= slice) {
    await database.transaction(async (tx) => {
      const standpoint = await readStandpoint(tx, now);
      const due = await claimDue(tx, now, slice);
      await decideAndRecordAll(
        tx, due.map((stored) => ({ stored, heard: stored.dossier })), standpoint);
    });
  }
};

export const decisions: Part = {
  name: 'decisions',
  time: 'machine',
  title: 'Decisions a second',
  method: (size) =>
    'In the core: every row of the decision tables is decided on, again and again, on one core. ' +
    `With the store: ${String(counts[size].orders)} orders are made due, claimed in slices of ` +
    `${String(slice)}, decided on and recorded, every commit synced; that nothing had changed is ` +
    'what most decisions find. The median of ' +
    `${String(counts[size].rounds)} rounds after a warm-up.`,
  async run(size) {
    const { orders, rounds } = counts[size];
    const core = await inTheCore(rounds);
    const sizes = await onEachSize(async (place) => {
      await whileShut((policy) => whileRunning(place, async ({ tell }) => {
        await tell('PUT', '/v1/policy', { document: policy });
        await tell('POST', '/v1/warehouses/leicester/consignments', {
          consignments: Array.from({ length: orders }, (_, index) => orderOf(index)),
        });
      }));
      return withStore(place, async (database) => {
        await decideDue(database, orders);
        const found: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          found.push(await rateOf(orders, () => decideDue(database, orders)));
        }
        return medianOf(found);
      });
    });
    return [{
      title: 'Decisions a second',
      columns: ['', 'a second'],
      rows: [
        [`in the core, ${core.rows.toLocaleString('en-GB')} rows`, core.perSecond],
        ...sizes.map(({ name, found }) => [`claimed and recorded, ${name}`, found] as const),
      ],
    }];
  },
};
