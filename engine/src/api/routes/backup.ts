/** A backup of the running store, as one file. */
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../store/backup.ts';
import { demand } from '../auth.ts';
import { tellBefore } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';

/**
 * The embedded store belongs to this process, so only it can copy it. It is copied to this
 * machine's disk first and sent from there: everybody waits while it is read, and nobody should
 * wait for a slow line.
 */
export const backupRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings } = context;
  server.get('/v1/backup', {
    schema: {
      summary: 'Everything that is stored, as of one moment, as a file that `restore` takes',
      tags: ['system'], produces: ['application/gzip'],
    },
    config: { audit: 'reading-too' },
  }, async (request, reply) => {
    demand(request.bearer, 'back-up');
    await tellBefore(context, request, () => Promise.resolve(null));
    const folder = mkdtempSync(join(tmpdir(), 'gatepass-backup-'));
    const remove = (): void => { rmSync(folder, { recursive: true, force: true }); };
    try {
      const file = join(folder, 'backup.gz');
      const { rows } = await backup(surroundings.database, file);
      surroundings.log('a backup was made', { rows });
      reply.raw.once('close', remove);
      return await reply.header('content-type', 'application/gzip')
        .header('content-length', statSync(file).size)
        .header('gatepass-rows', rows)
        .send(createReadStream(file));
    } catch (problem) {
      remove();
      throw problem;
    }
  });
};
