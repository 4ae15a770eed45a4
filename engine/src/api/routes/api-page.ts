import type { Server } from '../context.ts';
import { renderApiPage } from '../page/page.ts';

/** The API as a page for people. It says nothing that `/openapi.json` does not say to anybody. */
export const apiPageRoute = (server: Server): void => {
  server.get('/docs/api', { schema: { hide: true } }, (request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8')
      .send(renderApiPage(server.swagger(), `${request.protocol}://${request.host}`)));
};
