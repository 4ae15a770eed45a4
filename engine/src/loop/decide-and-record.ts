/**
 * Decides on orders and writes decisions, intents, messages and exceptions in the transaction
 * that holds their locks. The decision itself is the core's; here it is only recorded.
 */
import { absorb } from '../core/facts/absorb.ts';
import { sameContent } from '../core/facts/same-content.ts';
import { exceptionLimit } from '../core/decide/exception-limit.ts';
import { contentOf } from '../core/decide/action-content.ts';
import { rollUp, stepsBetween, type RollUp } from '../core/explain/roll-up.ts';
import type { Action, Decision, Exception, MessageContent } from '../core/model/decision.ts';
import type { Circumstances, ConsignmentFacts, Dossier, Message } from '../core/model/dossier.ts';
import { reactionTimes, sideOf } from '../core/model/exception-handling.ts';
import { severityOf, type ExceptionCode } from '../core/model/exceptions.ts';
import type { ChannelName, ConsignmentId, WarehouseName } from '../core/model/ids.ts';
import { later, type Instant } from '../core/model/instant.ts';
import { ownerOf } from '../core/policy/owners.ts';
import { channelPolicy, warehousePolicy, type Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { saveDecisions } from '../store/decisions.ts';
import type { StoredDossier } from '../store/dossiers.ts';
import { saveExceptions, type OpenException } from '../store/exceptions.ts';
import { exceptionIdOf } from '../store/ids.ts';
import { saveIntents } from '../store/intents.ts';
import { readLeftOut } from '../store/left-out.ts';
import { saveMessages, type NewMessage } from '../store/messages.ts';
import { saveSearchWords } from '../store/search.ts';
import { stockFor } from '../store/stock.ts';
import { announceAll } from '../store/announce.ts';
import { admit } from './going-live/admit.ts';
import { decideAside, decideSafely } from './decide-safely.ts';
import { recordGuard } from './guard/record.ts';
import { decideWithWords } from './guard/words.ts';
import { laneOfWish } from './lanes.ts';

export type Standpoint = {
  readonly policy: Policy;
  readonly circumstances: Circumstances;
  readonly now: Instant;
};

export type Recorded = { readonly dossier: Dossier; readonly decision: Decision };

/** One order to decide on: as it is stored, and as it was heard of since then. */
export type ToDecide = {
  readonly stored: StoredDossier;
  readonly heard: Dossier;
  /** Since when the decision was owed; left out where it is made as soon as it is. */
  readonly dueAt?: Instant;
};

export const decideAndRecord = async (
  tx: Tx,
  stored: StoredDossier,
  standpoint: Standpoint,
): Promise<Recorded> => {
  const [recorded] = await decideAndRecordAll(
    tx, [{ stored, heard: stored.dossier }], standpoint);
  if (recorded === undefined) throw new Error(`nothing was decided on ${stored.dossier.order}`);
  return recorded;
};

/**
 * Decides on several locked orders, each once, and writes it all in a handful of statements: many
 * small ones cost far more than a few large ones. Facts that are not stored yet are written too.
 */
export const decideAndRecordAll = async (
  tx: Tx,
  orders: readonly ToDecide[],
  standpoint: Standpoint,
): Promise<readonly Recorded[]> => {
  const { policy, now } = standpoint;
  // Of all that lies on shelves only what bears on these orders is asked for.
  const stockOf = await stockFor(tx, orders.map((one) => one.heard));
  const leftOut = await readLeftOut(tx, orders.map(({ heard }) => heard.order));
  const decided: (Recorded & { readonly wishes: readonly Wish[] })[] = [];
  for (const { heard } of orders) {
    const missing = leftOut.get(heard.order);
    if (missing !== undefined) {
      decided.push({ dossier: heard, decision: decideAside(heard, missing, now), wishes: [] });
      continue;
    }
    const { decision: first, circumstances } = await decideWithWords(tx, heard, {
      ...standpoint, circumstances: { ...standpoint.circumstances, stock: stockOf(heard) },
    });
    const letThrough = await admit(tx, { dossier: heard, decision: first, circumstances, now });
    const decision = letThrough === null ? first : decideSafely(heard, policy, letThrough, now);
    const wishes = decision.consignments.flatMap(({ consignment, actions }) =>
      actions.map((action) => ({ consignment, action })));
    decided.push({ dossier: heard, decision, wishes });
  }
  const written = decided.map(messagesOf);
  await saveMessages(tx, written.flatMap((one) => one.messages));
  const ids = decided.map((one) => one.dossier.order);
  await saveIntents(tx, ids, decided.flatMap(({ dossier, wishes }, index) =>
    wishes.map(({ consignment, action }) => ({
      order: dossier.order, consignment, lane: laneOfWish(action), fingerprint: contentOf(action),
      action, wishedAt: Math.min(orders[index]?.dueAt ?? now, now),
    }))));
  await saveExceptions(tx, ids, decided.flatMap(({ dossier, decision }) =>
    openExceptions(dossier, decision, policy)), now);
  for (const [index, { dossier, decision }] of decided.entries()) {
    const before = orders[index]?.stored.decision ?? null;
    await recordGuard(tx, { dossier, before, after: decision, now });
  }
  const saved = orders.flatMap(({ stored }, index) => {
    const dossier = written[index]?.dossier;
    const decision = decided[index]?.decision;
    return dossier === undefined || decision === undefined ? [] : [{
      order: dossier.order, dossier, decision,
      facts: dossier === stored.dossier ? null : dossier,
      news: sayTheSame(stored.decision, decision) ? null : {
        standing: standingOf(dossier, decision, standpoint),
        steps: stepsBetween(stored.decision, decision),
      },
    }];
  });
  await saveDecisions(tx, saved, { policyVersion: policy.version, now });
  await saveSearchWords(tx, saved.map((one) => one.dossier));
  await announceAll(tx, [
    ...saved.flatMap(({ order, news }) =>
      (news === null ? [] : [{ topic: 'changed', about: order } as const])),
    ...[...new Set(decided.flatMap(({ wishes }) => wishes.map((one) => one.action.connection)))]
      .map((about) => ({ topic: 'wishes', about } as const)),
    ...[...new Set(written.flatMap((one) => one.messages.map(mailboxOf)))]
      .map((about) => ({ topic: 'mailbox', about } as const)),
  ]);
  return saved.map(({ dossier, decision }) => ({ dossier, decision }));
};

/** Facts that no decision can be made of stand nowhere. */
const standingOf = (dossier: Dossier, decision: Decision, standpoint: Standpoint): RollUp =>
  decision.headline.exception === 'gatepass.bug'
    ? { ...nowhere, waits: waitsAside(decision) } : rollUp(dossier, decision, standpoint);

const waitsAside = ({ headline: { since } }: Decision): RollUp['waits'] =>
  since === null ? null : { since, limitAt: limitAside(since) };

export const nowhere: RollUp = {
  warehouse: null, disagrees: false, carrier: null, service: null, waits: null, held: null,
  isRelabelled: false, isCancelledLate: false, owed: {},
};

/**
 * When to look again moves with every look, and a message that was not written yet carries the
 * hour of the decision: neither is news for anybody.
 */
export const sayTheSame = (before: Decision | null, after: Decision): boolean =>
  before !== null && sameContent(withoutTheHour(before), withoutTheHour(after));

const withoutTheHour = (decision: Decision) => ({
  ...decision,
  lookAgainAt: null,
  consignments: decision.consignments.map((one) => ({
    ...one,
    lookAgainAt: null,
    actions: one.actions.map(withoutItsHour),
    withheld: one.withheld?.map(({ action, because }) =>
      ({ action: withoutItsHour(action), because })),
  })),
});

const withoutItsHour = (action: Action) =>
  'message' in action ? { ...action, message: { ...action.message, at: null } } : action;

type Wish = { readonly consignment: ConsignmentId; readonly action: Action };

/** A message is in the mailbox from the moment it is decided, whether or not it is also pushed. */
const messagesOf = (
  { dossier, wishes }: { readonly dossier: Dossier; readonly wishes: readonly Wish[] },
): { readonly dossier: Dossier; readonly messages: readonly NewMessage[] } => {
  let so = dossier;
  const messages: NewMessage[] = [];
  for (const { consignment, action } of wishes) {
    const facts = so.consignments[consignment];
    if (action.do !== 'tell-warehouse' && action.do !== 'tell-channel') continue;
    if (facts === undefined) continue;
    if (facts.messages[action.message.id] !== undefined) continue;
    const party = action.do === 'tell-warehouse' ? 'warehouse' : 'channel';
    const partyName = party === 'warehouse' ? facts.warehouse : dossier.channel;
    messages.push({
      party, partyName, order: dossier.order, consignment, content: action.message,
    });
    so = absorb(so, {
      kind: 'message-written', consignment, message: messageOf(party, action.message),
    });
  }
  return { dossier: so, messages };
};

const mailboxOf = ({ party, partyName }: NewMessage): string => `${party}/${partyName}`;

const messageOf = (to: Message['to'], content: MessageContent): Message => ({
  id: content.id,
  to,
  kind: content.kind,
  // A message that only takes back names the parcels it takes back, and tells no new ones.
  labels: content.parcels.map((one) => one.label).filter((id) => !content.voids.includes(id)),
  voids: content.voids,
  writtenAt: content.at,
  acknowledgedAt: null,
});

const openExceptions = (
  dossier: Dossier,
  decision: Decision,
  policy: Policy,
): readonly OpenException[] =>
  decision.consignments.flatMap(({ consignment, exceptions }) => {
    const facts = dossier.consignments[consignment];
    if (facts === undefined) return [];
    return exceptions.map((exception) => ({
      id: exceptionIdOf(dossier.order, consignment, exception),
      order: dossier.order,
      consignment,
      exception,
      warehouse: facts.warehouse,
      channel: dossier.channel,
      connection: connectionToBlame(
        { channel: dossier.channel, warehouse: facts.warehouse }, policy, exception.code),
      limitAt: limitSafely(facts, policy, exception),
      owner: ownerOf(exception.code, policy),
    }));
  });

export const connectionToBlame = (
  { channel, warehouse }: { readonly channel: ChannelName; readonly warehouse: WarehouseName },
  policy: Policy,
  code: ExceptionCode,
): string | null => {
  const side = sideOf(code);
  if (side === 'channel') return channelPolicy(policy, channel)?.connection ?? null;
  const place = warehousePolicy(policy, warehouse);
  return (side === 'warehouse' ? place?.connection : place?.shipstation) ?? null;
};

/** The facts of an order that was set aside may be what tripped us. */
const limitSafely = (
  facts: ConsignmentFacts,
  policy: Policy,
  exception: Exception,
): Instant =>
  exception.code === 'gatepass.bug'
    ? limitAside(exception.since)
    : exceptionLimit(facts, policy, exception);

/** Until when somebody should have looked at an order that was set aside. */
export const limitAside = (since: Instant): Instant =>
  later(since, reactionTimes[severityOf('gatepass.bug')]);
