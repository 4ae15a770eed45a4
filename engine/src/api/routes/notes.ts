/** For customer service: what may be told, what was noted, and what the warehouse was asked. */
import { z } from 'zod';
import { answerAbout } from '../../core/explain/answer.ts';
import { instant, renderInstant } from '../../core/model/instant.ts';
import { answerQuestion, writeNote, type NotesAnswer } from '../../desk/notes.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { listQuestions, readNotes, type Note } from '../../store/notes.ts';
import { readOrder } from '../../store/reading.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import {
  answerShape, askedTextShape, listOf, noteAnswerShape, noteBodyShape, notesShape, problemShape,
  questionShape, replyLanguageShape, type NoteView,
} from '../shapes.ts';
import { readerOf } from '../views.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };
const params = z.object({ id: askedTextShape });
const questionsShown = 100;

export const noteRoutes = (server: Server, context: ApiContext): void => {
  const { database, now, random } = context.surroundings;

  server.get('/v1/orders/:id/sentence', {
    schema: {
      summary: 'What is known of an order and may be told, in whole sentences', tags: ['reading'],
      params, querystring: z.object({ language: replyLanguageShape.default('en-GB') }),
      response: { 200: answerShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'read');
    const { id } = request.params;
    const { language } = request.query;
    return database.transaction(async (tx) => {
      const row = await readOrder(tx, id);
      if (row === null) throw notFound(`order ${id}`);
      const standing = await readStandpoint(tx, now());
      const answer = answerAbout(
        row.dossier, row.decision, readerOf(standing, row), language);
      return {
        order: row.id, orderNumber: row.orderNumber, language, at: renderInstant(standing.now),
        ...answer, parcels: [...answer.parcels],
      };
    });
  });

  server.get('/v1/orders/:id/notes', {
    schema: {
      summary: 'What people noted about an order and asked its warehouse', tags: ['reading'],
      params, response: { 200: notesShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'read');
    const { id } = request.params;
    return database.transaction(async (tx) => {
      if ((await readOrder(tx, id)) === null) throw notFound(`order ${id}`);
      return { items: (await readNotes(tx, id)).map(viewNote) };
    });
  });

  server.post('/v1/orders/:id/notes', {
    schema: {
      summary: 'Writes a note beside an order, or asks its warehouse something', tags: ['desk'],
      params, body: noteBodyShape,
      response: { 200: notesShape, ...refusals, 409: problemShape },
    },
  }, (request) => {
    const { name: by } = demand(request.bearer, 'note');
    const { id: order } = request.params;
    return change(context, request, async (tx) => viewAnswer(order, await writeNote(
      tx, { id: `not_${random().slice(0, 16)}`, order, ...request.body }, { by, now: now() })));
  });

  server.post('/v1/orders/:id/notes/:note/answer', {
    schema: {
      summary: 'Answers what customer service asked the warehouse', tags: ['desk'],
      params: params.extend({ note: askedTextShape }), body: noteAnswerShape,
      response: { 200: notesShape, ...refusals, 409: problemShape },
    },
  }, (request) => {
    const { name: by } = demand(request.bearer, 'answer-questions');
    const { id: order, note } = request.params;
    return change(context, request, async (tx) => viewAnswer(order, await answerQuestion(
      tx, { order, note, said: request.body.said }, { by, now: now() })));
  });

  server.get('/v1/questions', {
    schema: {
      summary: 'Questions to the warehouse that nobody has answered, oldest first',
      tags: ['reading'],
      querystring: z.object({ warehouse: askedTextShape.optional() }),
      response: { 200: listOf(questionShape), ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'read');
    return database.transaction(async (tx) => {
      const open = await listQuestions(tx, request.query.warehouse ?? null, questionsShown);
      return {
        items: open.map((one) => ({
          ...viewNote(one), order: { id: one.order, orderNumber: one.orderNumber },
          warehouse: one.warehouse,
        })),
        next: null,
      };
    });
  });
};

const viewAnswer = (order: string, answer: NotesAnswer): { items: NoteView[] } => {
  switch (answer.is) {
    case 'written':
      return { items: answer.notes.map(viewNote) };
    case 'no-such-order':
      throw notFound(`order ${order}`);
    case 'no-such-note':
      throw notFound('question of that name on that order');
    case 'refused':
      throw new Problem(409, 'Not now', answer.words);
    default:
      return answer satisfies never;
  }
};

const time = (at: number): string => renderInstant(instant(at));

const viewNote = ({ id, kind, said, at, by, answer }: Note): NoteView => ({
  id, kind, said, at: time(at), by,
  answer: answer === null ? null : { ...answer, at: time(answer.at) },
});
