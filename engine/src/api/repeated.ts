/**
 * `Idempotency-Key` on whatever is posted: the same request again, under the same key and by the
 * same sender, is not done again but answered as the first one was.
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readSealed } from '../loop/secrets.ts';
import { beginRequest, forgetRequest, saveAnswer } from '../store/answered-requests.ts';
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
    repeatable: string | null;
  }
}

export const honourKeys = (server: Server, { seal, surroundings }: ApiContext): void => {
  const { database, now, unseal } = surroundings;
  server.decorateRequest('repeatable', null);
  const kept = (request: FastifyRequest, answer: string): string =>
    (request.routeOptions.config.tellsSecret === true ? seal(answer) : answer);
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
    const found = await database.transaction((tx) => beginRequest(tx, { id, asked }, now()));
    switch (found.is) {
      case 'new':
        request.repeatable = id;
        return;
      case 'under-way':
        throw new Wait(409, 'Under way',
          'The same request is under way. Ask again in a second to hear its answer.', 1);
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
    const id = request.repeatable;
    if (id === null) return answer;
    request.repeatable = null;
    const isLasting = isFinal(reply) &&
      (answer === null || answer === undefined ||
        (typeof answer === 'string' && answer.length <= longestKept));
    await database.transaction((tx) => (isLasting
      ? saveAnswer(tx, id, {
          status: reply.statusCode, answer: kept(request, typeof answer === 'string' ? answer : ''),
        })
      : forgetRequest(tx, id)));
    return answer;
  });
};

/** Not yet, wait, not signed in and our own trouble are no answers to keep. */
const isFinal = ({ statusCode }: FastifyReply): boolean =>
  statusCode !== 202 && statusCode < 500 && ![401, 403, 408, 409, 429].includes(statusCode);

const keyOf = ({ method, headers }: FastifyRequest): string | null => {
  const given = headers['idempotency-key'];
  if (method !== 'POST' || given === undefined) return null;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,200}$/.test(given)) return given;
  throw new Problem(400, 'Unreadable', 'Nothing was taken in: the Idempotency-Key cannot be read.',
    [{ path: 'Idempotency-Key', problem: 'must be 1 to 200 plain characters without spaces' }]);
};

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
