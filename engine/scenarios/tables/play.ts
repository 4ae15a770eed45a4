/**
 * Plays a row to its end with a warehouse, a desk, a channel and a carrier that do at once what is
 * expected of them. A row ends closed, or with a person who has been told.
 */
import { absorb } from '../../src/core/facts/absorb.ts';
import { decide } from '../../src/core/decide/decide.ts';
import { outboundLabels } from '../../src/core/facts/labels.ts';
import { openOrders, shippedUnseen } from '../../src/core/facts/releases.ts';
import type { Action, ConsignmentDecision, Obligation } from '../../src/core/model/decision.ts';
import type { Attempt, ConsignmentFacts, Dossier } from '../../src/core/model/dossier.ts';
import { labelId, type ConsignmentId } from '../../src/core/model/ids.ts';
import { later, type Instant } from '../../src/core/model/instant.ts';
import type { Sighting } from '../../src/core/model/sighting.ts';
import { calm, deskLabels, labelWith, minutes, obey, said, shown } from '../kit.ts';
import type { Facts } from './build.ts';
import { channelCatchesUp } from './obliging-channel.ts';
import { orderSeen } from './in-shipstation.ts';
import { counted } from './words-of-warehouse.ts';

export type End =
  | { readonly is: 'closed' | 'with-a-person'; readonly turns: number }
  | { readonly is: 'stuck'; readonly says: string };

const mostTurns = 8;

export const played = (facts: Facts): End => {
  let { dossier, circumstances, now } = facts;
  for (let turn = 0; turn <= mostTurns; turn += 1) {
    const decision = decide(dossier, facts.policy, circumstances, now);
    const done = obey(dossier, decision, now);
    const soon = later(now, 5);
    const after = decide(done.dossier, facts.policy, calm(soon), soon);
    const again = after.consignments.flatMap((one) => one.actions).find((wish) =>
      done.done.some((one) => one.do === wish.do && one.about === wish.about));
    if (again !== undefined) return stuck(`${again.do} is wished again after it was done`);
    const [one] = decision.consignments;
    if (one === undefined) return stuck('nothing is decided');
    if (one.actions.length === 0) {
      if (!one.obligations.some(isOpen)) return closed(one, turn);
      if (waitsOnlyOnPeople(one)) return { is: 'with-a-person', turns: turn };
    }
    const next = othersAct(done.dossier, one, facts, soon);
    const isStill = next === dossier;
    if (isStill && decision.lookAgainAt === null) return atRest(one, turn);
    dossier = next;
    now = isStill && decision.lookAgainAt !== null
      ? later(decision.lookAgainAt, 1) : later(now, minutes(1));
    circumstances = { ...calm(now), stock: circumstances.stock };
  }
  const last = decide(dossier, facts.policy, circumstances, now).consignments[0];
  return last === undefined ? stuck('nothing is decided') : atRest(last, mostTurns);
};

const stuck = (says: string): End => ({ is: 'stuck', says });

const isOpen = ({ state }: Obligation): boolean => state.is === 'open';

const closed = ({ obligations }: ConsignmentDecision, turns: number): End => {
  const asleep = obligations.find((one) => one.state.is === 'later');
  return asleep === undefined ? { is: 'closed', turns }
    : stuck(`${asleep.kind} is for later, and nothing is open`);
};

const isWithPerson = ({ state }: Obligation): boolean =>
  state.is === 'open' && state.waitsOn === 'person';

const waitsOnlyOnPeople = ({ obligations, exceptions }: ConsignmentDecision): boolean => {
  const open = obligations.filter(isOpen);
  return open.every(isWithPerson) && (exceptions.length > 0 || open.some(({ state }) =>
    'by' in state.because));
};

/** Nothing moves any more: fine when a person has been told, and only then. */
const atRest = (one: ConsignmentDecision, turns: number): End => {
  const withPerson = one.obligations.filter(isWithPerson);
  const isTold = one.exceptions.length > 0 || withPerson.some(({ state }) => 'by' in state.because);
  if (withPerson.length > 0 && isTold) return { is: 'with-a-person', turns };
  const open = one.obligations.filter(isOpen).map(({ kind, state }) =>
    `${kind} (${state.because.is}, waits on ${state.is === 'open' ? state.waitsOn : 'nobody'})`);
  return stuck(`it does not end: ${open.join(', ') || 'nothing is open'}`);
};

const othersAct = (
  dossier: Dossier,
  { consignment: id, obligations }: ConsignmentDecision,
  { policy }: Facts,
  at: Instant,
): Dossier =>
  obligations.reduce((so, { kind, state }) => {
    const facts = so.consignments[id];
    if (state.is !== 'open' || facts === undefined) return so;
    switch (state.waitsOn) {
      case 'warehouse':
        return kind === 'tell-warehouse' ? acknowledged(so, facts, 'warehouse', at)
          : [packedNow(facts, at)].reduce(absorb, so);
      case 'channel':
        return channelCatchesUp(acknowledged(so, facts, 'channel', at), id, kind, policy, at);
      case 'shipping-desk':
        return deskLabelsAll(so, facts, at);
      case 'carrier':
        return collected(so, facts, at);
      case 'gatepass':
        return callsLand(so, id, policy, at);
      case 'person':
        return so;
      default:
        return state.waitsOn satisfies never;
    }
  }, dossier);

/** The warehouse counts again: everything is there, and nothing contradicts itself. */
const packedNow = (facts: ConsignmentFacts, at: Instant): Sighting => {
  const snapshot = facts.says?.snapshot;
  if (snapshot === undefined) throw new Error('the warehouse has spoken in every row');
  return said({
    ...snapshot, revision: snapshot.revision + 1, updatedAt: at, status: 'packed',
    ...counted('packed', 'all'),
  }, at, facts.id);
};

const acknowledged = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  to: 'warehouse' | 'channel',
  at: Instant,
): Dossier =>
  Object.values(facts.messages)
    .filter((one) => one.to === to && one.acknowledgedAt === null)
    .map((one): Sighting => ({ kind: 'acknowledged', consignment: facts.id, message: one.id, at }))
    .reduce(absorb, dossier);

/** The desk labels what waits; an order whose label was voided shows as waiting first. */
const deskLabelsAll = (dossier: Dossier, facts: ConsignmentFacts, at: Instant): Dossier => {
  const back = shippedUnseen(facts).map(({ order }) =>
    orderSeen({ ...order, status: { is: 'awaiting' } }, at)).reduce(absorb, dossier);
  return openOrders(facts).reduce((so, { order }) => labelled(so, facts.id, order, at), back);
};

const labelled = (
  dossier: Dossier,
  id: ConsignmentId,
  order: Parameters<typeof labelWith>[0] & {},
  at: Instant,
): Dossier => {
  const count = Object.keys(dossier.consignments[id]?.labels ?? {}).length;
  return deskLabels(dossier, order, at, {
    id: labelId(String(9_100 + count)), trackingNumber: `155090000000${String(10 + count)}`,
  }, id);
};

/** The van comes, and the warehouse says under which numbers the goods left. */
const collected = (dossier: Dossier, facts: ConsignmentFacts, at: Instant): Dossier => {
  const snapshot = facts.says?.snapshot;
  return snapshot === undefined ? dossier : absorb(dossier, said({
    ...snapshot, revision: snapshot.revision + 1, updatedAt: at, status: 'dispatched', dispatch: {
      at, carrier: 'DPD', service: null,
      trackingNumbers: outboundLabels(facts).flatMap(({ label }) => label.trackingNumber ?? []),
    },
  }, at, facts.id));
};

/** Calls that are under way arrive, those that were answered show, and labels come to be seen. */
const callsLand = (
  dossier: Dossier,
  id: ConsignmentId,
  policy: Facts['policy'],
  at: Instant,
): Dossier => {
  const facts = dossier.consignments[id];
  if (facts === undefined) return dossier;
  // A message without an answer is simply sent again; what ShipStation was asked last shows.
  const asked = Object.values(facts.attempts).filter(({ operation }) =>
    operation !== 'tell-warehouse' && operation !== 'tell-channel');
  const newest = Math.max(...asked.map((one) => one.begunAt));
  const pending = asked.filter(({ outcome, begunAt }) =>
    begunAt === newest && (outcome === null || outcome.is === 'done'));
  const wishes = wishesBefore(dossier, facts, pending, policy, at);
  const landed = pending.flatMap((attempt): readonly Sighting[] => {
    const wish = wishes.find((one) =>
      one.do === attempt.operation && one.about === attempt.about);
    return wish === undefined ? [] : [
      ...(attempt.outcome !== null ? [] : [{
        kind: 'answered', consignment: id, attempt: attempt.id, outcome: { is: 'done', at },
      } as const]),
      ...shown(dossier, id, wish, later(at, 1)),
    ];
  }).reduce(absorb, dossier);
  return shippedUnseen(facts).reduce((so, { order }) => labelled(so, id, order, at), landed);
};

/** What had been wished when those calls were made. */
const wishesBefore = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  pending: readonly Attempt[],
  policy: Facts['policy'],
  at: Instant,
): readonly Action[] => {
  const attempts = Object.fromEntries(
    Object.entries(facts.attempts).filter(([, one]) => !pending.includes(one)));
  const before = {
    ...dossier, consignments: { ...dossier.consignments, [facts.id]: { ...facts, attempts } },
  };
  return decide(before, policy, calm(at), at).consignments.flatMap((one) => one.actions);
};
