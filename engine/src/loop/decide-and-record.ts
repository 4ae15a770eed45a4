/**
 * Decides on one order and writes decision, intents, messages and exceptions in the transaction
 * that holds the order's lock. The decision itself is the core's; here it is only recorded.
 */
import { absorb } from '../core/facts/absorb.ts';
import { fingerprint } from '../core/facts/fingerprint.ts';
import { sameContent } from '../core/facts/same-content.ts';
import { contentOf } from '../core/decide/action-content.ts';
import { decideChecked } from '../core/check/decide-checked.ts';
import type { Action, Decision, Exception, MessageContent } from '../core/model/decision.ts';
import type { Circumstances, Dossier, Message } from '../core/model/dossier.ts';
import { consignmentId, type ConsignmentId } from '../core/model/ids.ts';
import { later, type Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Tx } from '../store/database.ts';
import { saveDecision, saveExceptions } from '../store/decisions.ts';
import { saveFacts, type StoredDossier } from '../store/dossiers.ts';
import { saveIntents } from '../store/intents.ts';
import { saveMessage } from '../store/messages.ts';
import { announce } from '../store/announce.ts';
import { laneOf } from './lanes.ts';

export type Standpoint = {
  readonly policy: Policy;
  readonly circumstances: Circumstances;
  readonly now: Instant;
};

export type Recorded = { readonly dossier: Dossier; readonly decision: Decision };

export const decideAndRecord = async (
  tx: Tx,
  stored: StoredDossier,
  { policy, circumstances, now }: Standpoint,
): Promise<Recorded> => {
  const decision = decideSafely(stored.dossier, policy, circumstances, now);
  const wishes = decision.consignments.flatMap(({ consignment, actions }) =>
    actions
      .filter((action) => policy.connections[action.connection]?.mode === 'live')
      .map((action) => ({ consignment, action })));
  const dossier = await writeMessages(tx, stored.dossier, wishes);
  if (dossier !== stored.dossier) await saveFacts(tx, dossier, now);
  await saveIntents(tx, dossier.order, wishes.map(({ consignment, action }) => ({
    order: dossier.order,
    consignment,
    lane: laneOf(action.do),
    fingerprint: contentOf(action),
    action,
  })));
  await saveExceptions(tx, dossier.order, openExceptions(dossier, decision), now);
  const isNew = !sayTheSame(stored.decision, decision);
  await saveDecision(tx, dossier.order, decision, { policyVersion: policy.version, now, isNew });
  if (isNew) await announce(tx, 'changed', dossier.order);
  for (const connection of new Set(wishes.map((one) => one.action.connection))) {
    await announce(tx, 'wishes', connection);
  }
  return { dossier, decision };
};

/**
 * When to look again moves with every look, and a message that was not written yet (in shadow
 * mode it never is) carries the hour of the decision: neither is news for anybody.
 */
const sayTheSame = (before: Decision | null, after: Decision): boolean =>
  before !== null && sameContent(withoutTheHour(before), withoutTheHour(after));

const withoutTheHour = (decision: Decision) => ({
  ...decision,
  lookAgainAt: null,
  consignments: decision.consignments.map((one) => ({
    ...one,
    lookAgainAt: null,
    actions: one.actions.map((action) =>
      'message' in action ? { ...action, message: { ...action.message, at: null } } : action),
  })),
});

type Wish = { readonly consignment: ConsignmentId; readonly action: Action };

/** A message is in the mailbox from the moment it is decided, whether or not it is also pushed. */
const writeMessages = async (
  tx: Tx,
  dossier: Dossier,
  wishes: readonly Wish[],
): Promise<Dossier> => {
  let so = dossier;
  for (const { consignment, action } of wishes) {
    const facts = so.consignments[consignment];
    if (action.do !== 'tell-warehouse' && action.do !== 'tell-channel') continue;
    if (facts === undefined) continue;
    if (facts.messages[action.message.id] !== undefined) continue;
    const party = action.do === 'tell-warehouse' ? 'warehouse' : 'channel';
    const partyName = party === 'warehouse' ? facts.warehouse : dossier.channel;
    await saveMessage(tx, {
      party, partyName, order: dossier.order, consignment, content: action.message,
    });
    await announce(tx, 'mailbox', `${party}/${partyName}`);
    so = absorb(so, {
      kind: 'message-written', consignment, message: messageOf(party, action.message),
    });
  }
  return so;
};

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

/** The same cause on the same consignment is the same exception, also when it comes back. */
export const exceptionIdOf = (
  order: string,
  consignment: string,
  { code, fault }: Pick<Exception, 'code' | 'fault'>,
): string => `exc_${fingerprint([order, consignment, code, fault])}`;

const openExceptions = (dossier: Dossier, decision: Decision) =>
  decision.consignments.flatMap(({ consignment, exceptions }) =>
    exceptions.map((exception) => ({
      id: exceptionIdOf(dossier.order, consignment, exception),
      consignment,
      exception,
    })));

/** A bug in one order's decision sets that order aside with its facts; the others go on. */
const decideSafely = (
  dossier: Dossier,
  policy: Policy,
  circumstances: Circumstances,
  now: Instant,
): Decision => {
  try {
    return decideChecked(dossier, policy, circumstances, now);
  } catch (bug) {
    const text = bug instanceof Error ? bug.message : 'an unnamed fault';
    const because = { is: 'bug', text } as const;
    const exception = {
      code: 'gatepass.bug', fault: text, lines: [], since: now, because,
    } as const;
    return {
      headline: {
        stage: 'received', waitsOn: 'person', since: now, limitAt: null,
        exception: 'gatepass.bug', because,
      },
      // By their keys: the facts are what the bug was about.
      consignments: Object.entries(dossier.consignments).map(([id, facts]) => ({
        consignment: consignmentId(id), reference: facts.reference, stage: 'received',
        obligations: [], actions: [], exceptions: [exception],
        lookAgainAt: later(now, 600_000), because: [because],
      })),
      exceptions: [exception],
      lookAgainAt: later(now, 600_000),
    };
  }
};
