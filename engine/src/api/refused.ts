/** What warehouses and channels sent that could not be read is kept for people to look into. */
import type { FastifyRequest } from 'fastify';
import { ownMember } from '../core/policy/policy.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import { readPolicy } from '../store/policies.ts';
import { saveRefused, type RefusedInput } from '../store/refused-input.ts';
import { storableWhole } from '../store/storable.ts';
import type { Place } from './places.ts';
import type { ProblemView } from './shapes.ts';

/** Whether it was the input that was at fault. */
const isOfInput = new Set([400, 413, 415, 422]);

/** Which of our systems a request speaks for, by its address. */
export const placeOf = (request: FastifyRequest): Place | null => {
  const found = /^\/v1\/(warehouses|channels)\/([a-z0-9-]{1,63})(?:\/|$)/.exec(request.url);
  if (found === null) return null;
  const [, kind, name = ''] = found;
  return kind === 'warehouses' ? { warehouse: name } : { channel: name };
};

/**
 * Noted beside the answer and never instead of it. Of a stranger nothing is kept; of what was sent
 * only where it is wrong: the values may be somebody's address.
 */
export const noteRefused = async (
  { database, now, log }: Surroundings,
  request: FastifyRequest,
  { status, detail, problems = [] }: ProblemView,
): Promise<void> => {
  const place = placeOf(request);
  if (!isOfInput.has(status) || place === null || request.bearer === null) return;
  const refused: RefusedInput = storableWhole({
    at: now(), sender: request.bearer.name, method: request.method,
    path: (request.url.split('?')[0] ?? '').slice(0, 300), status, detail: masked(detail),
    problems: problems.map((one) =>
      ({ path: one.path.slice(0, 200), problem: one.problem.slice(0, 300) })),
  });
  try {
    await database.transaction(async (tx) => {
      const policy = await readPolicy(tx);
      const connection = 'warehouse' in place
        ? ownMember(policy.warehouses, place.warehouse)?.connection
        : ownMember(policy.channels, place.channel)?.connection;
      if (connection !== undefined) await saveRefused(tx, connection, refused);
    });
  } catch (fault) {
    log('refused input was not noted', {
      words: fault instanceof Error ? fault.message : 'no words',
    });
  }
};

/** A reader of JSON quotes what it stumbled over, which may be part of a name or an address. */
const masked = (text: string): string =>
  text.replaceAll(/"(?:[^"\\]|\\.)*"?\.{0,3}/g, '"…"').slice(0, 500);
