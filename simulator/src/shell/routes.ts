import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Control routes answer with the JSON of what the given function returns. */
export type Routes = {
  readonly get: (path: string, answerOf: () => unknown) => void;
  readonly post: (path: string, answerOf: (request: FastifyRequest) => unknown) => void;
};

export const routesOf = (app: FastifyInstance): Routes => ({
  get: (path, answerOf) => {
    app.get(path, (_request, reply) => sendJson(reply, answerOf()));
  },
  post: (path, answerOf) => {
    app.post(path, (request, reply) => sendJson(reply, answerOf(request)));
  },
});

type Reply = { type: (name: string) => { send: (text: string) => unknown } };

const sendJson = (reply: Reply, value: unknown) =>
  reply.type('application/json').send(JSON.stringify(value, showMaps));

/** Maps are shown as objects; secrets are not shown. */
const showMaps = (name: string, value: unknown): unknown => {
  if (name === 'secret') return '…';
  return value instanceof Map ? Object.fromEntries(value) : value;
};
