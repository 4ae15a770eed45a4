/**
 * How long an order waits and until when it may. An obligation that waits for a person has no
 * limit of its own: the exception that stops it has one, by which somebody should have acted.
 */
import { exceptionLimit } from '../decide/exception-limit.ts';
import { sameContent } from '../facts/same-content.ts';
import {
  obligationKinds, type ConsignmentDecision, type Decision, type Exception, type Obligation,
  type ObligationKind,
} from '../model/decision.ts';
import type { Dossier } from '../model/dossier.ts';
import { earliest, type Instant } from '../model/instant.ts';
import type { Policy } from '../policy/policy.ts';

export type OpenSpell = { readonly since: Instant; readonly limitAt: Instant | null };

export type Waits = {
  /** The earliest open obligation, or the gravest exception where it is over its limit before. */
  readonly order: OpenSpell | null;
  /** Of the obligations that may be open at once, each with its earliest wait. */
  readonly owed: Readonly<Partial<Record<ObligationKind, OpenSpell>>>;
};

export const waitsOf = (dossier: Dossier, decision: Decision, policy: Policy): Waits => {
  const { headline, consignments } = decision;
  const limitOf: LimitOf = (one, wanted) => {
    const facts = dossier.consignments[one.consignment];
    return facts === undefined ? null : earliest(...one.exceptions.filter(wanted)
      .map((exception) => exceptionLimit(facts, policy, exception)));
  };
  const owed = Object.fromEntries(obligationKinds.flatMap((kind) => {
    const spell = earliestOf(consignments, kind, limitOf);
    return spell === null ? [] : [[kind, spell] as const];
  }));
  const first = obligationKinds.flatMap((kind) => owed[kind] ?? [])[0]
    ?? (headline.exception === null || headline.since === null
      ? null : { since: headline.since, limitAt: null });
  const gravest = earliest(...consignments.map((one) =>
    limitOf(one, ({ code }) => code === headline.exception)));
  return {
    order: first === null ? null : { ...first, limitAt: earliest(first.limitAt, gravest) },
    owed,
  };
};

type LimitOf = (
  one: ConsignmentDecision,
  wanted: (exception: Exception) => boolean,
) => Instant | null;

/** The open one of this kind that began first, over all consignments of the order. */
const earliestOf = (
  consignments: readonly ConsignmentDecision[],
  kind: ObligationKind,
  limitOf: LimitOf,
): OpenSpell | null =>
  consignments
    .flatMap((one) => one.obligations.flatMap((obligation) =>
      (obligation.kind === kind ? spellOf(one, obligation, limitOf) : [])))
    .toSorted((one, other) => one.since - other.since)[0] ?? null;

const spellOf = (
  one: ConsignmentDecision,
  { state }: Obligation,
  limitOf: LimitOf,
): readonly OpenSpell[] => {
  if (state.is !== 'open') return [];
  const { since, limitAt, waitsOn } = state;
  // What a person holds has no exception for the same reason, and is late for nobody.
  return [{
    since,
    limitAt: limitAt ?? (waitsOn !== 'person' ? null
      : limitOf(one, ({ because }) => sameContent(because, state.because))),
  }];
};
