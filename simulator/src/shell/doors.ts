import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { hearNotice } from '../channel/shop.ts';
import type { Answer, Moment, Request } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { readClock } from '../clock.ts';
import { channels, places } from '../demo/places.ts';
import { noteBadSignature } from '../postbox.ts';
import { hearPush } from '../warehouse/receive.ts';
import type { World } from '../world.ts';
import { callShipStation, planned } from '../world.ts';
import type { Running } from './running.ts';
import type { Exchanges } from './exchanges.ts';
import { sendAnswer } from './sending.ts';

/** The doors through which the engine comes: ShipStation's API and the two receivers of pushes. */

export function openShipStationDoor(
  app: FastifyInstance,
  running: Running,
  exchanges: Exchanges,
): void {
  app.all('/shipstation/*', async (request, reply) => {
    const asked = readRequest(request, '/shipstation');
    const answer = running.act((world, now) => {
      const called = callShipStation(world, asked, now);
      exchanges.note(asked, called.answer, called.struck, now);
      return { world: called.world, result: called.answer };
    });
    return sendAnswer(answer, request, reply);
  });
}

type Heard = { readonly world: World; readonly answer: Answer };
type Push = { readonly messageId: string; readonly body: string };

/**
 * A receiver of Standard Webhooks. The age of a signature is checked against real time, as the
 * wire's time is real whatever the world's clock says; where the sender lives in a world that
 * runs faster, against that clock.
 */
export function openHooksDoor(
  app: FastifyInstance,
  running: Running,
  door: {
    readonly path: string;
    readonly secret: string;
    readonly hear: (world: World, push: Push, now: Moment) => Heard;
    readonly refuse: (world: World, why: string, body: string, now: Moment) => World;
  },
): void {
  const verifier = new Webhook(door.secret);
  app.post(door.path, async (request, reply) => {
    const body = bodyOf(request);
    const world = readClock(running.clock(), running.realNow());
    const problem = signatureProblem(verifier, body, request, world);
    const answer = running.act((world, now) => {
      if (problem !== null) {
        const refused = door.refuse(world, problem, body, now);
        return { world: refused, result: answerJson(401, { problem }) };
      }
      const messageId = String(request.headers['webhook-id']);
      const heard = door.hear(world, { messageId, body }, now);
      return { world: heard.world, result: heard.answer };
    });
    return sendAnswer(answer, request, reply);
  });
}

/** A receiver that the pretended systems have, for a shell or for a run without sockets. */
export type Door = Parameters<typeof openHooksDoor>[2];

/** The warehouse of the first example, or one of several by its name. */
export const warehouseDoor = (secret: string, name: string | null = null): Door => ({
  path: name === null ? '/warehouse/hooks' : `/warehouse/${name}/hooks`,
  secret,
  hear: (world: World, push: Push, now: Moment): Heard => {
    if (isClosed(world, name, now)) return { world, answer: tooMany };
    const heard = hearPush(world.warehouse, push, now);
    // The first example confirms by its next snapshot; the others say at once that they have it.
    const isTakenIn = name !== null && heard.answer.status === 200;
    return {
      world: planned({ ...world, warehouse: heard.warehouse }, heard.later),
      answer: isTakenIn ? answerJson(200, { acknowledged: true }) : heard.answer,
    };
  },
  refuse: (world: World, why: string, body: string, now: Moment): World => {
    const postbox = noteBadSignature(world.warehouse.postbox, { at: now, why, body });
    return { ...world, warehouse: { ...world.warehouse, postbox } };
  },
});

/** The shop of the first example, or one of several channels by its name. */
export const channelDoor = (secret: string, name: string | null = null): Door => ({
  path: name === null ? '/channel/hooks' : `/channel/${name}/hooks`,
  secret,
  hear: (world: World, push: Push, now: Moment): Heard => {
    if (isClosed(world, name, now)) return { world, answer: tooMany };
    const heard = hearNotice(world.shop, push, now);
    return { world: { ...world, shop: heard.shop }, answer: heard.answer };
  },
  refuse: (world: World, why: string, body: string, now: Moment): World => {
    const postbox = noteBadSignature(world.shop.postbox, { at: now, why, body });
    return { ...world, shop: { ...world.shop, postbox } };
  },
});

export const allDoors = (secrets: { warehouse: string; channel: string }): readonly Door[] => [
  warehouseDoor(secrets.warehouse),
  channelDoor(secrets.channel),
  ...places.map(({ warehouse }) => warehouseDoor(secrets.warehouse, warehouse)),
  ...Object.values(channels).map((name) => channelDoor(secrets.channel, name)),
];

const isClosed = (world: World, name: string | null, now: Moment): boolean =>
  name !== null && now < (world.closedDoors.get(name) ?? 0);

/** What systems say that cannot keep up in a busy hour. */
const tooMany: Answer = {
  ...answerJson(429, { problem: 'Too many requests in this busy hour. Try again later.' }),
  headers: { 'retry-after': '120' },
};

/** How far a message may be from the world's clock: the limit of Standard Webhooks, and slack. */
const toleratedMs = 30 * 60_000;

function signatureProblem(
  verifier: Webhook,
  body: string,
  request: FastifyRequest,
  world: Moment,
): string | null {
  const header = (name: string) => String(request.headers[name] ?? '');
  try {
    verifier.verify(
      body,
      {
        'webhook-id': header('webhook-id'),
        'webhook-timestamp': header('webhook-timestamp'),
        'webhook-signature': header('webhook-signature'),
      },
      { jsonParse: false },
    );
    return null;
  } catch (problem) {
    if (!(problem instanceof WebhookVerificationError)) throw problem;
    const at = Number(header('webhook-timestamp')) * 1_000;
    const isOfWorld = Math.abs(at - world) < toleratedMs && Number.isFinite(at)
      && header('webhook-signature') === verifier.sign(header('webhook-id'), new Date(at), body);
    return isOfWorld ? null : problem.message;
  }
}

export const bodyOf = (request: FastifyRequest): string =>
  typeof request.body === 'string' ? request.body : '';

function readRequest(request: FastifyRequest, prefix: string): Request {
  const url = new URL(request.url, 'http://simulator');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: request.method,
    path: url.pathname.slice(prefix.length),
    query: Object.fromEntries(url.searchParams),
    headers,
    body: bodyOf(request),
  };
}
