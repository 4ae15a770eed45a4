/**
 * `Idempotency-Key` on whatever is posted: the same request again, under the same key and by the
 * same sender, is not done again but answered as the first one was. What a change answers is kept
 * in its own transaction (`change`); a refusal, which changed nothing, is kept afterwards.
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readSealed } from '../loop/secrets.ts';
import {
  beginRequest, forgetRequest, saveAnswer, type Beginning,
} from '../store/answered-requests.ts';
import type { Tx } from '../store/database.ts';
import { nothingChanged } from './audit.ts';
import type { ApiContext, Server } from './context.ts';
import { Problem, Wait } from './problem.ts';

/** A longer answer is not kept; doing the same again does no harm, for all is keyed by nature. */
const longestKept = 4 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answer holds a secret that is kept nowhere else: for a repeat it is kept sealed. */
    tellsSecret?: true;
  }
  interface FastifyRequest {
    /** Under which its answer is to be kept; null where none is. */
    repeatable: Repeatable | null;
  }
}

type Repeatable = Beginning & {
  /** As it would be sent just now. */
  readonly render: (answer: unknown) => { readonly status: number; readonly answer: string };
  /** What was kept with the change; null before. */
  kept: string | null;
};

const keptAs = (
  { seal }: ApiContext, { routeOptions }: FastifyRequest, answer: string,
): string => (routeOptions.config.tellsSecret === true ? seal(answer) : answer);

/**
 * Keeps what a change is answered, in its own transaction, and answers what it kept; null without a
 * key. Throws where another has taken the request up meanwhile, so that it is done by one of them.
 */
export const keepAnswer = async (
  tx: Tx,
  context: ApiContext,
  request: FastifyRequest,
  done: unknown,
): Promise<string | null> => {
  const { repeatable } = request;
  if (repeatable === null) return null;
  const { status, answer } = repeatable.render(done);
  const isOurs = await saveAnswer(
    tx, repeatable, { status, answer: keptAs(context, request, answer) });
  if (!isOurs) throw underWay();
  return answer;
};

/** Its transaction is committed, and what it kept with it. */
export const settleAnswer = ({ repeatable }: FastifyRequest, kept: string | null): void => {
  if (repeatable !== null) repeatable.kept = kept;
};

const underWay = (): Wait => new Wait(409, 'Under way',
  'The same request is under way. Ask again in a second to hear its answer.', 1);

export const honourKeys = (server: Server, context: ApiContext): void => {
  const { database, now, unseal } = context.surroundings;
  server.decorateRequest('repeatable', null);
  const told = (request: FastifyRequest, answer: string): string => {
    // An earlier version kept it as it was.
    if (request.routeOptions.config.tellsSecret !== true || answer.startsWith('{')) return answer;
    const opened = readSealed(unseal, answer);
    if (opened !== null) return opened;
    throw new Problem(409, 'Told once',
      'This was done, and what it told cannot be told again: it was sealed with another key than ' +
      'this process has. Revoke that key and make another.');
  };

  server.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    const { bearer } = request;
    // Who is not known is refused by the route itself, and learns of nobody's keys.
    if (key === null || bearer === null) return;
    const id = digest(bearer.person ?? bearer.name, bearer.role, key);
    const asked = digest(request.method, request.url, JSON.stringify(request.body ?? null));
    const begunAt = now();
    const found = await database.transaction((tx) => beginRequest(tx, { id, asked }, begunAt));
    switch (found.is) {
      case 'new':
        request.repeatable = {
          id, begunAt, kept: null, render: (answer) => ({
            status: reply.statusCode,
            answer: answer === null || answer === undefined ? '' : textOf(reply, answer),
          }),
        };
        return;
      case 'under-way':
        throw underWay();
      case 'another':
        throw new Problem(422, 'Another request',
          'This Idempotency-Key was used for another request in the last 24 hours. Nothing was ' +
          'done. Give each request a key of its own.',
          [{ path: 'Idempotency-Key', problem: 'belongs to a request with other content' }]);
      case 'answered': {
        // The first one did it, and left its row.
        nothingChanged(request);
        const type = found.status >= 400 ? 'application/problem+json' : 'application/json';
        return reply.status(found.status).headers({
          'content-type': `${type}; charset=utf-8`, 'idempotency-replayed': 'true',
        }).serializer((answer: unknown) => String(answer)).send(told(request, found.answer));
      }
      default:
        return found satisfies never;
    }
  });

  server.addHook('onSend', async (request, reply, answer) => {
    const { repeatable } = request;
    if (repeatable === null) return answer;
    request.repeatable = null;
    const text = typeof answer === 'string' ? answer : '';
    const isShort = answer === null || answer === undefined ||
      (typeof answer === 'string' && answer.length <= longestKept);
    const { kept } = repeatable;
    // Kept with its change; what the route has told beyond it takes its place, a mishap does not.
    const isLasting = isShort && (kept === null ? isFinal(reply) : reply.statusCode < 400);
    if (kept !== null && (!isLasting || kept === text)) return answer;
    await database.transaction(async (tx) => {
      if (!isLasting) return forgetRequest(tx, repeatable);
      await saveAnswer(tx, repeatable, {
        status: reply.statusCode, answer: keptAs(context, request, text),
      });
    });
    return answer;
  });
};

/** Not yet, wait, not signed in and our own trouble are no answers to keep. */
const isFinal = ({ statusCode }: FastifyReply): boolean =>
  statusCode !== 202 && statusCode < 500 && ![401, 403, 408, 409, 429].includes(statusCode);

const textOf = (reply: FastifyReply, answer: unknown): string => {
  const text = reply.serialize(answer);
  if (typeof text === 'string') return text;
  throw new Error('what a change answers is JSON');
};

const keyOf = ({ method, headers }: FastifyRequest): string | null => {
  const given = headers['idempotency-key'];
  if (method !== 'POST' || given === undefined) return null;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,200}$/.test(given)) return given;
  throw new Problem(400, 'Unreadable', 'Nothing was taken in: the Idempotency-Key cannot be read.',
    [{ path: 'Idempotency-Key', problem: 'must be 1 to 200 plain characters without spaces' }]);
};

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
