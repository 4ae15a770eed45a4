import type { Connector } from '../contract/connector.ts';
import type { Wire } from '../contract/wire.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';

/** Says one thing that happened: a constant message and named values. */
export type Log = (message: string, values: object) => void;

/**
 * Everything the loop takes from outside itself. The deterministic run replaces exactly the
 * clocks, the randomness and the wire; all else is the program as it runs at a merchant's.
 */
export type Surroundings = {
  readonly database: Database;
  readonly connectors: Readonly<Record<string, Connector>>;
  /** World time: limits, cut-offs, windows of feeds. */
  readonly now: () => Instant;
  /** Wire time: leases, budgets, time-outs. Milliseconds, only ever compared with itself. */
  readonly wireNow: () => number;
  /** 16 or more characters that nobody can guess and that never come twice. */
  readonly random: () => string;
  readonly wire: Wire;
  readonly unseal: (sealed: string) => string;
  readonly log: Log;
  /** Names this process in leases: host, pid and a random part. */
  readonly holder: string;
};
