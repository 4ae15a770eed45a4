import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { notThere } from './not-there.ts';
import { Problem } from './problem.ts';
import { serveConsole } from './serve-console.ts';

test('a console that is built anew under a running server is served, and its old files are gone',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatepass-console-'));
    const file = (name: string) => join(folder, name);
    mkdirSync(file('assets'));
    writeFileSync(file('index.html'), 'one page');
    writeFileSync(file('assets/main-old.js'), 'old');
    const server = Fastify().withTypeProvider<ZodTypeProvider>();
    server.setErrorHandler((error, _request, reply) =>
      reply.status(error instanceof Problem ? error.view.status : 500).send());
    await serveConsole(server, folder, notThere(server));
    try {
      rmSync(file('assets/main-old.js'));
      writeFileSync(file('assets/main-new.js'), 'new');
      const found = await server.inject('/assets/main-new.js?1');
      expect([found.statusCode, found.body]).toEqual([200, 'new']);
      expect(found.headers['cache-control']).toContain('immutable');
      const statusOf = async (url: string) => (await server.inject(url)).statusCode;
      expect(await statusOf('/assets/main-old.js')).toBe(404);
      expect(await statusOf('/assets/none.js')).toBe(404);
      const page = await server.inject({ url: '/orders', headers: { accept: 'text/html' } });
      expect(page.body).toBe('one page');
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
