import { expect, test } from 'vitest';
import type { Database } from '../store/database.ts';
import { buildServer } from './server.ts';

const nobodyAsks = (): never => {
  throw new Error('describing the API asks the store nothing');
};
const database: Database = {
  kind: 'embedded', transaction: nobodyAsks, listen: nobodyAsks, check: nobodyAsks,
  readClock: nobodyAsks,
  close: () => Promise.resolve(),
};

const describe = async (): Promise<unknown> => {
  const server = await buildServer({
    surroundings: {
      database, connectors: {}, now: nobodyAsks, wireNow: nobodyAsks,
      limitNow: nobodyAsks, pace: nobodyAsks,
      after: nobodyAsks, random: nobodyAsks, wire: { request: nobodyAsks },
      unseal: nobodyAsks, log: () => undefined, holder: 'nobody',
    },
    loop: null, seal: nobodyAsks, isDemo: false, isSecure: false, consoleFolder: null,
    handbookFolder: null, version: '0.1.0',
  });
  await server.ready();
  const document: unknown = JSON.parse(JSON.stringify(server.swagger()));
  await server.close();
  return document;
};

test('the console was built against the API as it is: vitest -u, then npm run types', async () => {
  await expect(`${JSON.stringify(await describe(), null, 2)}\n`)
    .toMatchFileSnapshot('../../../console/openapi.json');
});
