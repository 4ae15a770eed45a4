/**
 * A day on several machines, played inside the hub's namespace: PostgreSQL, the pretended
 * ShipStation and the API are here, each worker is on a machine of its own. Prints what the day
 * came to as one line of JSON. `play.ts` starts it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { startHeldSimulator } from '../../../../simulator/src/shipstation/held-simulator.ts';
import { allTold, applyPolicy, ask, labelsIn, ordersIn, tellPacked, verdict } from '../hands.ts';
import { freshPlace, startEngine, until } from '../processes.ts';
import { cut, hubAddress, mend, workerAddress } from './network.ts';
import { planShape, type Blow, type Outcome, type Plan } from './plan.ts';
import { serverBinaries, startServer } from './server.ts';
import { mostWithin, standBefore, twoHands, type Witness } from './witness.ts';

const secretKey = 'a secret key for all of one test';
const minute = 60_000;

type Worker = {
  readonly number: number;
  readonly child: ChildProcess;
  readonly health: string;
  readonly ended: Promise<number | null>;
  readonly printed: () => string;
};

const startWorker = async (
  { network, skews }: Plan,
  number: number,
  databaseUrl: string,
): Promise<Worker> => {
  const file = fileURLToPath(new URL('skewed.ts', import.meta.url));
  const child = spawn('ip', [
    'netns', 'exec', network.workers[number - 1] ?? '',
    process.execPath, file, 'worker', String(skews[number - 1] ?? 0),
  ], {
    env: {
      PATH: process.env['PATH'], GATEPASS_DATA: join(tmpdir(), 'gatepass-keeps-nothing'),
      DATABASE_URL: databaseUrl, GATEPASS_SECRET_KEY: secretKey, GATEPASS_ALLOW_PRIVATE_URLS: 'on',
      GATEPASS_HOST: workerAddress(number), GATEPASS_HEALTH_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const health = await until(`worker ${String(number)} works`, () => {
    if (child.exitCode !== null) throw new Error(`worker ${String(number)} ended:\n${text}`);
    return /its health is told at (\S+)/.exec(text)?.[1] ?? null;
  });
  return { number, child, health, ended, printed: () => text };
};

const rowShape = z.array(z.object({ holder: z.string(), epoch: z.coerce.number() }));

/** Who holds the ShipStation connection: its process id and the epoch. */
const readHolder = async (database: pg.Client): Promise<{ pid: number; epoch: number } | null> => {
  const { rows } = await database.query(
    "select holder, epoch from lease where connection = 'shipstation-uk' and renewed_at > 0");
  const [row] = rowShape.parse(rows);
  return row === undefined
    ? null : { pid: Number(row.holder.split('/')[1]), epoch: row.epoch };
};

const play = async (plan: Plan, stage: Stage): Promise<Outcome> => {
  const { witness, simulatorUrl, apiUrl, database, workers, start } = stage;
  const told: string[] = [];
  const struck: Outcome['struck'][number][] = [];
  for (const [round, blow] of plan.blows.entries()) {
    const numbers = Array.from(
      { length: plan.ordersPerBlow }, (_, index) => `SO-${String(1000 + round * 100 + index)}`);
    const heard = witness.calls.length;
    for (const number of numbers) await tellPacked(apiUrl, simulatorUrl, number);
    told.push(...numbers);
    const worker = await until('a batch is under way', () => {
      const open = witness.calls.slice(heard).find((one) =>
        one.path.includes('/orders/createorders') && one.endedAt === null);
      return workers.find((one) => workerAddress(one.number) === open?.from) ?? null;
    });
    const before = await until('somebody holds it', () => readHolder(database));
    const at = performance.now();
    strike(blow, plan, worker);
    const after = await until('another takes over', async () => {
      const holder = await readHolder(database);
      return holder !== null && holder.epoch > before.epoch ? holder : null;
    });
    struck.push({
      blow, worker: worker.number, seconds: Math.round((performance.now() - at) / 1_000),
      epochs: [before.epoch, after.epoch],
    });
    await pause(plan.staysMilliseconds ?? 0);
    if (blow === 'cut') mend(plan.network, worker.number);
    if (blow === 'freeze') worker.child.kill('SIGCONT');
    if (blow === 'kill') workers.splice(workers.indexOf(worker), 1, await start(worker.number));
  }
  await until('every worker is well again', async () => {
    const states = await Promise.all(workers.map(async ({ health }) => {
      const answer = await fetch(`${health}/readyz`, { signal: AbortSignal.timeout(10_000) })
        .catch(() => null);
      return answer?.status === 200;
    }));
    return states.every(Boolean) ? true : null;
  }, 300_000);
  await allTold(simulatorUrl, told);
  return takeStock(plan, stage, told, struck);
};

const strike = (blow: Blow, { network }: Plan, worker: Worker): void => {
  switch (blow) {
    case 'cut':
      cut(network, worker.number);
      break;
    case 'freeze':
      worker.child.kill('SIGSTOP');
      break;
    case 'kill':
      worker.child.kill('SIGKILL');
      break;
    default:
      blow satisfies never;
  }
};

const takeStock = async (
  plan: Plan,
  { witness, simulatorUrl, database, workers }: Stage,
  told: readonly string[],
  struck: Outcome['struck'],
): Promise<Outcome> => {
  const calls = witness.calls.filter((one) => one.path.startsWith('/shipstation/'));
  const numbers = (await ordersIn(simulatorUrl))
    .filter((one) => !one.isDeleted).map((one) => one.orderNumber);
  const log = z.array(z.object({ at: z.coerce.number() })).parse((await database.query(
    "select started_at as at from call_log where connection = 'shipstation-uk'")).rows);
  const epochs = z.array(z.object({ words: z.string() })).parse((await database.query(`
    select a.connection || ' epoch ' || a.epoch || ' after ' || b.epoch as words
      from attempt a join attempt b using (connection)
     where a.epoch < b.epoch and a.begun_at > b.begun_at`)).rows);
  const words = await verdict(simulatorUrl);
  const codes = await Promise.all(workers.map(({ child, ended }) => {
    child.kill('SIGTERM');
    return ended;
  }));
  return {
    seed: plan.seed, struck, orders: told.length,
    missing: told.filter((one) => !numbers.includes(one)),
    twice: numbers.filter((one, index) => numbers.indexOf(one) < index),
    labels: (await labelsIn(simulatorUrl)).length,
    calls: calls.length,
    throttled: calls.filter((one) => one.status === 429).length,
    mostInAMinute: mostWithin(calls.map((one) => one.startedAt), minute),
    mostLoggedInAWindow: mostWithin(log.map((one) => one.at), minute + 2_000),
    twoHands: [...twoHands(calls)],
    epochsOutOfOrder: epochs.map((one) => one.words),
    verdict: words, exitCodes: codes,
  };
};

type Stage = {
  readonly witness: Witness;
  readonly simulatorUrl: string;
  readonly apiUrl: string;
  readonly database: pg.Client;
  readonly workers: Worker[];
  readonly start: (number: number) => Promise<Worker>;
};

/** Whatever was opened, closed in turn from the last to the first. */
const undo: (() => unknown)[] = [];
const undoAll = async (): Promise<void> => {
  for (const step of undo.splice(0).toReversed()) await step();
};

const setUp = async (plan: Plan): Promise<Stage> => {
  const binaries = serverBinaries();
  if (binaries === null) throw new Error('no PostgreSQL binaries on this machine');
  const server = await startServer(binaries, hubAddress);
  undo.push(() => server.stop());
  const place = await freshPlace(server.url);
  undo.push(() => place.remove());
  const databaseUrl = place.databaseUrl ?? '';
  const simulator = await startHeldSimulator({
    seed: plan.seed, labelAfterMs: 100, switches: { callsPerMinute: plan.callsPerMinute },
  });
  undo.push(() => simulator.close());
  const witness = await standBefore(simulator.url, hubAddress);
  undo.push(() => { witness.close(); });
  const api = await startEngine({ ...place, command: 'api' });
  undo.push(() => api.stop('SIGKILL'));
  await ask(`${simulator.url}/control/faults`, 'POST', { latencyMs: 1_000 });
  await applyPolicy(api.url, witness.url);
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  undo.push(() => database.end());
  const reachable = databaseUrl.replace('127.0.0.1', hubAddress);
  const start = async (number: number): Promise<Worker> => {
    const worker = await startWorker(plan, number, reachable);
    undo.push(async () => {
      worker.child.kill('SIGKILL');
      await worker.ended;
    });
    return worker;
  };
  const workers: Worker[] = [];
  for (const number of plan.network.workers.keys()) workers.push(await start(number + 1));
  return {
    witness, simulatorUrl: simulator.url, apiUrl: api.url, database, workers, start,
  };
};

const plan = planShape.parse(JSON.parse(process.argv[2] ?? ''));
// Whoever started this holds the other end, and lets go of it however it ends.
process.stdin.resume().once('close', () => { void undoAll().finally(() => process.exit(1)); });
let stage: Stage | null = null;
try {
  stage = await setUp(plan);
  const outcome = await play(plan, stage);
  await undoAll();
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  process.exit(0);
} catch (problem) {
  const words = stage?.workers.map((one) =>
    `worker ${String(one.number)}:\n${one.printed().slice(-2_000)}`) ?? [];
  process.stderr.write(`${String(problem instanceof Error ? problem.stack : problem)}\n` +
    `${words.join('\n')}\n`);
  await undoAll().catch((fault: unknown) => { process.stderr.write(`${String(fault)}\n`); });
  process.exit(1);
}
