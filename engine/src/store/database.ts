/**
 * The store room: the only one that speaks SQL. PostgreSQL is the one engine, in two sizes:
 * embedded in this process (PGlite, one process only), or outside, by DATABASE_URL. The statements
 * are the same. This room keeps what others decided; it decides nothing itself.
 *
 * Nothing here runs outside a transaction, and every function of the room takes its transaction
 * first.
 */
import type { Transaction } from 'kysely';
import { openEmbedded } from './embedded/open.ts';
import { openOutside } from './outside/open.ts';
import type { Tables } from './tables.ts';
import type { Log, Patience } from './transact.ts';

/** A transaction; every store function takes one first. */
export type Tx = Transaction<Tables>;

export type Database = {
  readonly kind: 'embedded' | 'outside';
  /**
   * Runs work in one transaction; what it throws rolls everything back. Refusals of
   * serialisation and deadlocks (40001, 40P01) repeat the work, at most five times, so work must
   * do nothing but speak to the store. Throws at once inside an open transaction. Work that stays
   * open for 30 s is logged, and after 120 s given up; `patience` is for backup and the like.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, patience?: Patience): Promise<T>;
  /**
   * Hears what `notify` says after its transaction has committed; answers a function that stops
   * listening. A message may be missed while a connection is lost, so it is a hint, never a fact:
   * after a reconnection `heard` is called once with an empty payload.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /**
   * The time by the store's own clock, in milliseconds since 1970, where several processes share
   * the store; null in the embedded size. It is read, and never part of another statement.
   */
  readClock(): Promise<number | null>;
  /** Resolves when the store answers a statement within five seconds; throws in plain words. */
  check(): Promise<void>;
  /** Lets open transactions end, then lets go of everything. Calling it again does nothing. */
  close(): Promise<void>;
};

export type StoreSettings = {
  /** `postgres://…` for the outside size; null for the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the embedded size keeps its folder; not touched by the outside size. */
  readonly dataFolder: string;
  readonly log: Log;
};

/**
 * Opens the store. What stands in the way (a folder owned by another process, of another version,
 * read-only or on a full disk; a server that does not answer or is too old) is thrown as a
 * StoreRefusal, whose message is for a person.
 */
export const openDatabase = (settings: StoreSettings): Promise<Database> =>
  settings.databaseUrl === null
    ? openEmbedded({ dataFolder: settings.dataFolder, log: settings.log })
    : openOutside({ databaseUrl: settings.databaseUrl, log: settings.log });
