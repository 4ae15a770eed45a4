/**
 * Sends one odd input after the other to a server over a real store, and asks of each what must
 * hold of all: answered in words, nothing stored that was refused, and the loop still decides.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { connectors } from '../../src/connectors/registry.ts';
import { buildServer } from '../../src/api/server.ts';
import { instant } from '../../src/core/model/instant.ts';
import type { Database } from '../../src/store/database.ts';
import { emptyTables, rowsOf } from '../databases.ts';
import { openDoor, type Door } from '../door.ts';
import { diceFrom } from './dice.ts';
import { faultsOf } from './judge.ts';
import { operationsOf, wordsOf } from './operations.ts';
import { inputFrom, type Input, type Known } from './requests.ts';
import { watchWrites, writtenSince } from './writes.ts';

export type Attacked = {
  readonly inputs: number;
  readonly taken: number;
  readonly refused: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly operations: number;
  /** Orders that the inputs left behind and that were decided on. */
  readonly orders: number;
  /** Growth of the heap between the first tenth and the end. */
  readonly heapMegabytes: number;
  /** Each with the seed that repeats it. */
  readonly faults: readonly string[];
};

/** So long the store is kept; then it is checked, and emptied. */
const inputsInARow = 2_500;
const faultsShown = 15;

export const attack = async (
  database: Database, { seed, inputs }: { readonly seed: number; readonly inputs: number },
): Promise<Attacked> => {
  const faults: string[] = [];
  const statuses: Record<string, number> = {};
  const tried = new Set<string>();
  let [taken, refused, orders, heapAtFirst, done] = [0, 0, 0, 0, 0];
  while (done < inputs && faults.length < faultsShown) {
    const target = await openTarget(database);
    await writtenSince(database);
    const end = Math.min(inputs, done + inputsInARow);
    for (; done < end && faults.length < faultsShown; done += 1) {
      const input = nextInput(target, seed + done);
      tried.add(input.operation);
      const note = (fault: string): void => {
        faults.push(`seed ${String(seed + done)}: ${fault} (${shown(input)})`);
      };
      const answer = await ask(target.server, input);
      if (answer === null) continue;
      const { statusCode } = answer;
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
      faultsOf(input.method, answer, shown(input)).forEach(note);
      if (Reflect.ownKeys(Object.prototype).length !== membersOfAll) note('poisoned a prototype');
      learn(target.known, answer.body);
      const written = await writtenSince(database);
      const isRefused = statusCode >= 400;
      if (isRefused) refused += 1;
      else taken += 1;
      // Whoever takes a copy of the store leaves a row in the audit, though it is a GET.
      const stored = written.filter((table) =>
        table !== 'audit' || isRefused || !input.url.startsWith('/v1/backup'));
      if ((isRefused || input.method === 'GET') && stored.length > 0) {
        note(`answered ${String(statusCode)} and wrote to ${stored.join(', ')}`);
      }
      target.door.stage.clock.now = instant(target.door.stage.clock.now + 250);
      if (done === Math.floor(inputs / 10)) heapAtFirst = usedHeap();
    }
    orders += await settle(target.door, (fault) => { faults.push(fault); });
    const { logged } = target.door.stage;
    faults.push(...logged.filter((line) => line.startsWith('a request failed')).slice(0, 3));
    await target.server.close();
    await target.door.server.close();
  }
  return {
    inputs: done, taken, refused, statuses, operations: tried.size, orders, faults,
    heapMegabytes: Math.round((usedHeap() - heapAtFirst) / 1_048_576),
  };
};

type Target = Awaited<ReturnType<typeof openTarget>>;

const membersOfAll = Reflect.ownKeys(Object.prototype).length;

/** A stage whose policy may also name the real connectors, and whose hooks are open. */
const openTarget = async (database: Database) => {
  await emptyTables(database);
  await watchWrites(database);
  const door = await openDoor(database);
  const { surroundings } = door.stage;
  const server = await buildServer({
    surroundings: {
      ...surroundings, connectors: { ...connectors, ...surroundings.connectors },
      hooks: { publicUrl: 'https://gatepass.example', tokenOf: () => 'knock-knock' },
    },
    loop: null, isDemo: false, isSecure: false,
    seal: (text) => Buffer.from(text).toString('base64'),
    consoleFolder: null, handbookFolder: null, version: 'test',
  });
  await server.ready();
  const document: unknown = JSON.parse(JSON.stringify(server.swagger()));
  const known: Known = { words: wordsOf(document), ids: [] };
  return { door, server, known, operations: operationsOf(document) };
};

const nextInput = ({ operations, known }: Target, seed: number): Input => {
  const dice = diceFrom(seed);
  const withBody = operations.filter((one) => one.body !== undefined);
  const picked = dice.any(dice.once(2) ? withBody : operations);
  // These answer the same whatever is asked, at a hundred times the price of others.
  const isDear = ['/v1/backup', '/openapi.json', '/docs/api'].includes(picked?.path ?? '');
  const operation = isDear && !dice.once(8) ? operations[0] : picked;
  if (operation === undefined || operation === null) throw new Error('the API describes nothing');
  return inputFrom(dice, operation, known);
};

/** Null where the address is none that a request can be made of without a wire. */
const ask = async (server: Target['server'], { method, url, headers, payload }: Input) => {
  try {
    return await server.inject({
      // Methods that this server does not know are sent too.
      method: method as 'GET', url, headers,
      ...(payload === null ? {} : { payload }),
    });
  } catch (fault) {
    if (fault instanceof TypeError && fault.message.includes('Invalid URL')) return null;
    throw new Error(`${method} ${url} ended the server's work`, { cause: fault });
  }
};

const idsKept = 200;

const learn = ({ ids }: Known, body: string): void => {
  for (const [, id = ''] of body.slice(0, 20_000).matchAll(/"id":"([a-z]{3}_[\w-]{1,60})"/g)) {
    if (!ids.includes(id)) ids.push(id);
  }
  ids.splice(0, Math.max(0, ids.length - idsKept));
};

/** Decides on all that was left behind, now and in two days; answers how many orders there are. */
const settle = async ({ stage }: Door, note: (fault: string) => void): Promise<number> => {
  for (const hours of [0, 1, 48]) {
    stage.clock.now = instant(stage.clock.now + hours * 3_600_000);
    for (let turn = 0; turn < 30; turn += 1) if ((await stage.decide()) === 0) break;
  }
  const bugs = await rowsOf(stage.database, `
    select fault, order_id from exception where code = 'gatepass.bug' limit 5`);
  for (const bug of bugs) note(`no decision could be made: ${JSON.stringify(bug)}`);
  const { rows } = await stage.database.transaction((tx) =>
    sql<{ n: number }>`select count(*)::int as n from dossier`.execute(tx));
  return rows[0]?.n ?? 0;
};

const shown = ({ method, url, headers, payload }: Input): string =>
  JSON.stringify({
    at: `${method} ${url.slice(0, 200)}`, headers, payload: payload?.toString().slice(0, 1_500),
  });

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

const usedHeap = (): number => {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
};
