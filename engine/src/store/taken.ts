/** What connections have taken in already, by marks of their own, such as a file's content. */
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

export type TakenMark = { readonly mark: string; readonly note: string };

/** In the transaction that takes it in, or not at all. The newest note stands. */
export const saveTaken = async (
  tx: Tx,
  connection: string,
  marks: readonly TakenMark[],
  at: Instant,
): Promise<void> => {
  if (marks.length === 0) return;
  // One statement must not touch a row twice.
  const notes = new Map(marks.map(({ mark, note }) => [storable(mark), storable(note)]));
  await tx.insertInto('taken')
    .values([...notes].map(([mark, note]) => ({ connection, mark, note, at })))
    .onConflict((clash) => clash.columns(['connection', 'mark']).doUpdateSet((given) =>
      ({ note: given.ref('excluded.note'), at: given.ref('excluded.at') })))
    .execute();
};

/** So many go in one statement. */
const slice = 500;

/** The notes of those that were taken in, by mark. */
export const readTaken = async (
  tx: Tx,
  connection: string,
  marks: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  for (let first = 0; first < marks.length; first += slice) {
    const rows = await tx.selectFrom('taken').select(['mark', 'note'])
      .where('connection', '=', connection)
      .where('mark', 'in', marks.slice(first, first + slice).map(storable)).execute();
    for (const { mark, note } of rows) found.set(mark, note);
  }
  return found;
};

export const forgetTaken = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('taken').where('at', '<', before).execute();
};
