/** What people note about an order, and what they ask its warehouse until somebody answers. */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

export const noteKinds = ['note', 'question'] as const;
export type NoteKind = (typeof noteKinds)[number];

export type Note = {
  readonly id: string;
  readonly order: string;
  readonly kind: NoteKind;
  readonly said: string;
  readonly at: number;
  readonly by: string;
  readonly answer: { readonly said: string; readonly at: number; readonly by: string } | null;
};

export const saveNote = async (tx: Tx, note: Omit<Note, 'answer'>): Promise<void> => {
  await tx.insertInto('note').values({
    note_id: note.id, order_id: note.order, kind: note.kind, said: note.said, at: note.at,
    by: note.by, answer: null, answered_at: null, answered_by: null,
  }).execute();
};

/** Newest first, at most so many: nobody reads more. */
export const readNotes = async (tx: Tx, order: string): Promise<readonly Note[]> =>
  (await tx.selectFrom('note').selectAll().where('order_id', '=', order)
    .orderBy('at', 'desc').orderBy('note_id').limit(notesRead).execute()).map(asNote);

const notesRead = 200;

/** Locked until the transaction ends; null when there is none on that order. */
export const lockNote = async (tx: Tx, order: string, id: string): Promise<Note | null> => {
  const row = await tx.selectFrom('note').selectAll()
    .where('note_id', '=', id).where('order_id', '=', order).forUpdate().executeTakeFirst();
  return row === undefined ? null : asNote(row);
};

export const answerNote = async (
  tx: Tx,
  id: string,
  answer: NonNullable<Note['answer']>,
): Promise<void> => {
  await tx.updateTable('note')
    .set({ answer: answer.said, answered_at: answer.at, answered_by: answer.by })
    .where('note_id', '=', id).execute();
};

export type OpenQuestion = Note & {
  readonly orderNumber: string; readonly warehouse: string | null;
};

/** Questions that nobody has answered, oldest first; of one warehouse or of all. */
export const listQuestions = async (
  tx: Tx,
  warehouse: string | null,
  limit: number,
): Promise<readonly OpenQuestion[]> => {
  const rows = await tx.selectFrom('note').innerJoin('dossier', 'dossier.order_id', 'note.order_id')
    .selectAll('note').select(['dossier.order_number', 'dossier.warehouse'])
    .where('kind', '=', sql.lit('question')).where('answered_at', 'is', null)
    .$if(warehouse !== null, (all) => all.where('dossier.warehouse', '=', warehouse))
    .orderBy('note.at').orderBy('note_id').limit(limit).execute();
  return rows.map((row) => ({
    ...asNote(row), orderNumber: row.order_number, warehouse: row.warehouse,
  }));
};

// Written by this room from these types.
const asNote = (row: {
  note_id: string; order_id: string; kind: string; said: string; at: number; by: string;
  answer: string | null; answered_at: number | null; answered_by: string | null;
}): Note => ({
  id: row.note_id, order: row.order_id, kind: row.kind as NoteKind, said: row.said, at: row.at,
  by: row.by,
  answer: row.answer === null || row.answered_at === null || row.answered_by === null ? null
    : { said: row.answer, at: row.answered_at, by: row.answered_by },
});
