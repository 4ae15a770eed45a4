/** What customer service asks of the API: finding an order, what may be told, notes beside it. */
import { address, change, read, type Answer } from './client.ts';

export type Found = Answer<'/v1/find'>;
export type FoundOrder = Found['items'][number];
export type Told = Answer<'/v1/orders/{id}/sentence'>;
export type Note = Answer<'/v1/orders/{id}/notes'>['items'][number];
export type NoteKind = Note['kind'];
export const replyLanguages = ['en-GB', 'en-US'] as const satisfies readonly Told['language'][];
export type ReplyLanguage = (typeof replyLanguages)[number];

export const findOrders = (typed: string) => read<Found>(address('/v1/find', { q: typed }));

export const whatToTell = (id: string, language: ReplyLanguage) =>
  read<Told>(address(`${placeOf(id)}/sentence`, { language }));

export const lookAtNotes = (id: string) =>
  read<Answer<'/v1/orders/{id}/notes'>>(`${placeOf(id)}/notes`);

export const writeNote = (id: string, kind: NoteKind, said: string) =>
  change<{ readonly items: readonly Note[] }>(`${placeOf(id)}/notes`, { kind, said });

export const answerQuestion = (id: string, note: string, said: string) =>
  change<{ readonly items: readonly Note[] }>(
    `${placeOf(id)}/notes/${encodeURIComponent(note)}/answer`, { said });

const placeOf = (id: string) => `/v1/orders/${encodeURIComponent(id)}`;
