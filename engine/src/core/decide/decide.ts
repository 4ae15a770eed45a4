/**
 * The operating procedure of the hand-over. It looks at the facts of one order and says, for each
 * consignment, what is owed, whom it waits on, what Gatepass will do and what people must know.
 * Pure and total: no clock, no network, no surprise; the same facts give the same decision.
 */
import type { ConsignmentDecision, Decision } from '../model/decision.ts';
import { obligationKinds } from '../model/decision.ts';
import type { Contacts, Dossier } from '../model/dossier.ts';
import { earliest, type Instant } from '../model/instant.ts';
import type { Policy } from '../policy/policy.ts';
import { layOut, type Case } from './case.ts';
import { blank, type Rule } from './draft.ts';
import { headlineOf } from './headline.ts';
import { stageOf } from './stage.ts';
import { cancellation } from './rules/cancellation.ts';
import { contradiction } from './rules/contradiction.ts';
import { duplicateLabel } from './rules/duplicate-label.ts';
import { gate } from './rules/gate.ts';
import { knownPlaces } from './rules/known-places.ts';
import { label } from './rules/label.ts';
import { labelBeforeGate } from './rules/label-before-gate.ts';
import { leave } from './rules/leave.ts';
import { leftByOtherMeans } from './rules/left-by-other-means.ts';
import { limits } from './rules/limits.ts';
import { payment } from './rules/payment.ts';
import { preFlight } from './rules/pre-flight.ts';
import { release } from './rules/release.ts';
import { shortPick } from './rules/short-pick.ts';
import { tellChannel } from './rules/tell-channel.ts';
import { tellWarehouse } from './rules/tell-warehouse.ts';

/** The rules in the order in which a careful person at the bench would ask. */
export const procedure: readonly Rule[] = [
  knownPlaces,
  cancellation,
  contradiction,
  gate,
  labelBeforeGate,
  shortPick,
  payment,
  leftByOtherMeans,
  preFlight,
  release,
  label,
  duplicateLabel,
  leave,
  tellWarehouse,
  tellChannel,
  limits,
];

export const decide = (
  dossier: Dossier,
  policy: Policy,
  contacts: Contacts,
  now: Instant,
  rules: readonly Rule[] = procedure,
): Decision => {
  const consignments = Object.values(dossier.consignments).flatMap((facts) => {
    const at = layOut(dossier, facts, policy, contacts, now);
    return at === null ? [] : [decideConsignment(at, rules)];
  });
  return {
    headline: headlineOf(dossier, consignments),
    consignments,
    exceptions: consignments.flatMap((one) => one.exceptions),
    lookAgainAt: earliest(...consignments.map((one) => one.lookAgainAt)),
  };
};

const decideConsignment = (at: Case, rules: readonly Rule[]): ConsignmentDecision => {
  const draft = rules.reduce((so, rule) => rule(at, so), blank);
  const obligations = obligationKinds.map((kind) => ({
    kind,
    state: draft.obligations[kind] ?? ({ is: 'later', because: { is: 'after', what: 'confirm' } } as const),
  }));
  return {
    consignment: at.facts.id,
    reference: at.facts.reference,
    stage: stageOf(at, obligations),
    obligations,
    actions: draft.actions,
    exceptions: draft.exceptions,
    lookAgainAt: draft.lookAgainAt,
    because: obligations.map((one) => one.state.because),
  };
};
