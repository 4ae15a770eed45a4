/** PostgreSQL is killed under the engine, twice; away.long.test.ts does it twenty times. */
import { expect, test } from 'vitest';
import { findBinaries } from '../cluster.ts';
import { loseTheServer, noHarm, sessionsAllowed } from './away.ts';

const binaries = findBinaries();

test.skipIf(binaries === null)(
  'the engine waits for its PostgreSQL, goes on, and loses nothing (needs PostgreSQL)',
  { timeout: 600_000 },
  async () => {
    const day = { binaries: binaries ?? '', kills: 2, seed: 20_261_129 };
    const aftermath = await loseTheServer(day);
    expect(aftermath).toMatchObject(noHarm(day));
    expect(aftermath.refused).toBeGreaterThan(0);
    expect(aftermath.mostSessions).toBeLessThanOrEqual(sessionsAllowed);
  });
