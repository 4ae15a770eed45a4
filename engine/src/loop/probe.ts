import type { Manifest, ProbeAnswer } from '../contract/connector.ts';
import { readConnectionState } from '../store/calls.ts';
import type { Tx } from '../store/database.ts';
import { readPolicy } from '../store/policies.ts';
import { readBudget, tryAnew } from './budget.ts';
import { openConnection } from './connections.ts';
import { contained } from './contained.ts';
import { countedWire } from './counted-wire.ts';
import { countedFiles } from './files/counted.ts';
import { manifestFor } from './manifest-for.ts';
import { namedOf } from './named.ts';
import { callsInWords } from './shelf/calls-in-words.ts';
import type { Surroundings } from './surroundings.ts';

/** How a connection answered when it was tried on purpose, in plain words. */
export type Probed = ProbeAnswer;

/** Tries a connection now; null when the policy does not name it. */
export const probeConnection = async (
  surroundings: Surroundings,
  name: string,
): Promise<Probed | null> => {
  const { database, now } = surroundings;
  const opened = await openNow(surroundings, name);
  if (opened === null) return null;
  if (opened.is === 'unusable') return { isWell: false, sentences: opened.sentences };
  if (opened.busy !== null) return opened.busy;
  const answer = await opened.session.probe(now(), opened.named);
  // Somebody is just seeing to it: the loop need not wait out its pause.
  await database.transaction((tx) => tryAnew(tx, name));
  const { calls } = opened;
  return calls === null ? answer : {
    ...answer, isWell: answer.isWell && calls.isWell,
    sentences: [...answer.sentences, ...calls.sentences],
    watch: [...(answer.watch ?? []), ...calls.watch],
  };
};

/** A connection opened because a person asks now; null when the policy does not name it. */
export const openNow = (surroundings: Surroundings, name: string) => {
  const { database, connectors } = surroundings;
  return database.transaction(async (tx) => {
    const policy = await readPolicy(tx);
    const connection = Object.hasOwn(policy.connections, name)
      ? policy.connections[name] : undefined;
    if (connection === undefined) return null;
    const wire = countedWire(
      surroundings, name, () => connectors[connection.connector]?.manifest ?? null,
      // A person asks; the budget is looked at here.
      () => Promise.resolve(true));
    const files = countedFiles(surroundings, name, () => Promise.resolve(true));
    const open = await openConnection(tx, surroundings, { name, connection, wire, files });
    if (open.is === 'unusable') return open;
    const manifest = manifestFor(open.connector, connection);
    const busy = await busyFor(tx, name, manifest, surroundings.limitNow());
    const calls = await callsInWords(tx, surroundings, name);
    const isShipping = (one: string): boolean => {
      const connector = policy.connections[one]?.connector ?? '';
      return connectors[connector]?.manifest.roles.includes('shipping') ?? false;
    };
    const session = contained(open.session, {
      connection: name, begun: () => 0, log: surroundings.log,
    });
    return { ...open, session, busy, calls, named: namedOf(policy, name, isShipping) };
  });
};

/**
 * What to say where the probe's calls would take the budget from the work, or run into a closed
 * door; null where it may be tried. That we were not let in or not answered is no reason: somebody
 * may just have seen to it.
 */
export const busyFor = async (
  tx: Tx,
  name: string,
  manifest: Manifest,
  wireNow: number,
): Promise<ProbeAnswer | null> => {
  const budget = await readBudget(tx, name, manifest, wireNow, {
    calls: manifest.probeCostInCalls, isForHarm: false, labelsUnlooked: null,
  });
  const { trouble, troubleWhy } = await readConnectionState(tx, name);
  const isFull = budget !== null && budget.limit > 0 &&
    budget.used + manifest.probeCostInCalls > budget.limit;
  if (budget === null || budget.openAt <= wireNow) return null;
  if (!isFull && isToBeTried(troubleWhy)) return null;
  const seconds = Math.ceil((budget.openAt - wireNow) / 1_000);
  return {
    isWell: trouble === null,
    sentences: [
      `It was not tried now: ${isFull || trouble === null ? busyWords : closedWords}. ` +
      `Ask again in ${String(seconds)} s.`,
    ],
  };
};

const isToBeTried = (why: string | null): boolean =>
  why === 'unauthorised' || why === 'silence' || why === 'unreadable';

const busyWords = 'the work under way needs the calls that the other side allows';
const closedWords = 'it turned the last calls away, and Gatepass waits before it asks again';
