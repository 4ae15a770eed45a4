/** What people rule about an order, and take back. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { named, quotedLast } from '../../core/explain/words.ts';
import { explainOffer } from '../../core/explain/offer.ts';
import { explainHeadline } from '../../core/explain/headline.ts';
import type { RulingKind } from '../../core/model/dossier.ts';
import { orderId } from '../../core/model/ids.ts';
import { parseInstant, renderInstant, type Instant } from '../../core/model/instant.ts';
import { decideAside } from '../../desk/decide-aside.ts';
import {
  holdsOn, makeRuling, withdrawRuling, type RulingAnswer, type RulingWanted,
} from '../../desk/rulings.ts';
import type { Standing } from '../../desk/record.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { rightToRule } from '../../people/rights.ts';
import type { Tx } from '../../store/database.ts';
import { lockDossier } from '../../store/dossiers.ts';
import { readOrder } from '../../store/reading.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import {
  askedTextShape, problemShape, rulingAnswerShape, rulingBodyShape, withdrawBodyShape,
} from '../shapes.ts';
import { readerOf } from '../views.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
  422: problemShape,
};
const params = z.object({ id: askedTextShape });
const rulingParams = params.extend({ ruling: askedTextShape });

export const rulingRoutes = (server: Server, context: ApiContext): void => {
  const { now, random } = context.surroundings;
  const wakeLoop = (): void => { context.loop?.bell.ring('decide'); };

  server.post('/v1/orders/:id/rulings', {
    schema: {
      summary: 'A person judges the facts of an order as they stand; the ruling lapses with them',
      tags: ['desk'], params, body: rulingBodyShape,
      response: { 200: rulingAnswerShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, rightToRule(request.body.ruling));
    const { ruling: kind, until: ends, carrier, trackingNumber, ...rest } = request.body;
    const sent = howItWent(kind, { carrier, trackingNumber, ends });
    const until = ends === null ? null : timeToCome(ends, now());
    const { id } = request.params;
    const answer = await change(context, request, async (tx) => {
      const standing = await readStandpoint(tx, now());
      return sayWhatWasRuled(tx, id, standing, await makeRuling(
        tx, orderId(id), { ...rest, ...sent, kind, by, until }, standing,
        random));
    });
    wakeLoop();
    return answer;
  });

  const withdrawIn = async (tx: Tx, id: string, ruling: string, by: string, why: string) => {
    const answer = await withdrawRuling(tx, orderId(id), ruling, { by, why, now: now() });
    switch (answer.is) {
      case 'no-such-order':
        throw notFound(`order ${id}`);
      case 'no-such-ruling':
        throw notFound(`ruling ${ruling} on that order`);
      case 'refused':
        throw new Problem(409, 'Not now', answer.words);
      case 'withdrawn':
        return {
          isNew: answer.isNew, rulings: [],
          sentence: answer.isNew ? 'The ruling counts no more. What was done by it stays done.'
            : `${answer.by} took it back already.`,
        };
      default:
        return answer satisfies never;
    }
  };

  const withdraw = async (
    request: FastifyRequest, { id, ruling }: z.output<typeof rulingParams>, why: string,
  ) => {
    const { name: by } = demand(request.bearer, 'rule');
    const answer = await change(context, request, (tx) => withdrawIn(tx, id, ruling, by, why));
    wakeLoop();
    return answer;
  };

  server.delete('/v1/orders/:id/rulings/:ruling', {
    schema: {
      summary: 'Takes a ruling back; what was done by it stays done',
      tags: ['desk'], params: rulingParams, querystring: withdrawBodyShape,
      response: { 200: rulingAnswerShape, ...refusals },
    },
  }, (request) => withdraw(request, request.params, request.query.why));

  server.post('/v1/orders/:id/rulings/:ruling/withdraw', {
    schema: {
      summary: 'Takes a ruling back, for clients that send no DELETE',
      tags: ['desk'], params: rulingParams, body: withdrawBodyShape,
      response: { 200: rulingAnswerShape, ...refusals },
    },
  }, (request) => withdraw(request, request.params, request.body.why));

  server.post('/v1/orders/:id/let-go', {
    schema: {
      summary: 'Ends every hold on an order, whoever made it',
      tags: ['desk'], params, body: withdrawBodyShape,
      response: { 200: rulingAnswerShape, ...refusals },
    },
  }, async (request) => {
    const { name: by } = demand(request.bearer, 'rule');
    const { id } = request.params;
    const answer = await change(context, request, async (tx) => {
      const stored = await lockDossier(tx, orderId(id));
      if (stored === null) throw notFound(`order ${id}`);
      const holds = holdsOn(stored.dossier, now());
      for (const { id: ruling } of holds) {
        await withdrawRuling(tx, orderId(id), ruling, { by, why: request.body.why, now: now() });
      }
      return {
        isNew: holds.length > 0, rulings: [],
        sentence: holds.length > 0 ? 'It is let go; the order goes on as the facts have it.'
          : 'Nobody holds it.',
      };
    });
    wakeLoop();
    return answer;
  });
};

const howItWent = (
  kind: RulingKind,
  { carrier, trackingNumber, ends }: {
    readonly carrier: string | null;
    readonly trackingNumber: string | null;
    readonly ends: string | null;
  },
): Pick<RulingWanted, 'sent'> => {
  const isAsked = kind === 'sent-otherwise';
  if (isAsked && ends !== null) {
    throw new Problem(422, 'Nothing to rule', 'What has left stays gone: that has no end.',
      [{ path: 'until', problem: `is not for ${kind}` }]);
  }
  if (isAsked && carrier !== null) return { sent: { carrier, trackingNumber } };
  if (!isAsked && carrier === null && trackingNumber === null) return {};
  const path = isAsked || carrier !== null ? 'carrier' : 'trackingNumber';
  throw new Problem(422, 'Nothing to rule', isAsked
    ? 'Say by which carrier it left; Own van will do.'
    : 'Only goods that left by other means have a carrier to be named.',
  [{ path, problem: isAsked ? 'is missing' : `is not for ${kind}` }]);
};

const timeToCome = (text: string, now: Instant): Instant => {
  const at = parseInstant(text);
  if (at !== null && at > now) return at;
  throw new Problem(422, 'Nothing to rule', 'That ruling would be over already.',
    [{ path: 'until', problem: 'lies in the past' }]);
};

const sayWhatWasRuled = async (
  tx: Tx,
  id: string,
  standing: Standing,
  answer: RulingAnswer,
): Promise<z.output<typeof rulingAnswerShape>> => {
  switch (answer.is) {
    case 'no-such-order':
      throw notFound(`order ${id}`);
    case 'refused':
      throw new Problem(409, 'Not now', answer.words);
    case 'ruled': {
      const [first] = answer.made;
      const row = await readOrder(tx, id);
      const decision = row === null ? null : decideAside(row.dossier, standing);
      const so = row === null || decision === null
        ? '' : ` ${explainHeadline(decision.headline, readerOf(standing, row))}`;
      return {
        isNew: answer.isNew,
        sentence: answer.isNew || first === undefined ? `So ruled.${so}`
          : `${named(first.ruling.by)} has ruled so already: ${quotedLast(first.ruling.why)} ` +
            explainOffer(first.ruling.kind, null).means,
        rulings: answer.made.map(({ consignment, ruling }) => ({
          id: ruling.id, ruling: ruling.kind, consignment, by: ruling.by,
          at: renderInstant(ruling.at),
          until: ruling.until === null ? null : renderInstant(ruling.until),
        })),
      };
    }
    default:
      return answer satisfies never;
  }
};
