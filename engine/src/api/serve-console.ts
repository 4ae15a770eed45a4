import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { Server } from './context.ts';
import type { notThere } from './not-there.ts';
import { wantsPage } from './wants-page.ts';

/** The console is a client like any other: its files, and its one page for every address. */
export const serveConsole = async (
  server: Server,
  folder: string | null,
  missing: ReturnType<typeof notThere>,
): Promise<void> => {
  if (folder === null) {
    server.setNotFoundHandler((request) => {
      throw missing(request);
    });
    return;
  }
  await server.register(fastifyStatic, {
    root: folder, wildcard: false, cacheControl: false,
    setHeaders: (reply, path) => {
      if (path.includes('/assets/')) {
        reply.header('cache-control', 'public, max-age=31536000, immutable');
      }
    },
  });
  server.setNotFoundHandler((request, reply) => {
    // The files that there are get their routes at the start; a console built since has others.
    const [, asset] = /^\/(assets\/[\w-][\w.-]*)(?:\?|$)/.exec(request.url) ?? [];
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (asset !== undefined && isRead && existsSync(join(folder, asset))) {
      return reply.sendFile(asset);
    }
    const isPage = wantsPage(request) &&
      !/^\/(v1|hooks|custom-store|assets)\b/.test(request.url);
    if (!isPage) throw missing(request);
    return reply.sendFile('index.html');
  });
};
