/** How far slow work of the background has come, by its name. */
import type { Tx } from './database.ts';

export const readErrand = async (tx: Tx, name: string): Promise<string | null> =>
  (await tx.selectFrom('errand').select('through').where('name', '=', name)
    .executeTakeFirst())?.through ?? null;

export const saveErrand = async (tx: Tx, name: string, through: string): Promise<void> => {
  await tx.insertInto('errand').values({ name, through })
    .onConflict((clash) => clash.column('name').doUpdateSet({ through })).execute();
};
