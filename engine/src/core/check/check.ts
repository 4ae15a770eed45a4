/**
 * The checker beside the maker: what must hold of every decision, whatever rule wrote it. Run on
 * every result in tests and in production, where a grave finding parks the order.
 */
import { callTimeout, settling } from '../facts/attempts.ts';
import { outboundLabels } from '../facts/labels.ts';
import { readKey } from '../model/ids.ts';
import type { Action, ConsignmentDecision, Decision } from '../model/decision.ts';
import { obligationKinds } from '../model/decision.ts';
import type { Circumstances, ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';
import { layOut, type Case } from '../decide/case.ts';
import { cancelledBy } from '../decide/rules/cancellation.ts';
import { confirmedLines, gateOpenedAt } from '../decide/rules/gate.ts';
import { contradictionsIn } from '../facts/contradictions.ts';
import { openUnits } from '../facts/releases.ts';
import { rulingInForce } from '../facts/rulings.ts';
import { sentParcels } from '../facts/sent-otherwise.ts';
import { totalOf, unitsOf, without } from '../facts/units.ts';
import type { Policy } from '../policy/policy.ts';

export type Finding = {
  /** Grave: a parcel could go out wrong or twice. Else: an explanation is missing or odd. */
  readonly severity: 'grave' | 'odd';
  readonly rule: string;
  readonly consignment: string;
  readonly says: string;
};

export const check = (
  dossier: Dossier,
  decision: Decision,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
): readonly Finding[] =>
  decision.consignments.flatMap((one) => {
    const facts = dossier.consignments[one.consignment];
    if (facts === undefined) {
      return [finding('grave', 'known', one, 'a decision about a consignment nobody told of')];
    }
    return [
      ...releasesOnlyWhatIsConfirmed(dossier, facts, one, policy, circumstances, now),
      ...buysOnlyWhatIsConfirmed(dossier, facts, one, policy, circumstances, now),
      ...neverTwice(one),
      ...everyObligationHasItsParty(one),
      ...nothingFights(one),
      ...tellsOnlyStandingLabels(facts, one),
      ...looksAgainForLimits(one, now),
    ];
  });

const finding = (
  severity: Finding['severity'],
  rule: string,
  { consignment }: ConsignmentDecision,
  says: string,
): Finding => ({ severity, rule, consignment, says });

/** No release without the gate, per line and unit, counting what stands there and is labelled. */
const releasesOnlyWhatIsConfirmed = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  decided: ConsignmentDecision,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
): readonly Finding[] => {
  const at = layOut(dossier, facts, policy, circumstances, now);
  const releases = decided.actions.filter((one) =>
    one.do === 'create-order' || one.do === 'amend-order');
  if (at === null || releases.length === 0) return [];
  const isOpen = gateOpenedAt(at) !== null && contradictionsIn(at.snapshot).length === 0 &&
    at.says.rival === null;
  const confirmed = unitsOf(confirmedLines(at.snapshot.lines, at.warehouse?.gate ?? 'packed'));
  return releases.flatMap((action) => {
    const others = action.do === 'create-order' ? openUnits(at.open) : new Map<string, number>();
    return action.release.lines.flatMap(({ key, quantity }) => {
      const line = readKey(key)?.rest ?? key;
      const total = quantity + (others.get(line) ?? 0) + (at.spokenFor.get(line) ?? 0);
      return isOpen && total <= (confirmed.get(line) ?? 0) ? [] : [finding(
        'grave', 'gate', decided,
        `${String(total)} of line ${line} would stand there, ` +
        `${String(isOpen ? (confirmed.get(line) ?? 0) : 0)} are confirmed`)];
    });
  });
};

/**
 * A label only for confirmed units of an order that waits for one, and never while another
 * purchase for the consignment may still show itself.
 */
const buysOnlyWhatIsConfirmed = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  decided: ConsignmentDecision,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
): readonly Finding[] => {
  const at = layOut(dossier, facts, policy, circumstances, now);
  const wishes = decided.actions.flatMap((one) => (one.do === 'buy-label' ? [one] : []));
  const [wished] = wishes;
  if (at === null || wished === undefined) return [];
  const grave = (isSo: boolean, says: string) =>
    isSo ? [] : [finding('grave', 'purchase', decided, says)];
  const standing = at.open.find((one) => one.order.id === wished.order);
  const isOpen = gateOpenedAt(at) !== null && contradictionsIn(at.snapshot).length === 0 &&
    at.says.rival === null;
  const confirmed = unitsOf(confirmedLines(at.snapshot.lines, at.warehouse?.gate ?? 'packed'));
  const free = without(confirmed, at.spokenFor);
  const isConfirmed = isOpen && standing !== undefined &&
    totalOf(without(standing.units, free)) === 0;
  return [
    ...grave(isConfirmed, 'a label is wished for units that are not confirmed'),
    ...grave(standing?.order.status.is === 'awaiting', 'the order does not wait for a label'),
    ...grave(cancelledBy(at) === null, 'a label is wished for what is cancelled'),
    ...grave(rulingInForce(facts, 'hold', null, now) === null, 'a label is wished on a hold'),
    ...grave(wishes.length === 1, 'two labels are wished at once'),
    ...grave(!mayStillShow(at), 'a label is wished while another may have been bought'),
  ];
};

/** Begun and not answered, and not looked for twice since it can have no effect any more. */
const mayStillShow = ({ facts, contact }: Case): boolean =>
  Object.values(facts.attempts).some(({ operation, begunAt, outcome }) => {
    if (operation !== 'buy-label' || outcome?.is === 'done' || outcome?.is === 'refused') {
      return false;
    }
    const through = contact.labelsTwiceThrough;
    return through === null || through < (outcome?.at ?? begunAt + callTimeout) + settling;
  });

/** One wish for one thing. */
const neverTwice = (decided: ConsignmentDecision): readonly Finding[] => {
  const names = decided.actions.map((one) => `${one.do} ${one.about}`);
  return names.filter((name, index) => names.indexOf(name) < index)
    .map((name) => finding('grave', 'once', decided, `${name} is wished twice`));
};

const everyObligationHasItsParty = (decided: ConsignmentDecision): readonly Finding[] => {
  const kinds = decided.obligations.map((one) => one.kind);
  const isWhole = obligationKinds.every((kind) => kinds.filter((one) => one === kind).length === 1);
  const idle = decided.obligations.filter(({ state }) =>
    state.is === 'open' && state.waitsOn === 'gatepass' &&
    decided.actions.length === 0 && decided.lookAgainAt === null && state.limitAt === null);
  return [
    ...(isWhole ? [] : [
      finding('odd', 'obligations', decided, 'not every obligation is there once'),
    ]),
    ...idle.map((one) => finding(
      'odd', 'idle', decided, `${one.kind} waits on Gatepass, which does nothing about it`)),
  ];
};

/** No two wishes that undo each other. */
const nothingFights = (decided: ConsignmentDecision): readonly Finding[] => {
  const has = (...names: readonly Action['do'][]): boolean =>
    decided.actions.some((one) => names.includes(one.do));
  const pairs: readonly (readonly [readonly Action['do'][], readonly Action['do'][]])[] = [
    [['create-order'], ['withdraw-order', 'amend-order', 'mark-as-shipped', 'park-order']],
    [['amend-order'], ['withdraw-order', 'mark-as-shipped']],
    [['park-order'], ['unpark-order']],
    [['withdraw-order'], ['mark-as-shipped', 'unpark-order']],
    [['buy-label'], [
      'create-order', 'amend-order', 'withdraw-order', 'park-order', 'mark-as-shipped',
    ]],
  ];
  return pairs
    .filter(([one, other]) => has(...one) && has(...other))
    .map(([one, other]) => finding(
      'grave', 'fight', decided, `${one.join('/')} fights ${other.join('/')}`));
};

/** A number that is told belongs to a label that stands, unless the message takes it back. */
const tellsOnlyStandingLabels = (
  facts: ConsignmentFacts,
  decided: ConsignmentDecision,
): readonly Finding[] => {
  const standing = new Set(
    [...outboundLabels(facts), ...sentParcels(facts)].map((one) => one.label.id));
  return decided.actions.flatMap((action) => {
    if (action.do !== 'tell-warehouse' && action.do !== 'tell-channel') return [];
    const { parcels, voids } = action.message;
    return parcels
      .filter((one) => !standing.has(one.label) && !voids.includes(one.label))
      .map((one) => finding('grave', 'told', decided, `label ${one.label} does not stand`));
  });
};

/** A limit in the future is looked at when it comes. */
const looksAgainForLimits = (
  decided: ConsignmentDecision,
  now: Instant,
): readonly Finding[] =>
  decided.obligations.flatMap(({ kind, state }) => {
    if (state.is !== 'open' || state.limitAt === null || state.limitAt <= now) return [];
    const looks = decided.lookAgainAt !== null && decided.lookAgainAt <= state.limitAt;
    return looks ? [] : [finding('odd', 'limits', decided, `${kind} is late unseen`)];
  });
