/**
 * A warehouse system that asks for the label of a parcel at an address of ours, in its own words,
 * and prints what it is answered. The face translates both ways and decides nothing: whether there
 * may be a label is found out as for any bench.
 */
export type BenchFace = {
  readonly readAsk: (body: unknown) => BenchAsk | BenchAskUnreadable;
  /** What it is answered; `ask` is null where it could not be read. */
  readonly renderAnswer: (ask: BenchAsk | null, told: BenchTold) => BenchAnswer;
};

/** What one call is about, by the names that the warehouse's snapshots use. */
export type BenchAsk = {
  readonly is: 'ask';
  readonly consignment: string;
  readonly parcel: string;
  /** Units by article that the call says are inside, in each way it can be read; none: not said. */
  readonly contents: readonly ReadonlyMap<string, number>[];
  /** How long whoever asks holds the line, in seconds. */
  readonly waitSeconds: number;
  /** The call itself, from which the answer takes what it has to repeat. */
  readonly body: unknown;
};

export type BenchAskUnreadable = { readonly is: 'unreadable'; readonly sentence: string };

export type BenchTold =
  | {
      readonly is: 'labelled';
      readonly trackingNumber: string | null;
      /** Where the PDF is fetched: good for minutes, and it ends in .pdf. */
      readonly documentUrl: string;
    }
  /** No label, or none to print here: what the person who packs is shown. */
  | { readonly is: 'no'; readonly sentence: string };

export type BenchAnswer = { readonly status: number; readonly body: unknown };
