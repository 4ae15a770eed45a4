/**
 * Calls to our own address. They wake and are never believed: which feed to look at sooner is all
 * that is taken from one, and a lost one costs time only.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Session } from '../contract/connector.ts';
import { later, type Instant } from '../core/model/instant.ts';
import { announce } from '../store/announce.ts';
import { readHooksState, saveHooksState } from '../store/hooks.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { readPolicy } from '../store/policies.ts';
import { saveHookCall } from '../store/traffic.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the address begins, and what makes it one that nobody can guess. */
export type HookAddresses = {
  /** How others reach this Gatepass; null when nobody said so: then no hooks are asked for. */
  readonly publicUrl: string | null;
  /** Always the same for one connection, in every process with the same secret key. */
  readonly tokenOf: (connection: string) => string;
};

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared in constant time: how far a guess is right must not be told by how long it takes. */
export const isHookToken = (
  { hooks }: Surroundings,
  connection: string,
  token: string,
): boolean =>
  hooks !== undefined && timingSafeEqual(hashOf(token), hashOf(hooks.tokenOf(connection)));

const addressOf = ({ publicUrl, tokenOf }: HookAddresses, connection: string): string | null =>
  publicUrl === null
    ? null : `${publicUrl.replace(/\/+$/, '')}/hooks/${connection}/${tokenOf(connection)}`;

export type HearHook = (connection: string, body: string) => Promise<'heard' | 'unknown'>;

type Gathered = { readonly feeds: Set<string>; readonly done: Promise<void> };

/**
 * Notes which feeds a call brings forward, for whichever process holds the connection. One write
 * at a time for each connection: calls that come meanwhile share the next.
 */
export const hookListener = ({ database, connectors, now }: Surroundings): HearHook => {
  const gathering = new Map<string, Gathered>();
  const writing = new Map<string, Promise<void>>();

  const write = (connection: string, feeds: ReadonlySet<string>): Promise<void> =>
    database.transaction(async (tx) => {
      await saveHookCall(tx, connection, [...feeds], now());
      await announce(tx, 'wishes', connection);
    });

  const bringForward = (connection: string, feeds: readonly string[]): Promise<void> => {
    const waiting = gathering.get(connection);
    if (waiting !== undefined) {
      for (const feed of feeds) waiting.feeds.add(feed);
      return waiting.done;
    }
    const gathered = new Set(feeds);
    const go = (): Promise<void> => {
      gathering.delete(connection);
      const written = write(connection, gathered);
      writing.set(connection, written);
      return written;
    };
    // A write that failed was told to those who shared it; this one stands for itself.
    const done = (writing.get(connection) ?? Promise.resolve()).then(go, go);
    gathering.set(connection, { feeds: gathered, done });
    return done;
  };

  return async (connection, body) => {
    const policy = await database.transaction(readPolicy);
    const named = Object.hasOwn(policy.connections, connection)
      ? policy.connections[connection]?.connector : undefined;
    const connector = named !== undefined && Object.hasOwn(connectors, named)
      ? connectors[named] : undefined;
    if (connector?.feedsToLookAt === undefined) return 'unknown';
    const known = new Set(connector.manifest.feeds.map((one) => one.feed));
    const feeds = connector.feedsToLookAt(body).filter((one) => known.has(one));
    if (feeds.length > 0) await bringForward(connection, feeds);
    return 'heard';
  };
};

const day = 24 * 3_600_000;
/** After something was in the way, such as a silent account. */
const againAfter = 10 * 60_000;

/**
 * Brings the account's hooks in order. Not in shadow mode: hooks are a thing written into the
 * account, and shadow mode writes nothing; /v1/connections says so. Answers when to do it again;
 * null for not before the policy changes or another takes the connection up.
 */
export const keepHooksOnce = async (
  { database, now, holder, hooks, log }: Surroundings,
  lease: Lease,
  keepHooks: Session['keepHooks'],
): Promise<Instant | null> => {
  const { connection } = lease;
  const address = hooks === undefined ? null : addressOf(hooks, connection);
  if (address === null || keepHooks === undefined) return null;
  const mode = await database.transaction(async (tx) =>
    (await stillHeld(tx, lease, holder))
      ? ((await readPolicy(tx)).connections[connection]?.mode ?? 'shadow') : null);
  if (mode !== 'live') return null;
  const kept = await keepHooks({ connection, address });
  const trouble = kept.is === 'as-wanted' ? null : kept.sentences.join(' ');
  const fingerprint = hashOf(address).toString('hex');
  await database.transaction(async (tx) => {
    const before = await readHooksState(tx, connection);
    const keptBefore = before?.address === fingerprint ? before.keptAt : null;
    await saveHooksState(tx, connection, {
      address: fingerprint, triedAt: now(), trouble,
      keptAt: trouble === null ? now() : keptBefore,
    });
  });
  if (kept.is === 'as-wanted' && kept.subscribed.length + kept.removed.length > 0) {
    log('hooks were brought in order', { connection, subscribed: kept.subscribed });
  }
  if (trouble !== null) log('hooks are not in order', { connection });
  return later(now(), trouble === null ? day : againAfter);
};
