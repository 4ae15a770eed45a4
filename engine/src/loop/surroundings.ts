import type { Connector } from '../contract/connector.ts';
import type { Wire } from '../contract/wire.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import type { After } from './bell.ts';
import type { FileWays } from './files/open.ts';
import type { HookAddresses } from './hooks.ts';

/** Says one thing that happened: a constant message and named values. */
export type Log = (message: string, values: object) => void;

/** Level-triggered like all else here: does a slice, and answers whether there may be more. */
export type Errand = (surroundings: Surroundings) => Promise<boolean>;

/**
 * Everything the loop takes from outside itself. The deterministic run replaces exactly the
 * clocks, the randomness and the wire; all else is the program as it runs at a merchant's.
 */
export type Surroundings = {
  readonly database: Database;
  readonly connectors: Readonly<Record<string, Connector>>;
  /** World time: limits, cut-offs, windows of feeds. */
  readonly now: () => Instant;
  /** Wire time: leases, time-outs. Milliseconds, only ever compared with itself. */
  readonly wireNow: () => number;
  /**
   * The time in which the other side counts our calls: wire time, but in a demo, where the
   * pretended account counts in the time of its world. Only ever compared with itself.
   */
  readonly limitNow: () => number;
  /** How much world time passes in one unit of wire time: 1, but in a demo. 0 stands still. */
  readonly pace: () => number;
  /** Timers run on wire time too. */
  readonly after: After;
  /** 16 or more characters that nobody can guess and that never come twice. */
  readonly random: () => string;
  readonly wire: Wire;
  /** The way to files; absent where nothing was opened. */
  readonly files?: FileWays;
  readonly unseal: (sealed: string) => string;
  readonly log: Log;
  /** Where others may call us; absent where nothing listens for such calls. */
  readonly hooks?: HookAddresses;
  /** Work of other rooms that is given a turn beside the loop's own. */
  readonly errands?: readonly Errand[];
  /** Names this process in leases: host, pid and a random part. */
  readonly holder: string;
};
