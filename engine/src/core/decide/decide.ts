/**
 * The operating procedure of the hand-over. It looks at the facts of one order and says, for each
 * consignment, what is owed, whom it waits on, what Gatepass will do and what people must know.
 * Pure and total: no clock, no network, no surprise; the same facts give the same decision.
 */
import type { ConsignmentDecision, Decision } from '../model/decision.ts';
import { obligationKinds } from '../model/decision.ts';
import type { Circumstances, Dossier } from '../model/dossier.ts';
import { consignmentsOf } from '../facts/one-identity.ts';
import { earliest, type Instant } from '../model/instant.ts';
import type { Policy } from '../policy/policy.ts';
import { layOut, type Case } from './case.ts';
import { blank, type Rule } from './draft.ts';
import { headlineOf } from './headline.ts';
import { stageOf } from './stage.ts';
import { addressCheck } from './rules/address-check.ts';
import { amend } from './rules/amend.ts';
import { buyLabel } from './rules/buy-label.ts';
import { cancellation } from './rules/cancellation.ts';
import { carrierAsked } from './rules/carrier-asked.ts';
import { closedByPerson } from './rules/closed-by-person.ts';
import { contradiction } from './rules/contradiction.ts';
import { customsCheck } from './rules/customs-check.ts';
import { duplicateLabel } from './rules/duplicate-label.ts';
import { foreignLabel } from './rules/foreign-label.ts';
import { gate } from './rules/gate.ts';
import { goingLive } from './rules/going-live.ts';
import { hold } from './rules/hold.ts';
import { knownPlaces } from './rules/known-places.ts';
import { label } from './rules/label.ts';
import { labelBeforeGate } from './rules/label-before-gate.ts';
import { leave } from './rules/leave.ts';
import { leftByOtherMeans } from './rules/left-by-other-means.ts';
import { limits } from './rules/limits.ts';
import { lostLabel } from './rules/lost-label.ts';
import { olderSeries } from './rules/older-series.ts';
import { parcelByParcel } from './rules/parcel-by-parcel.ts';
import { payment } from './rules/payment.ts';
import { recall } from './rules/recall.ts';
import { release } from './rules/release.ts';
import { safeguards } from './rules/safeguards.ts';
import { sentOtherwise } from './rules/sent-otherwise.ts';
import { serviceCheck } from './rules/service-check.ts';
import { shortAfterLabel } from './rules/short-after-label.ts';
import { shortPick } from './rules/short-pick.ts';
import { standingTrouble } from './rules/standing-trouble.ts';
import { standstill } from './rules/standstill.ts';
import { startLine } from './rules/start-line.ts';
import { stillAwaiting } from './rules/still-awaiting.ts';
import { stockOut } from './rules/stock-out.ts';
import { tellChannel } from './rules/tell-channel.ts';
import { tellWarehouse } from './rules/tell-warehouse.ts';
import { toldByHand } from './rules/told-by-hand.ts';
import { watchedStore } from './rules/watched-store.ts';
import { weightCheck } from './rules/weight-check.ts';
import { withdraw } from './rules/withdraw.ts';
import { wrongClock } from './rules/wrong-clock.ts';

/** The rules in the order in which a careful person at the bench would ask. */
export const procedure: Readonly<Record<string, Rule>> = {
  // May we judge this consignment at all?
  startLine, knownPlaces, wrongClock, olderSeries, cancellation,
  // Are the goods confirmed, and do the statements agree?
  contradiction, gate, labelBeforeGate, shortAfterLabel, sentOtherwise,
  shortPick, payment, hold, leftByOtherMeans, stockOut,
  // Would a label go through?
  addressCheck, serviceCheck, weightCheck, customsCheck,
  // What has to be done in ShipStation?
  lostLabel, parcelByParcel, watchedStore, standingTrouble, withdraw, amend, release, buyLabel,
  // What became of the label, and of the parcel?
  label, foreignLabel, duplicateLabel, carrierAsked, stillAwaiting, leave,
  // Who has to hear of it?
  recall, tellWarehouse, tellChannel, toldByHand,
  // What must not be done just now, and what is late?
  goingLive, safeguards, standstill, limits,
  // What has a person judged already?
  closedByPerson,
};

export const decide = (
  dossier: Dossier,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
  rules: readonly Rule[] = Object.values(procedure),
): Decision => {
  // The store's JSON keeps no order of members: the same facts must give the same decision.
  const known = consignmentsOf(dossier)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const consignments = known.flatMap((facts) => {
    const at = layOut(dossier, facts, policy, circumstances, now);
    return at === null ? [] : [decideConsignment(at, rules)];
  });
  return {
    headline: headlineOf(dossier, consignments),
    consignments,
    exceptions: consignments.flatMap((one) => one.exceptions),
    lookAgainAt: earliest(...consignments.map((one) => one.lookAgainAt)),
  };
};

const unspoken = { is: 'later', because: { is: 'after', what: 'confirm' } } as const;

const decideConsignment = (at: Case, rules: readonly Rule[]): ConsignmentDecision => {
  const draft = rules.reduce((so, rule) => rule(at, so), blank);
  const obligations = obligationKinds.map((kind) => ({
    kind,
    state: draft.obligations[kind] ?? unspoken,
  }));
  return {
    consignment: at.facts.id,
    reference: at.facts.reference,
    stage: stageOf(at, obligations),
    obligations,
    actions: draft.actions,
    ...(draft.withheld.length === 0 ? {} : { withheld: draft.withheld }),
    exceptions: draft.exceptions,
    lookAgainAt: draft.lookAgainAt,
    because: obligations.map((one) => one.state.because),
  };
};
