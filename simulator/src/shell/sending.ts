import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Content, Sending } from '../machine.ts';
import { impossible } from '../never.ts';

/** Sends an answer as it was meant: late, in pieces, half of it, or none at all. */
export async function sendAnswer(answer: Answer, request: FastifyRequest, reply: FastifyReply) {
  if (answer.delayMs > 0) await pause(answer.delayMs);
  if (request.raw.socket.destroyed) {
    reply.hijack();
    return reply;
  }
  const { type, text } = written(answer.content);
  switch (answer.sending.is) {
    case 'whole':
      reply.code(answer.status).headers({ ...answer.headers });
      if (type !== null) reply.type(type);
      return reply.send(type === null ? undefined : text);
    case 'cut':
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    case 'reset':
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    case 'half':
    case 'trickled':
      reply.hijack();
      await sendPieces(answer, answer.sending, request, reply);
      return reply;
    default:
      return impossible(answer.sending);
  }
}

function written(content: Content): { readonly type: string | null; readonly text: string } {
  switch (content.is) {
    case 'json':
      return {
        type: 'application/json; charset=utf-8',
        text: JSON.stringify(content.value),
      };
    case 'html':
      return { type: 'text/html', text: content.text };
    case 'raw':
      return { type: content.type, text: content.text };
    case 'empty':
      return { type: null, text: '' };
    default:
      return impossible(content);
  }
}

const pieces = 10;

/** The length promised is that of the whole body; half of one breaks that promise. */
async function sendPieces(
  answer: Answer,
  sending: Extract<Sending, { is: 'half' | 'trickled' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { type, text } = written(answer.content);
  const body = Buffer.from(text);
  const { socket } = request.raw;
  reply.raw.writeHead(answer.status, {
    ...answer.headers,
    ...(type !== null && { 'content-type': type }),
    'content-length': body.length,
  });
  if (sending.is === 'half') {
    reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
    return;
  }
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let at = 0; at < body.length && !socket.destroyed; at += size) {
    reply.raw.write(body.subarray(at, at + size));
    await pause(sending.overMs / pieces);
  }
  reply.raw.end();
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    // Whoever stops the simulator need not wait for its slowest answer.
    setTimeout(resolve, ms).unref();
  });
