import type { Action, Exception, Obligation, ObligationKind, Withheld } from '../model/decision.ts';
import type { ExceptionCode } from '../model/exceptions.ts';
import { earliest, type Instant } from '../model/instant.ts';
import type { Reason } from '../model/reasons.ts';
import type { Parcel } from '../model/warehouse.ts';
import type { Units } from '../facts/units.ts';
import type { Case } from './case.ts';

/** The decision on one consignment while the rules, one after another, write it. */
export type Draft = {
  readonly obligations: Readonly<Partial<Record<ObligationKind, Obligation['state']>>>;
  readonly actions: readonly Action[];
  /** Wished by the rules, and not to be done just now. */
  readonly withheld: readonly Withheld[];
  readonly exceptions: readonly Exception[];
  readonly lookAgainAt: Instant | null;
  /** What may newly go to ShipStation, per line; empty until the gate says so. */
  readonly mayRelease: Units;
  /**
   * What may stay in ShipStation, per line. Null while nobody has said: absence and contradiction
   * never withdraw, only a stated cancellation, short pick or going back.
   */
  readonly mayStay: Units | null;
  /** The parcel that the next release is for; null where a release is of all that is due. */
  readonly parcel: Parcel | null;
};

/** One sentence of the operating procedure: reads the case and what earlier rules wrote. */
export type Rule = (at: Case, draft: Draft) => Draft;

export const blank: Draft = {
  obligations: {}, actions: [], withheld: [], exceptions: [], lookAgainAt: null,
  mayRelease: new Map(), mayStay: null, parcel: null,
};

/** Writes an obligation that no earlier rule has spoken of: the first word stands. */
export const oblige = (
  draft: Draft,
  kind: ObligationKind,
  state: Obligation['state'],
): Draft =>
  draft.obligations[kind] === undefined
    ? { ...draft, obligations: { ...draft.obligations, [kind]: state } }
    : draft;

export const isMet = (draft: Draft, kind: ObligationKind): boolean =>
  draft.obligations[kind]?.is === 'met';

/** Several obligations at once, for the same reason not owed. */
export const excuse = (
  draft: Draft,
  kinds: readonly ObligationKind[],
  because: Reason,
): Draft => kinds.reduce((so, kind) => oblige(so, kind, { is: 'not-owed', because }), draft);

export const raise = (
  draft: Draft,
  code: ExceptionCode,
  about: {
    readonly fault: string;
    readonly lines?: readonly string[];
    readonly since: Instant;
    readonly because: Reason;
  },
): Draft => ({
  ...draft,
  exceptions: [...draft.exceptions, { code, lines: [], ...about }],
});

export const wish = (draft: Draft, action: Action): Draft => ({
  ...draft,
  actions: [...draft.actions, action],
});

export const lookAgain = (draft: Draft, at: Instant | null): Draft => ({
  ...draft,
  lookAgainAt: earliest(draft.lookAgainAt, at),
});

/** Nothing more may be released; what stands in ShipStation stays. */
export const stop = (draft: Draft): Draft => ({ ...draft, mayRelease: new Map() });

/** Nothing may be released, and what stands in ShipStation without a label is to come out. */
export const takeOut = (draft: Draft): Draft => ({
  ...draft, mayRelease: new Map(), mayStay: new Map(),
});
