/**
 * The loop of one process: it decides on orders that are due, holds what connections it can get,
 * and works on those it holds. Stopping lets the call under way come home.
 */
import type { Policy } from '../core/policy/policy.ts';
import { topicChannel } from '../store/announce.ts';
import {
  holdConnection, releaseConnection, renewConnection, stillHeld, type Lease,
} from '../store/leases.ts';
import { readPolicy, readPolicyVersion } from '../store/policies.ts';
import { fillPlaced } from '../store/placed.ts';
import { fillSearchWords } from '../store/search.ts';
import { traitsAsOf } from '../store/traits.ts';
import { hangBell, type Bell } from './bell.ts';
import { tryAnew } from './budget.ts';
import type { Hand } from './carry-out.ts';
import { claimWaiting } from './claim.ts';
import { openConnection } from './connections.ts';
import { contained, countedWays } from './contained.ts';
import { countedWire } from './counted-wire.ts';
import { countedFiles } from './files/counted.ts';
import { decideDue } from './decide-due.ts';
import { carryOnPlans } from './going-live/carry-on.ts';
import { longestRest, work } from './hand.ts';
import { forgetOld } from './forget-old.ts';
import type { UnderWay } from './keep-texts.ts';
import { manifestFor } from './manifest-for.ts';
import { wireTimeOf } from './pace.ts';
import { replaySlice } from './replay.ts';
import type { Errand, Surroundings } from './surroundings.ts';
import { patience, throughTrouble } from './trouble.ts';

/** A lease is renewed this often and lost after this long, in milliseconds of wire time. */
const renewEvery = 3_000;
const lostAfter = 15_000;

/** How long an errand rests with nothing to do, in milliseconds of wire time. */
const errandsRest = 1_000;

export type Loop = {
  readonly bell: Bell;
  /** Settles when the loop has stopped; refuses with the fault that stopped it. */
  readonly finished: Promise<void>;
  stop(): Promise<void>;
};

/** `begins`: nothing is decided, looked at or carried out before; left out, it begins at once. */
export const startLoop = async (
  surroundings: Surroundings,
  begins: Promise<void> = Promise.resolve(),
): Promise<Loop> => {
  const { database } = surroundings;
  const bell = hangBell(surroundings.after);
  let isStopping = false;
  const goesOn = (): boolean => !isStopping;
  const unlisten = [
    await database.listen(topicChannel('due'), (about) => {
      bell.ring('decide');
      // Applied on another machine, or something was missed: connections may be other ones now.
      if (about === 'policy' || about === '') bell.ring('policy');
    }),
    await database.listen(topicChannel('wishes'), (name) => bell.ring(`connection ${name}`)),
  ];
  const broken = Promise.withResolvers<never>();
  const stopped = Promise.withResolvers<void>();
  const goOn = async (): Promise<unknown> => {
    await Promise.race([begins, stopped.promise]);
    return Promise.all([
      keepDeciding(surroundings, bell, goesOn),
      keepHolding(surroundings, bell, goesOn, broken.reject),
      keepPlans(surroundings, bell, goesOn),
      ...(surroundings.errands ?? []).map((errand) =>
        keepErrand(surroundings, bell, goesOn, errand)),
    ]);
  };
  const finished = Promise.race([broken.promise, goOn()]).finally(() => {
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
      stopped.resolve();
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
  const { now, pace } = surroundings;
  while (goesOn()) {
    const decided = await throughTrouble(surroundings, () => decideDue(surroundings));
    if (decided === null || decided.count > 0) continue;
    const untilDue = decided.next === null
      ? longestRest : wireTimeOf(decided.next - now(), pace());
    await bell.wait('decide', Math.max(10, Math.min(longestRest, untilDue)));
  }
};

/** A replay rests for so long between two slices, in milliseconds. */
const betweenSlices = 20;

/** To how many orders of an older program one transaction gives the words they are found by. */
const wordlessPerSlice = 50;

/** Of how many orders of an older program one transaction notes when they were placed. */
const unnotedPerSlice = 500;

/** Finds owners of what bears no key of ours; carries plans, replays, words on; forgets the old. */
const keepPlans = async (
  surroundings: Surroundings,
  bell: Bell,
  goesOn: () => boolean,
): Promise<void> => {
  const owners = patience(surroundings, 'finding the owners of orders');
  const plans = patience(surroundings, 'plans');
  const replays = patience(surroundings, 'replay');
  const words = patience(surroundings, 'search words');
  const placed = patience(surroundings, 'when orders were placed');
  const old = patience(surroundings, 'forgetting what is old');
  while (goesOn()) {
    await owners(async () => {
      if ((await claimWaiting(surroundings)) > 0) bell.ring('decide');
    });
    await plans(async () => {
      if (await carryOnPlans(surroundings)) bell.ring('decide');
    });
    await old(() => forgetOld(surroundings));
    // Between two slices everybody else has a turn.
    const isReplaying = await replays(() => replaySlice(surroundings));
    if (isReplaying !== false) bell.ring('decide');
    const given = await words(() =>
      surroundings.database.transaction((tx) => fillSearchWords(tx, wordlessPerSlice)));
    const noted = await placed(() =>
      surroundings.database.transaction((tx) => fillPlaced(tx, unnotedPerSlice)));
    const hasMore = isReplaying === true || given === wordlessPerSlice ||
      noted === unnotedPerSlice;
    await bell.wait('plans', hasMore ? betweenSlices : longestRest);
  }
};

/** Gives an errand of another room its turns: at once while there is more, else now and then. */
const keepErrand = async (
  surroundings: Surroundings,
  bell: Bell,
  goesOn: () => boolean,
  errand: Errand,
): Promise<void> => {
  const patient = patience(surroundings, 'an errand of the desk');
  while (goesOn()) {
    const isBusy = await patient(() => errand(surroundings));
    if (isBusy === true) bell.ring('decide');
    else await bell.wait('errands', errandsRest);
  }
};

type Holding = {
  readonly version: number;
  /** Since when nothing new is known of the account: it is opened again when that changes. */
  readonly knownAsOf: number;
  readonly hand: Hand;
  /** Told to end: it lets the call under way come home, and begins nothing new. */
  lost: boolean;
  /** Nothing of it runs any more. */
  hasEnded: boolean;
  readonly done: Promise<void>;
};

type Holdings = Map<string, Holding>;

/**
 * Takes and renews leases, and reopens connections when the policy changed. A lease is kept until
 * the call under way has come home, so that nobody else begins beside it.
 */
const keepHolding = async (
  surroundings: Surroundings,
  bell: Bell,
  goesOn: () => boolean,
  stopFor: (bug: unknown) => void,
): Promise<void> => {
  const holdings: Holdings = new Map();
  const told = new Set<string>();
  while (goesOn()) {
    await throughTrouble(surroundings, async () => {
      for (const { done } of await renew(surroundings, bell, holdings, told)) done.catch(stopFor);
    });
    await bell.wait('policy', renewEvery);
  }
  for (const holding of holdings.values()) letGo(holding, bell);
  while (holdings.size > 0) {
    const all = Promise.all(Array.from(holdings.values(), (one) => one.done));
    await Promise.race([all, new Promise<void>((go) => { surroundings.after(renewEvery, go); })]);
    const isTended = await throughTrouble(surroundings, async () => {
      await tend(surroundings, holdings);
      return true;
    });
    // Nobody to tell: the leases lapse by themselves.
    if (isTended === null && holdings.values().every((one) => one.hasEnded)) break;
  }
};

const letGo = (holding: Holding, bell: Bell): void => {
  holding.lost = true;
  bell.ring(`connection ${holding.hand.lease.connection}`);
};

/** Renews what still runs; gives back what has ended; ends what another holds by now. */
const tend = async (
  { database, wireNow, holder }: Surroundings,
  holdings: Holdings,
  bell?: Bell,
): Promise<void> => {
  for (const [name, holding] of holdings) {
    const { lease } = holding.hand;
    if (holding.hasEnded) {
      holdings.delete(name);
      await database.transaction((tx) => releaseConnection(tx, lease, holder));
      continue;
    }
    const isKept = await database.transaction((tx) =>
      renewConnection(tx, lease, holder, wireNow()));
    if (!isKept && bell !== undefined) letGo(holding, bell);
  }
};

const renew = async (
  surroundings: Surroundings,
  bell: Bell,
  holdings: Holdings,
  told: Set<string>,
): Promise<readonly Holding[]> => {
  const { database, wireNow, holder } = surroundings;
  const takenUp: Holding[] = [];
  // An embedded store has one process only: whoever else held a lease is dead.
  const patience = database.kind === 'embedded' ? 0 : lostAfter;
  const { version, policy } = await database.transaction(async (tx) => ({
    version: await readPolicyVersion(tx), policy: await readPolicy(tx),
  }));
  for (const [name, holding] of holdings) {
    const asOf = await database.transaction((tx) => traitsAsOf(tx, name));
    const isOld = holding.version !== version || holding.knownAsOf !== asOf;
    if (isOld || policy.connections[name] === undefined) letGo(holding, bell);
  }
  await tend(surroundings, holdings, bell);
  for (const name of Object.keys(policy.connections)) {
    if (holdings.has(name)) continue;
    const ready = await makeReady(surroundings, policy, name);
    // Who cannot use it (its secrets were sealed with another key) leaves it to the others.
    if (ready.is === 'unusable') {
      const words = { connection: name, sentences: ready.sentences };
      if (!told.has(JSON.stringify(words))) surroundings.log('connection cannot be used', words);
      told.add(JSON.stringify(words));
      continue;
    }
    const lease = await database.transaction((tx) =>
      holdConnection(tx, name, holder, wireNow(), patience));
    if (lease === null) continue;
    const taken = await takeUp(
      surroundings, bell, { version, knownAsOf: ready.knownAsOf }, ready.handOf(lease));
    holdings.set(name, taken);
    takenUp.push(taken);
  }
  return takenUp;
};

type Ready =
  | {
      readonly is: 'ready'; readonly knownAsOf: number; readonly handOf: (lease: Lease) => Hand;
    }
  | { readonly is: 'unusable'; readonly sentences: readonly string[] };

/** Opens a connection before it is held; its wire lets nothing out without the lease. */
const makeReady = async (
  surroundings: Surroundings,
  policy: Policy,
  name: string,
): Promise<Ready> => {
  const { database, connectors, holder } = surroundings;
  const connection = policy.connections[name];
  if (connection === undefined) return { is: 'unusable', sentences: [] };
  let held: Lease | null = null;
  let secrets: readonly string[] = [];
  const underWay: UnderWay = { attempts: [] };
  const wire = countedWire(
    surroundings, name, () => {
      const connector = connectors[connection.connector];
      return connector === undefined ? null : manifestFor(connector, connection);
    },
    async (tx) => held !== null && stillHeld(tx, held, holder),
    {
      connection: name, now: surroundings.now, underWay, secrets: () => secrets,
      log: surroundings.log,
    });
  const files = countedFiles(
    surroundings, name, async (tx) => held !== null && stillHeld(tx, held, holder));
  const ways = countedWays({ wire, files });
  const { knownAsOf, ...opened } = await database.transaction(async (tx) => ({
    ...await openConnection(tx, surroundings, {
      name, connection, wire: ways.wire, files: ways.files,
    }),
    knownAsOf: await traitsAsOf(tx, name),
  }));
  if (opened.is === 'unusable') return opened;
  ({ secrets } = opened);
  return {
    is: 'ready',
    knownAsOf,
    handOf: (lease) => {
      held = lease;
      return {
        lease, manifest: manifestFor(opened.connector, connection),
        session: contained(opened.session, {
          connection: name, begun: ways.begun, log: surroundings.log,
        }),
        steps: opened.connector.experiments?.steps ?? [], mode: connection.mode, underWay,
      };
    },
  };
};

const takeUp = async (
  surroundings: Surroundings,
  bell: Bell,
  asOf: Pick<Holding, 'version' | 'knownAsOf'>,
  hand: Hand,
): Promise<Holding> => {
  // The policy is new to us, and maybe the key with it.
  await surroundings.database.transaction((tx) => tryAnew(tx, hand.lease.connection));
  const holding = { ...asOf, hand, lost: false, hasEnded: false };
  const done = (async () => {
    try {
      while (!holding.lost) {
        await throughTrouble(surroundings, () =>
          work(surroundings, hand, bell, () => !holding.lost));
      }
    } finally {
      holding.hasEnded = true;
      // Whoever changed the policy waits for it to be taken up again.
      bell.ring('policy');
    }
  })();
  return Object.assign(holding, { done });
};
