import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { hearNotice } from '../channel/shop.ts';
import type { Answer, Moment, Request } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { noteBadSignature } from '../postbox.ts';
import { hearPush } from '../warehouse/receive.ts';
import type { World } from '../world.ts';
import { callShipStation, planned } from '../world.ts';
import type { Running } from './running.ts';
import { impossible } from '../never.ts';

/** The doors through which the engine comes: ShipStation's API and the two receivers of pushes. */

export function openShipStationDoor(app: FastifyInstance, running: Running): void {
  app.all('/shipstation/*', async (request, reply) => {
    const asked = readRequest(request, '/shipstation');
    const answer = running.act((world, now) => {
      const called = callShipStation(world, asked, now);
      return { world: called.world, result: called.answer };
    });
    return sendAnswer(answer, request, reply);
  });
}

type Heard = { readonly world: World; readonly answer: Answer };
type Push = { readonly messageId: string; readonly body: string };

/**
 * A receiver of Standard Webhooks. The signature and its age are checked against real time, as
 * the wire's time is real whatever the world's clock says.
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
    const problem = signatureProblem(verifier, body, request);
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

export const warehouseDoor = (secret: string) => ({
  path: '/warehouse/hooks',
  secret,
  hear: (world: World, push: Push, now: Moment): Heard => {
    const heard = hearPush(world.warehouse, push, now);
    return {
      world: planned({ ...world, warehouse: heard.warehouse }, heard.later),
      answer: heard.answer,
    };
  },
  refuse: (world: World, why: string, body: string, now: Moment): World => {
    const postbox = noteBadSignature(world.warehouse.postbox, { at: now, why, body });
    return { ...world, warehouse: { ...world.warehouse, postbox } };
  },
});

export const channelDoor = (secret: string) => ({
  path: '/channel/hooks',
  secret,
  hear: (world: World, push: Push, now: Moment): Heard => {
    const heard = hearNotice(world.shop, push, now);
    return { world: { ...world, shop: heard.shop }, answer: heard.answer };
  },
  refuse: (world: World, why: string, body: string, now: Moment): World => {
    const postbox = noteBadSignature(world.shop.postbox, { at: now, why, body });
    return { ...world, shop: { ...world.shop, postbox } };
  },
});

function signatureProblem(verifier: Webhook, body: string, request: FastifyRequest): string | null {
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
    if (problem instanceof WebhookVerificationError) return problem.message;
    throw problem;
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

async function sendAnswer(answer: Answer, request: FastifyRequest, reply: FastifyReply) {
  if (answer.delayMs > 0) {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, answer.delayMs);
    });
  }
  if (answer.isCut) {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  reply.code(answer.status).headers({ ...answer.headers });
  switch (answer.content.is) {
    case 'json':
      return reply
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(answer.content.value));
    case 'html':
      return reply.type('text/html').send(answer.content.text);
    case 'empty':
      return reply.send();
    default:
      return impossible(answer.content);
  }
}
