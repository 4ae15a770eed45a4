/**
 * What nobody outside knows about an account, and how to find it out with the consent of whoever
 * owns it. A connector says which steps there are, what each does and leaves behind; each turn of a
 * step makes at most one call, and what has come of it so far goes with the caller, so that a step
 * can be interrupted at any point. A connector never waits: it says from when on to go on.
 */
import type { Instant } from '../core/model/instant.ts';
import type { Unanswered } from './connector.ts';

/** Something that was found out about an account. */
export type Trait = {
  readonly name: string;
  readonly value: string;
  /** What was seen, in a sentence. */
  readonly evidence: string;
  readonly at: Instant;
};

/** What is known of an account, by name; what is not in it is taken for the worse. */
export type Traits = Readonly<Record<string, string>>;

export const nothingKnown: Traits = {};

/** Something that accounts may differ in. */
export type Unknown = {
  readonly name: string;
  readonly meaning: string;
  readonly values: readonly string[];
  /** What is taken for true while it is not known: the worse case. */
  readonly assumed: string;
  readonly learnt:
    | { readonly by: 'step'; readonly step: string }
    /** No step finds it out; why not, and how a person could. */
    | { readonly by: 'people'; readonly why: string; readonly how: string };
};

export type StepManifest = {
  readonly step: string;
  /** The open question, in plain words. */
  readonly question: string;
  /** What it does in the account, sentence by sentence. */
  readonly does: readonly string[];
  /** What stands in the account afterwards. */
  readonly leaves: string;
  readonly callsAtMost: number;
  /** How long it takes when nothing else is to be done, in words. */
  readonly takes: string;
  /**
   * It needs the connection for itself and may use up what the other side allows: only in shadow
   * mode, where nothing waits for the calls.
   */
  readonly isAlone: boolean;
};

export type Experiments = {
  /** In the order in which they are done. */
  readonly steps: readonly StepManifest[];
  readonly unknowns: readonly Unknown[];
};

export type StepTurn = {
  readonly step: string;
  /** As the turn before gave it back; null at the beginning. */
  readonly progress: string | null;
  /** The turn before began and never ended: whether its call was carried out is unknown. */
  readonly isInterrupted: boolean;
};

export type StepTurned =
  /** One call was made. */
  | { readonly is: 'goes-on'; readonly progress: string }
  /** No call was made; go on from then. */
  | { readonly is: 'rests'; readonly progress: string; readonly until: Instant }
  /** A call was made and not answered; the same step goes on by this once the door is open. */
  | {
      readonly is: 'unanswered'; readonly progress: string; readonly unanswered: Unanswered;
    }
  | { readonly is: 'over'; readonly found: Found };

/** How a step ended. */
export type Found = {
  readonly learnt: readonly Trait[];
  readonly notLearnt: readonly { readonly name: string; readonly why: string }[];
  /** What people should know beside it, such as what could not be removed. */
  readonly sentences: readonly string[];
};
