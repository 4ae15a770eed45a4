/** What must hold of the decision on every row, whichever table it stands in. */
import { check } from '../../src/core/check/check.ts';
import { decide } from '../../src/core/decide/decide.ts';
import { openOrders } from '../../src/core/facts/releases.ts';
import {
  stages, type Action, type ConsignmentDecision, type Decision, type ObligationKind,
} from '../../src/core/model/decision.ts';
import type { ConsignmentFacts } from '../../src/core/model/dossier.ts';
import { readKey } from '../../src/core/model/ids.ts';
import type { ConsignmentLine } from '../../src/core/model/warehouse.ts';
import type { Facts } from './build.ts';
import { isTelling } from './story.ts';

/** Everything that is wrong with the decision on these facts; one sentence each. */
export const faultsIn = (facts: Facts): readonly string[] => {
  const { dossier, policy, circumstances, now } = frozen(facts);
  const decision = decide(dossier, policy, circumstances, now);
  const written = JSON.stringify(decision);
  // Plain data goes through JSON and comes back as the type it was.
  const read = JSON.parse(JSON.stringify(dossier)) as typeof dossier;
  return [
    ...(JSON.stringify(decide(dossier, policy, circumstances, now)) === written
      ? [] : ['decided twice, it decides otherwise']),
    ...(JSON.stringify(decide(read, policy, circumstances, now)) === written
      ? [] : ['written and read again, the dossier decides otherwise']),
    ...check(dossier, decision, policy, circumstances, now)
      .map((one) => `check: ${one.rule}: ${one.says}`),
    ...looks(decision, now),
    ...decision.consignments.flatMap((one) => {
      const known = dossier.consignments[one.consignment];
      if (known === undefined) return ['a decision about nothing'];
      const gate = policy.warehouses[known.warehouse]?.gate ?? 'packed';
      const confirmed = confirmedAt(known, gate);
      return [
        ...onlyConfirmed(one, confirmed), ...noLabelAsked(one, known, confirmed),
        ...waitsOnWhoActs(one), ...standsWhereItOwes(one), ...fights(one.actions),
      ];
    }),
  ];
};

/** Whoever writes into what it was given is found out by an error. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

const looks = ({ lookAgainAt }: Decision, now: number): readonly string[] =>
  lookAgainAt !== null && lookAgainAt <= now ? ['it would look again in the past'] : [];

type Gate = 'allocated' | 'picked' | 'packed';

/** Reckoned here anew, so that a slip in the gate's own rule does not hide itself. */
const confirmedAt = (facts: ConsignmentFacts, gate: Gate): ReadonlyMap<string, number> => {
  const snapshot = facts.says?.snapshot;
  const ranks = ['received', 'allocated', 'picking', 'picked', 'packed', 'dispatched'];
  const isReady = snapshot !== undefined && facts.says?.rival === null &&
    ranks.indexOf(snapshot.status) >= ranks.indexOf(gate);
  if (!isReady) return new Map();
  const units = (line: ConsignmentLine): number => Math.min(line.ordered, {
    allocated: Math.max(line.allocated, line.picked), picked: line.picked,
    packed: Math.min(line.picked, line.packed),
  }[gate]);
  return new Map(snapshot.lines.map((line) => [line.line, units(line)]));
};

const onlyConfirmed = (
  { actions }: ConsignmentDecision,
  confirmed: ReadonlyMap<string, number>,
): readonly string[] =>
  actions.flatMap((action) => {
    if (action.do === 'unpark-order' && confirmed.size === 0) return ['let go before the gate'];
    if (action.do === 'buy-label') {
      return action.content.lines.some(({ key, quantity }) =>
        quantity > (confirmed.get(readKey(key ?? '')?.rest ?? '') ?? 0))
        ? ['a label is bought for units that are not confirmed'] : [];
    }
    if (action.do !== 'create-order' && action.do !== 'amend-order') return [];
    return action.release.lines.flatMap(({ key, quantity }) =>
      quantity <= (confirmed.get(readKey(key)?.rest ?? key) ?? 0)
        ? [] : [`${action.do} of units that are not confirmed`]);
  });

/** The desk is asked for labels only on units that the warehouse has confirmed. */
const noLabelAsked = (
  { obligations }: ConsignmentDecision,
  facts: ConsignmentFacts,
  confirmed: ReadonlyMap<string, number>,
): readonly string[] => {
  const state = obligations.find((one) => one.kind === 'label')?.state;
  if (state?.is !== 'open' || state.waitsOn !== 'shipping-desk') return [];
  const asked = openOrders(facts).flatMap((one) => [...one.units]);
  const isTooMuch = asked.some(([line, quantity]) => quantity > (confirmed.get(line) ?? 0));
  return isTooMuch ? ['the desk is asked to label units that are not confirmed'] : [];
};

const waitsOnWhoActs = (
  { obligations, actions, lookAgainAt, exceptions }: ConsignmentDecision,
): readonly string[] =>
  obligations.flatMap(({ kind, state }) => {
    if (state.is !== 'open') return [];
    if (state.waitsOn === 'gatepass') {
      return actions.length > 0 || lookAgainAt !== null || awaitsFeed.has(state.because.is)
        ? [] : [`${kind} waits on Gatepass, which does nothing`];
    }
    const isNamed = exceptions.length > 0 || 'by' in state.because;
    return state.waitsOn !== 'person' || isNamed
      ? [] : [`${kind} waits on a person whom no exception tells`];
  });

/** No stage says that more was done about the label than was. */
const standsWhereItOwes = ({ stage, obligations }: ConsignmentDecision): readonly string[] => {
  const is = (kind: ObligationKind) => obligations.find((one) => one.kind === kind)?.state.is;
  const isOver = stage === 'cancelled' || is('leave') === 'met';
  const owesLabel = is('label') === 'open' && !isOver;
  const owesWarehouse = is('tell-warehouse') === 'open' && is('label') === 'met';
  return [
    ...(owesLabel && stages.indexOf(stage) > stages.indexOf('in-shipstation')
      ? [`${stage}, and a label is owed`] : []),
    ...(owesWarehouse && stage !== 'labelled' && stage !== 'cancelled'
      ? [`${stage}, and the warehouse is owed its news`] : []),
    ...(is('tell-channel') === 'open' && stage === 'channel-told'
      ? ['channel told, and it is owed its news'] : []),
  ];
};

/** A feed is on its way that shows what became of our call. */
const awaitsFeed: ReadonlySet<string> = new Set([
  'release-under-way', 'amend-under-way', 'withdraw-under-way', 'to-park', 'to-unpark',
  'to-mark-as-shipped', 'label-under-way', 'over-limit',
]);

const fights = (actions: readonly Action[]): readonly string[] => {
  const orders = actions.flatMap((one) => ('order' in one ? [one.order] : []));
  const voided = new Set(actions.flatMap((one) => (one.do === 'void-label' ? [one.label] : [])));
  return [
    ...(new Set(orders).size < orders.length ? ['two changes of one order at once'] : []),
    ...actions.filter(isTelling).flatMap(({ do: name, message }) =>
      message.parcels.some((one) => voided.has(one.label) && !message.voids.includes(one.label))
        ? [`${name} of a label that is being voided`] : []),
  ];
};
