/** As away.together.test.ts, but twenty kills, at other moments on every run. */
import { expect, test } from 'vitest';
import { findBinaries } from '../cluster.ts';
import { loseTheServer, noHarm, sessionsAllowed } from './away.ts';
import { beginResult, keepResult } from './reliability/result.ts';

const binaries = findBinaries();

test.skipIf(binaries === null)(
  'twenty times without its PostgreSQL (needs PostgreSQL)', { timeout: 1_800_000 }, async () => {
    const from = performance.now();
    const about = { part: 'crashes', title: 'PostgreSQL killed under the engine' } as const;
    beginResult(about);
    const day = { binaries: binaries ?? '', kills: 20, seed: Date.now() % 1_000_000 };
    const aftermath = await loseTheServer(day);
    expect(aftermath).toMatchObject(noHarm(day));
    expect(aftermath.mostSessions).toBeLessThanOrEqual(sessionsAllowed);
    const { acknowledged, refused, mostSessions } = aftermath;
    keepResult({
      ...about,
      sentences: [
        'The server was ended under load, by turns with SIGQUIT ("immediate") and with `kill -9` ' +
          'of its first process, and started again up to three seconds later; the engine stayed ' +
          'the same process throughout.',
        `${String(acknowledged)} orders were acknowledged, ${String(refused)} times one was ` +
          'refused with 503 in words and said again; nothing was lost or doubled.',
        `The engine never had more than ${String(mostSessions)} sessions at the server ` +
          `(${String(sessionsAllowed)} are allowed), and listened again each time.`,
      ],
      seeds: [day.seed],
      table: { head: ['kill', 'times'], rows: [['SIGQUIT', 10], ['SIGKILL', 10]] },
      seconds: (performance.now() - from) / 1000,
    });
  });
