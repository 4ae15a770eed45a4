/** Keys: seen, made, rotated and revoked, by admins only. */
import { z } from 'zod';
import {
  instant, later, parseInstant, renderInstant, type Instant,
} from '../../core/model/instant.ts';
import {
  endKey, makeKey, placesUnknown, rotateKey, type KeyChanged,
} from '../../loop/change-keys.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import type { Tx } from '../../store/database.ts';
import { listKeys } from '../../store/key-ring.ts';
import { noteForAudit } from '../audit.ts';
import { demand, hashOf, newKey, startOf } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { viewKey } from '../keys.ts';
import { notFound, Problem } from '../problem.ts';
import {
  keyBodyShape, keyMadeShape, keyRotationShape, keyShape, listOf, problemShape,
} from '../shapes.ts';

const refusals = {
  400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape, 409: problemShape,
  422: problemShape,
};
const params = z.object({ id: z.string().regex(/^key_[\w-]{1,60}$/) });
const usualOverlap = 24 * 3_600_000;

export const keyRoutes = (server: Server, context: ApiContext): void => {
  const { database, wireNow, random } = context.surroundings;
  // Keys live in real time, also where the world of a demo runs faster.
  const now = (): Instant => instant(wireNow());
  const newId = (): string => `key_${random().slice(-12)}`;

  server.get('/v1/keys', {
    schema: {
      summary: 'Every key that there is or was, newest first; never the keys themselves',
      tags: ['keys'], response: { 200: listOf(keyShape), ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'manage-keys');
    const keys = await database.transaction(listKeys);
    return { items: keys.map((one) => viewKey(one, now())), next: null };
  });

  server.post('/v1/keys', {
    config: { tellsSecret: true },
    schema: {
      summary: 'Makes a key; the answer is the only place where it can be read', tags: ['keys'],
      body: keyBodyShape, response: { 200: keyMadeShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'manage-keys');
    const { name, role } = request.body;
    const expiresAt = futureOf(request.body.expiresAt, 'expiresAt', now());
    const key = newKey();
    return change(context, request, async (tx) => {
      const places = await placesOf(tx, request.body, now());
      const made = demandChanged(await makeKey(tx, {
        id: newId(), hash: hashOf(key), shown: startOf(key), name, role, places, expiresAt,
        createdBy: bearer.name,
      }, now()));
      noteForAudit(request, {
        target: `key ${made.id}`,
        summary: [`Made the key ${name} with the role ${role}`, ...places].join(', '),
      });
      return { ...viewKey(made, now()), key };
    });
  });

  server.post('/v1/keys/:id/rotate', {
    config: { tellsSecret: true },
    schema: {
      summary: 'Makes a new key in the place of one, which goes on for a while beside it',
      tags: ['keys'], params, body: keyRotationShape, response: { 200: keyMadeShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'manage-keys');
    const oldUntil = futureOf(request.body.oldUntil, 'oldUntil', now()) ??
      later(now(), usualOverlap);
    const key = newKey();
    const { id } = request.params;
    return change(context, request, async (tx) => {
      const made = demandChanged(await rotateKey(tx, id, {
        id: newId(), hash: hashOf(key), shown: startOf(key), createdBy: bearer.name, oldUntil,
      }, now()));
      noteForAudit(request, {
        target: `key ${id}`, summary: `Rotated the key ${made.name}; ${made.id} took its place`,
      });
      return { ...viewKey(made, now()), key };
    });
  });

  server.delete('/v1/keys/:id', {
    schema: {
      summary: 'Revokes a key at once, with every session that it began', tags: ['keys'],
      params, response: { 200: keyShape, ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'manage-keys');
    const { id } = request.params;
    return change(context, request, async (tx) => {
      const ended = demandChanged(await endKey(tx, id, bearer.name, now()));
      noteForAudit(request, { target: `key ${id}`, summary: `Revoked the key ${ended.name}` });
      return viewKey(ended, now());
    });
  });
};

type Key = Extract<KeyChanged, { readonly is: 'changed' }>['key'];

const demandChanged = (changed: KeyChanged): Key => {
  switch (changed.is) {
    case 'changed':
      return changed.key;
    case 'refused':
      throw new Problem(409, 'Not now', changed.words);
    case 'no-such-key':
      throw notFound('such key');
    default:
      return changed satisfies never;
  }
};

const futureOf = (text: string | null, path: string, now: Instant): Instant | null => {
  const at = text === null ? null : parseInstant(text);
  if (at === null || at > now) return at;
  throw new Problem(422, 'Key refused', 'Nothing was changed: that key would be over already.',
    [{ path, problem: `lies in the past; the server has ${renderInstant(now)}` }]);
};

/** A key can be for places of its own role only, and such as the policy names. */
const placesOf = async (
  tx: Tx,
  { role, warehouses, channels }: z.output<typeof keyBodyShape>,
  now: Instant,
): Promise<readonly string[]> => {
  const wrong = [
    ...(role !== 'warehouse' && warehouses.length > 0 ? ['warehouses'] : []),
    ...(role !== 'channel' && channels.length > 0 ? ['channels'] : []),
  ];
  if (wrong.length > 0) {
    throw new Problem(422, 'Key refused', `Nothing was made: a key with the role ${role} is not ` +
      `bound to ${wrong.join(' or ')}.`,
    wrong.map((path) => ({ path, problem: `is not for the role ${role}` })));
  }
  const places = [...new Set([...warehouses, ...channels])].toSorted();
  const { policy } = await readStandpoint(tx, now);
  const { missing, known } = placesUnknown(policy, { role, places });
  if (missing.length === 0) return places;
  throw new Problem(422, 'Key refused', `Nothing was made: the policy names no ${role} called ` +
    `${missing.join(', ')}. ${known.length === 0 ? 'It names none yet; apply a policy first.'
      : `It knows ${known.join(', ')}.`}`,
  missing.map((one) => ({ path: `${role}s`, problem: `${one} is not in the policy` })));
};
