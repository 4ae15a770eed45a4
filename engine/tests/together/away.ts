/** Days on which PostgreSQL itself is killed under load, and comes back. */
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { makeCluster } from '../cluster.ts';
import { allWell, takeStock, type Aftermath } from './aftermath.ts';
import { chanceFrom } from './chance.ts';
import { allTold, applyPolicy, ask, consignmentUrl, packed } from './hands.ts';
import { adminKey, freshPlace, isAlive, startEngine, until } from './processes.ts';

export type AwayDay = {
  readonly binaries: string;
  /** How often the server is killed: by turns at once (SIGQUIT) and by `kill -9`. */
  readonly kills: number;
  readonly seed: number;
};

export type AwayAftermath = Aftermath & {
  readonly kills: number;
  /** Refused in words, and said again later. */
  readonly refused: number;
  /** What was answered otherwise than with 200 or with 503 in words. */
  readonly strangeAnswers: readonly string[];
  /** The most sessions that the one engine had at the server. */
  readonly mostSessions: number;
  readonly isSameProcess: boolean;
};

/** Ten for work and one for listening; see openOutside. */
export const sessionsAllowed = 11;

export const loseTheServer = async (day: AwayDay): Promise<AwayAftermath> => {
  const chance = chanceFrom(day.seed);
  const cluster = await makeCluster(day.binaries, { settings: [] });
  const place = await freshPlace(cluster.url);
  const simulator = await startHeldSimulator({ labelAfterMs: 100 });
  const engine = await startEngine(place);
  const acknowledged: string[] = [];
  const strangeAnswers: string[] = [];
  let refused = 0;
  let mostSessions = 0;
  let waiting: string[] = [];
  let named = 0;

  const say = async (number: string): Promise<void> => {
    const answer = await fetch(consignmentUrl(engine.url, number), {
      method: 'PUT', body: JSON.stringify(packed(number)),
      headers: { 'authorization': `Bearer ${adminKey}`, 'content-type': 'application/json' },
    }).catch((silence: unknown) => {
      throw new Error(`no answer; the engine printed:\n${engine.printed()}`, { cause: silence });
    });
    const text = await answer.text();
    if (answer.status === 200) {
      acknowledged.push(number);
      return;
    }
    waiting.push(number);
    if (answer.status === 503 && text.includes('send it again')) refused += 1;
    else strangeAnswers.push(`${String(answer.status)} ${text}`);
  };
  /** So many new orders, and all that were refused before, at once. */
  const sayMore = async (count: number): Promise<void> => {
    const fresh = Array.from({ length: count }, () => `SO-${String(20_000 + (named += 1))}`);
    for (const orderNumber of fresh) {
      await ask(`${simulator.url}/control/warehouse/truth`, 'POST', {
        orderNumber, lines: [{ sku: 'TEE-BLK-M', packed: 2 }],
      });
    }
    const all = [...waiting, ...fresh];
    waiting = [];
    await Promise.all(all.map(say));
  };

  try {
    await applyPolicy(engine.url, simulator.url);
    for (let round = 0; round < day.kills; round += 1) {
      await sayMore(6);
      const going = sayMore(6);
      await pause(Math.floor(chance() * 1_500));
      await cluster.kill(round % 2 === 0 ? 'SIGQUIT' : 'SIGKILL');
      await going;
      await sayMore(3);
      await pause(Math.floor(chance() * 3_000));
      await cluster.start();
      await sayMore(3);
      const sessions = await until('the engine is back and listens', async () => {
        const found = await sessionsOf(cluster.url);
        mostSessions = Math.max(mostSessions, found.all);
        return found.listening === 1 ? found : null;
      });
      mostSessions = Math.max(mostSessions, sessions.all);
    }
    await until('everything is taken in', async () => {
      await sayMore(0);
      return waiting.length === 0 ? true : null;
    });
    await allTold(simulator.url, acknowledged);
    const isSameProcess = isAlive(engine.pid);
    const stock = await takeStock({
      seed: day.seed, engine, place, simulatorUrl: simulator.url, acknowledged,
    });
    return { ...stock, kills: day.kills, refused, strangeAnswers, mostSessions, isSameProcess };
  } finally {
    await engine.stop('SIGKILL');
    await simulator.close();
    // Its database goes with the whole server, which may be down just now.
    await cluster.stop();
    rmSync(place.dataFolder, { recursive: true, force: true });
  }
};

export const noHarm = (day: AwayDay) => ({
  ...allWell, seed: day.seed, kills: day.kills, acknowledged: day.kills * 18,
  strangeAnswers: [], isSameProcess: true,
});

const sessionsOf = async (url: string): Promise<{ all: number; listening: number }> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ all: number; listening: number }>(`
      select count(*)::int as all,
             (count(*) filter (where query ilike 'listen %'))::int as listening
        from pg_stat_activity where application_name = 'gatepass'`);
    return rows[0] ?? { all: 0, listening: 0 };
  } finally {
    await client.end();
  }
};
