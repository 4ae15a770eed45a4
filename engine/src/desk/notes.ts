/** What people write beside an order: notes, and questions that its warehouse is to answer. */
import type { Instant } from '../core/model/instant.ts';
import { announce } from '../store/announce.ts';
import type { Tx } from '../store/database.ts';
import {
  answerNote, lockNote, readNotes, saveNote, type Note, type NoteKind,
} from '../store/notes.ts';
import { readOrder } from '../store/reading.ts';

export type NoteWanted = {
  readonly id: string; readonly order: string; readonly kind: NoteKind; readonly said: string;
};

export type NotesAnswer =
  | { readonly is: 'written'; readonly notes: readonly Note[] }
  | { readonly is: 'no-such-order' }
  | { readonly is: 'no-such-note' }
  | { readonly is: 'refused'; readonly words: string };

export const writeNote = async (
  tx: Tx,
  wanted: NoteWanted,
  { by, now }: { readonly by: string; readonly now: Instant },
): Promise<NotesAnswer> => {
  const row = await readOrder(tx, wanted.order);
  if (row === null) return { is: 'no-such-order' };
  if (wanted.kind === 'question' && row.warehouse === null) {
    return { is: 'refused', words: 'No warehouse has taken this order up yet, so there is nobody ' +
      'to ask. Leave a note instead, or ask again later.' };
  }
  await saveNote(tx, { ...wanted, by, at: now });
  await announce(tx, 'changed', wanted.order);
  return { is: 'written', notes: await readNotes(tx, wanted.order) };
};

export const answerQuestion = async (
  tx: Tx,
  { order, note, said }: { readonly order: string; readonly note: string; readonly said: string },
  { by, now }: { readonly by: string; readonly now: Instant },
): Promise<NotesAnswer> => {
  const asked = await lockNote(tx, order, note);
  if (asked === null) return { is: 'no-such-note' };
  if (asked.kind !== 'question') {
    return { is: 'refused', words: 'That is a note. Only a question can be answered.' };
  }
  if (asked.answer !== null) {
    return { is: 'refused', words: `${asked.answer.by} has answered it already.` };
  }
  await answerNote(tx, note, { said, by, at: now });
  await announce(tx, 'changed', order);
  return { is: 'written', notes: await readNotes(tx, order) };
};
