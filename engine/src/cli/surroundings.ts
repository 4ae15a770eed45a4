export type Written =
  | { readonly is: 'written' }
  | { readonly is: 'not-written'; readonly words: string };

/** Everything of the machine that a command may touch, handed in so that tests can stand in. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes a text of one line or more, and ends the last one. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Writes a text as it is, over and over on one line; absent where nobody watches. */
  readonly draw?: (text: string) => void;
  readonly fetch: typeof fetch;
  readonly readFile: (path: string) => Promise<string>;
  /** Writes a file that was not there before, whole or not at all. */
  readonly writeNewFile: (path: string, body: AsyncIterable<Uint8Array>) => Promise<Written>;
  /** Whether `out` is read by a person at a terminal; only then are colours used. */
  readonly isTerminal: boolean;
  /** Reads what is piped in, for `apply -`; without it the process's own standard input. */
  readonly readStandardInput?: () => Promise<string>;
  /** Puts a question to the person at the terminal; absent where nobody sits there. */
  readonly askPerson?: (question: string) => Promise<string>;
  /** Waits for so many milliseconds; without it the machine's own timer. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds since 1970 on this machine; without it the machine's clock. */
  readonly now?: () => number;
  /** Such as `26.10.0`; without it the version of the Node that runs this. */
  readonly nodeVersion?: string;
};
