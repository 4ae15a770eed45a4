/**
 * Gatepass and the pretended world in one process, without sockets and without waiting. The
 * program is assembled as at a merchant's; exactly what `replaced` names is replaced.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { chanceHex } from '../../../../simulator/src/chance.ts';
import { hashOf } from '../../../src/api/auth.ts';
import { openRooms, type Rooms } from '../../../src/compose.ts';
import type { Wire, WireRequest } from '../../../src/contract/wire.ts';
import type { Database } from '../../../src/store/database.ts';
import { openEmbedded } from '../../../src/store/embedded/open.ts';
import { saveKey } from '../../../src/store/keys.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openSealer } from '../../../src/store/sealing.ts';
import { later } from '../../../src/core/model/instant.ts';
import { passTime, turnedClock, type TurnedClock } from './clock.ts';
import { beginLife, type Life, type PointName } from './life.ts';
import { adminKey, host, pretend, type Pretended, type PretendedOptions } from './pretended.ts';
import { watchBusy } from './quiet.ts';

/** The key of a joined run; with it secrets are sealed as at a merchant's. */
const sealer = openSealer('', 'a secret key for all of one run');

/** What a joined run takes away from the program and gives it instead; nothing else differs. */
export const replaced =
  ['clock', 'randomness', 'wire', 'process death', 'details of the store'] as const;

/** Upkeep on real time would come at another moment in each run. */
const byCountOnly = {
  everyMilliseconds: 2 ** 30, everyTransactions: 5_000, everythingAfterRounds: 288,
};

/** Nobody pulls the plug of this machine meanwhile, so that nothing need be on its disk. */
export const storeDetails = { durable: false, upkeep: byCountOnly } as const;

/** Several processes on one embedded store go by what an outside one would tell them. */
export const sharedStoreDetails = (clock: Pick<TurnedClock, 'now'>) => ({
  kind: 'outside', readClock: () => Promise.resolve(clock.now()),
} as const satisfies Partial<Database>);

export type Worker = Pick<Life, 'kill' | 'freeze' | 'isDead'> & {
  /** Lets the call under way come home and stops, as after SIGTERM. */
  readonly stop: () => Promise<void>;
};

export type JoinedRun = Pick<Pretended, 'world' | 'act'> & {
  readonly clock: TurnedClock;
  readonly database: Database;
  /** Starts one more process of the program over the same store. */
  readonly start: (options?: WorkerOptions) => Promise<Worker>;
  /** Asks Gatepass over its API; refuses when the answer is no 2xx, or nobody is alive. */
  readonly ask: (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) => Promise<unknown>;
  /** The same as it is answered, whatever the answer; with no key at all when `key` is null. */
  readonly knock: (
    method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown, key?: string | null,
  ) => Promise<Knocked>;
  /** Lets this many milliseconds of the world pass. */
  readonly pass: (milliseconds: number) => Promise<void>;
  readonly end: () => Promise<void>;
};

export type Knocked = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

export type WorkerOptions = {
  /** How far its clocks are ahead of the world's, in milliseconds. */
  readonly skewMilliseconds?: number;
  /** Is asked wherever it touches the world; true kills it there. */
  readonly endsAt?: (point: PointName) => boolean;
};

/** A call as it left a process: whose it was, and what that process's clock said. */
export type CallLeft = {
  readonly process: number;
  readonly at: number;
  readonly request: WireRequest;
};

export type JoinedOptions = PretendedOptions & {
  /** Hears of every call that leaves a process, before it is under way. */
  readonly onCall?: (call: CallLeft) => void;
  /** When the run begins, as UTC milliseconds since 1970. */
  readonly from: number;
  /** Where the pretended world can call the program; without it no webhooks are asked for. */
  readonly publicUrl?: string;
  /** Several processes share the store, so that leases are waited for. */
  readonly isShared?: boolean;
};

type Running = {
  readonly life: Life;
  readonly rooms: Rooms;
  readonly stop: Worker['stop'];
};

/** A world and a store, and one process of the program in them. */
export const joinedRun = async (options: JoinedOptions): Promise<JoinedRun> => {
  const run = await emptyRun(options);
  await run.start();
  return run;
};

export const emptyRun = async (options: JoinedOptions): Promise<JoinedRun> => {
  const clock = turnedClock(options.from);
  const busy = watchBusy();
  const store = await openStore(options.isShared === true, clock);
  const pretended = pretend(options, clock, busy);
  const living: Running[] = [];
  let names = 0;
  let processes = 0;
  let hasKey = false;

  const start = async (about: WorkerOptions = {}): Promise<Worker> => {
    const { skewMilliseconds = 0, endsAt = () => false } = about;
    const now = () => later(clock.now(), skewMilliseconds);
    const process = processes += 1;
    const wire: Wire = {
      request(request) {
        options.onCall?.({ process, at: now(), request });
        return pretended.wire.request(request);
      },
    };
    const life = beginLife({ database: store.database, wire, clock, busy, endsAt });
    await Promise.race([life.death, migrate(life.database)]);
    if (!hasKey) await giveKey(store.database);
    hasKey = true;
    const rooms = await Promise.race([life.death, openRooms(life.database, {
      now,
      wireNow: now,
      after: life.after,
      random: () => chanceHex(options.seed, 'engine', names += 1, 24),
      wire: life.wire,
    }, {
      seal: sealer.seal, unseal: sealer.unseal, log: () => undefined,
      isDemo: false, isSecure: false, consoleFolder: null, handbookFolder: null,
      hooks: {
        publicUrl: options.publicUrl ?? null,
        tokenOf: (name) => sealer.derive(`hook ${name}`),
      },
    })]);
    await rooms.server.ready();
    const stop = async (): Promise<void> => {
      // A frozen one would never hear that it should stop.
      if (life.isFrozen()) life.kill();
      if (life.isDead()) return;
      const stopping = rooms.loop.stop().then(() => true);
      // Whoever waits for an answer or a renewal gets it; a stopping loop begins nothing new.
      const stepOn = async (): Promise<false> => {
        await busy.rest();
        clock.turnTo(clock.nextAt() ?? clock.now());
        return false;
      };
      while (!(await Promise.race([stopping, stepOn()]))) continue;
      await rooms.server.close();
      life.kill();
    };
    living.push({ life, rooms, stop });
    return { kill: life.kill, freeze: life.freeze, isDead: life.isDead, stop };
  };

  /** The first process that lives and answers, as a load balancer would have it. */
  const injected = async (call: {
    readonly method: 'GET' | 'PUT' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
  }): Promise<Knocked> => {
    const found = living.find(({ life }) => !life.isDead() && !life.isFrozen());
    if (found === undefined) throw new TypeError('nobody listens there');
    const { method, path, headers, body } = call;
    const answer = await Promise.race([
      found.rooms.server.inject({
        method, url: path, headers, ...(body === undefined || body === '' ? {} : { payload: body }),
      }),
      found.life.death.catch(() => { throw new TypeError('the connection was reset'); }),
    ]);
    const told = Object.entries(answer.headers)
      .map(([name, value]) => [name, value === undefined ? undefined : String(value)] as const);
    return { status: answer.statusCode, headers: Object.fromEntries(told), body: answer.body };
  };
  pretended.meet(injected);

  const knock: JoinedRun['knock'] = (method, path, body, key = adminKey) =>
    busy.during(() => injected({
      method, path, body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    }));

  return {
    clock, start, knock,
    database: store.database,
    world: pretended.world,
    act: pretended.act,
    async ask(method, path, body) {
      const { status, body: text } = await knock(method, path, body);
      if (status >= 300) throw new Error(`${method} ${path}: ${String(status)} ${text}`);
      return text === '' ? null : (JSON.parse(text) as unknown);
    },
    pass: (milliseconds) => passTime(clock, busy, milliseconds),
    async end() {
      for (const one of living) await one.stop();
      await store.remove();
      const { broken } = pretended;
      if (broken.length > 0) throw new Error(`Against the contract of V1:\n${broken.join('\n')}`);
    },
  };
};

const openStore = async (isShared: boolean, clock: TurnedClock) => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-joined-'));
  const embedded = await openEmbedded({
    dataFolder: folder, log: () => undefined, ...storeDetails,
  });
  const database: Database = isShared ? { ...embedded, ...sharedStoreDetails(clock) } : embedded;
  const remove = async (): Promise<void> => {
    await embedded.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, remove };
};

const giveKey = (database: Database): Promise<void> =>
  database.transaction((tx) => saveKey(tx, {
    id: 'key_joined', hash: hashOf(adminKey), name: 'the run', role: 'admin', at: 0,
  }));

/** The example policy, pointed at the pretended world of the run. */
export const pretendedPolicy = (text: string): unknown =>
  parse(text.replaceAll('http://127.0.0.1:4610', host));
