/**
 * The loop of one process: it decides on orders that are due, holds what connections it can get,
 * and works on those it holds. Stopping lets the call under way come home.
 */
import type { Policy } from '../core/policy/policy.ts';
import { topicChannel } from '../store/announce.ts';
import { forgetCalls } from '../store/calls.ts';
import { claimDue, earliestDue } from '../store/dossiers.ts';
import { holdConnection, releaseConnection } from '../store/leases.ts';
import { readPolicy, readPolicyVersion } from '../store/policies.ts';
import { hangBell, type Bell } from './bell.ts';
import type { Hand } from './carry-out.ts';
import { openConnection } from './connections.ts';
import { countedWire } from './counted-wire.ts';
import { isDatabaseAway } from './database-away.ts';
import { decideAndRecord } from './decide-and-record.ts';
import { work } from './hand.ts';
import { readStandpoint } from './standpoint.ts';
import type { Surroundings } from './surroundings.ts';

/** A lease is renewed this often and lost after this long, in milliseconds of wire time. */
const renewEvery = 3_000;
const lostAfter = 15_000;

/** How many orders one transaction decides on: long work in slices. */
const ordersPerSlice = 20;

export type Loop = {
  readonly bell: Bell;
  /** Settles when the loop has stopped; refuses with the fault that stopped it. */
  readonly finished: Promise<void>;
  stop(): Promise<void>;
};

export const startLoop = async (surroundings: Surroundings): Promise<Loop> => {
  const { database } = surroundings;
  const bell = hangBell();
  let isStopping = false;
  const goesOn = (): boolean => !isStopping;
  const unlisten = [
    await database.listen(topicChannel('due'), () => bell.ring('decide')),
    await database.listen(topicChannel('wishes'), (name) => bell.ring(`connection ${name}`)),
  ];
  const broken = Promise.withResolvers<never>();
  const finished = Promise.race([broken.promise, Promise.all([
    keepDeciding(surroundings, bell, goesOn),
    keepHolding(surroundings, bell, goesOn, broken.reject),
  ])]).finally(() => {
    // Also after a fault: the other halves of the loop end by themselves.
    isStopping = true;
    bell.toll();
  }).then(async () => {
    await Promise.all(unlisten.map((stop) => stop()));
  });
  return {
    bell,
    finished,
    async stop() {
      isStopping = true;
      bell.toll();
      await finished;
    },
  };
};

const keepDeciding = async (
  surroundings: Surroundings,
  bell: Bell,
  goesOn: () => boolean,
): Promise<void> => {
  const { database, now } = surroundings;
  while (goesOn()) {
    const decided = await throughTrouble(surroundings, () => database.transaction(async (tx) => {
      const due = await claimDue(tx, now(), ordersPerSlice);
      if (due.length === 0) return { count: 0, next: await earliestDue(tx) };
      const standpoint = await readStandpoint(tx, now());
      for (const stored of due) await decideAndRecord(tx, stored, standpoint);
      return { count: due.length, next: null };
    }));
    if (decided === null || decided.count > 0) continue;
    const untilDue = decided.next === null ? 1_000 : decided.next - now();
    await bell.wait('decide', Math.max(10, Math.min(1_000, untilDue)));
  }
};

type Holding = {
  readonly version: number;
  readonly hand: Hand;
  lost: boolean;
  readonly done: Promise<void>;
};

/** Takes and renews leases, and reopens connections when the policy changed. */
const keepHolding = async (
  surroundings: Surroundings,
  bell: Bell,
  goesOn: () => boolean,
  stopFor: (bug: unknown) => void,
): Promise<void> => {
  const { database, holder } = surroundings;
  const holdings = new Map<string, Holding>();
  const drop = async (name: string): Promise<void> => {
    const holding = holdings.get(name);
    if (holding === undefined) return;
    holding.lost = true;
    bell.ring(`connection ${name}`);
    await holding.done;
    holdings.delete(name);
    await database.transaction((tx) => releaseConnection(tx, holding.hand.lease, holder));
  };
  while (goesOn()) {
    await throughTrouble(surroundings, async () => {
      for (const { done } of await renew(surroundings, bell, holdings, drop)) done.catch(stopFor);
    });
    await bell.wait('policy', renewEvery);
  }
  for (const name of Array.from(holdings.keys())) await drop(name);
};

const renew = async (
  surroundings: Surroundings,
  bell: Bell,
  holdings: Map<string, Holding>,
  drop: (name: string) => Promise<void>,
): Promise<readonly Holding[]> => {
  const { database, wireNow, holder } = surroundings;
  const takenUp: Holding[] = [];
  // An embedded store has one process only: whoever else held a lease is dead.
  const patience = database.kind === 'embedded' ? 0 : lostAfter;
  const { version, policy } = await database.transaction(async (tx) => ({
    version: await readPolicyVersion(tx), policy: await readPolicy(tx),
  }));
  for (const [name, holding] of holdings) {
    if (holding.version !== version || policy.connections[name] === undefined) await drop(name);
  }
  for (const name of Object.keys(policy.connections)) {
    const lease = await database.transaction((tx) =>
      holdConnection(tx, name, holder, wireNow(), patience));
    const holding = holdings.get(name);
    const isSame = holding !== undefined && lease?.epoch === holding.hand.lease.epoch;
    if (holding !== undefined && !isSame) await drop(name);
    if (lease !== null && !holdings.has(name)) {
      const taken = await takeUp(surroundings, bell, policy, version, lease);
      if (taken !== null) {
        holdings.set(name, taken);
        takenUp.push(taken);
      }
    }
  }
  await database.transaction((tx) => forgetCalls(tx, wireNow() - 3_600_000));
  return takenUp;
};

const takeUp = async (
  surroundings: Surroundings,
  bell: Bell,
  policy: Policy,
  version: number,
  lease: Hand['lease'],
): Promise<Holding | null> => {
  const { database, connectors, log } = surroundings;
  const connection = policy.connections[lease.connection];
  if (connection === undefined) return null;
  const wire = countedWire(
    surroundings, lease.connection, () => connectors[connection.connector]?.manifest ?? null);
  const opened = await database.transaction((tx) =>
    openConnection(tx, surroundings, connection, wire));
  if (opened.is === 'unusable') {
    log('connection cannot be used', { connection: lease.connection, sentences: opened.sentences });
    return null;
  }
  const hand: Hand = { lease, manifest: opened.connector.manifest, session: opened.session };
  const holding: { lost: boolean } = { lost: false };
  const done = (async () => {
    while (!holding.lost) {
      await throughTrouble(surroundings, () =>
        work(surroundings, hand, bell, () => !holding.lost));
    }
  })();
  return Object.assign(holding, { version, hand, done });
};

/**
 * A database that is away for a while is waited for; any other fault is a bug of the loop and
 * stops the process, because a loop that limps on tells nobody.
 */
const throughTrouble = async <Result>(
  { log }: Surroundings,
  step: () => Promise<Result>,
): Promise<Result | null> => {
  try {
    return await step();
  } catch (fault) {
    if (!isDatabaseAway(fault)) throw fault;
    log('the database is away', { words: fault instanceof Error ? fault.message : 'no words' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return null;
  }
};
