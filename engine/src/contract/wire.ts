/**
 * The only way out. The loop hands every session its wire, which counts calls, enforces time-outs
 * and, in the deterministic run, is replaced by the simulator itself.
 */
export type WireRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMilliseconds: number;
  /** What this call is for, for the call log: `create-order`, `feed labels`. No secrets. */
  readonly purpose: string;
};

export type WireAnswer =
  | {
      readonly is: 'answer';
      readonly status: number;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The call may or may not have arrived. */
  | { readonly is: 'silence'; readonly reason: string }
  /** The call did not leave this machine: refused connection, unknown host, forbidden address. */
  | { readonly is: 'not-sent'; readonly reason: string };

export type Wire = {
  request(request: WireRequest): Promise<WireAnswer>;
  /** Why no call could leave for an address, in words, and nothing is sent; null when it may. */
  obstacleTo?(url: string): Promise<string | null>;
};
