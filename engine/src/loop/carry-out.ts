/**
 * Carries out what is wished on one connection: takes what is next in turn, commits it as begun,
 * calls once, and records one outcome per item. Any line may be the last one executed; an attempt
 * without an outcome is unknown, and deciding what to do about that is the core's.
 */
import type { ItemOutcome, Manifest, Seen, Session, Unanswered } from '../contract/connector.ts';
import type { Action, MessageContent } from '../core/model/decision.ts';
import { addressOf } from '../core/decide/action-content.ts';
import type { Attempt, Outcome } from '../core/model/dossier.ts';
import { attemptId, consignmentId, messageId, orderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import { saveBegun, saveOutcome } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { lockDossier, wake } from '../store/dossiers.ts';
import { nextInTurn, takeIntents, type Intent } from '../store/intents.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { readContents, saveAcknowledged } from '../store/messages.ts';
import { readPolicy } from '../store/policies.ts';
import { asSighting, hearSeen, take } from './hear.ts';
import { performAll } from './perform.ts';
import type { Surroundings } from './surroundings.ts';

export type Hand = {
  readonly lease: Lease;
  readonly manifest: Manifest;
  readonly session: Session;
};

type Begun = { readonly intent: Intent; readonly attempt: Attempt };

/**
 * Answers how many items were carried out, and what closed the door if something did; null when
 * no call was made: the lease is another's, nothing is wished any more, or no effect is allowed.
 */
export const carryOut = async (
  surroundings: Surroundings,
  hand: Hand,
): Promise<{ readonly items: number; readonly unanswered: Unanswered | null } | null> => {
  const { database, now, random, holder } = surroundings;
  const { lease, manifest } = hand;
  const begun = await database.transaction(async (tx) => {
    if (!(await stillHeld(tx, lease, holder))) return [];
    // Wishes of a moment ago may outlive a change to shadow mode by that moment.
    if ((await readPolicy(tx)).connections[lease.connection]?.mode !== 'live') return [];
    const intents = await nextInTurn(tx, lease.connection, now(), (operation) =>
      operations(manifest).get(operation)?.batchSize ?? 1, [...operations(manifest).keys()]);
    return begin(tx, lease, intents, now(), random);
  });
  if (begun.length === 0) return null;
  const performed = await performAll(surroundings, hand, begun.map((one) => one.intent.action));
  await database.transaction((tx) => record(tx, begun, performed.outcomes, now()));
  return { items: begun.length, unanswered: performed.unanswered };
};

const sentTo = (action: Action): { sentTo?: string } => {
  const address = addressOf(action);
  return address === null ? {} : { sentTo: address };
};

const operations = (manifest: Manifest) => new Map(Object.entries(manifest.operations));

/** Commits the attempts before anything leaves; takes only wishes that are still wished. */
const begin = async (
  tx: Tx,
  lease: Lease,
  intents: readonly Intent[],
  now: Instant,
  random: () => string,
): Promise<readonly Begun[]> => {
  const orders = [...new Set(intents.map((one) => one.order))].toSorted();
  const dossiers = new Map(
    await Promise.all(orders.map(async (id) => [id, await lockDossier(tx, orderId(id))] as const)));
  const taken = await takeIntents(tx, intents.map((one) => one.id));
  const still = intents.filter((one) => taken.has(one.id));
  const written = await readContents(tx, still.map((one) => one.action.about));
  const begun = still
    .map((intent): Begun => ({
      intent: { ...intent, action: asWritten(intent.action, written) },
      attempt: {
        id: attemptId(`att_${random()}`), operation: intent.action.do, about: intent.action.about,
        content: intent.fingerprint, begunAt: now, outcome: null, ...sentTo(intent.action),
      },
    }));
  await saveBegun(tx, begun.map(({ intent, attempt }) => ({
    attempt, connection: lease.connection, order: intent.order, consignment: intent.consignment,
    epoch: lease.epoch,
  })));
  for (const [id, stored] of dossiers) {
    if (stored === null) continue;
    const sightings = begun
      .filter((one) => one.intent.order === id)
      .map(({ intent, attempt }): Sighting => ({
        kind: 'begun', consignment: consignmentId(intent.consignment), attempt,
      }));
    await take(tx, stored.dossier, sightings, now);
    // The time-out of the call is decided on even when nobody comes back to record an answer.
    await wake(tx, [orderId(id)], now);
  }
  return begun;
};

/** One id, one content: what the mailbox holds is what is pushed, though words changed since. */
const asWritten = (action: Action, written: ReadonlyMap<string, MessageContent>): Action =>
  'message' in action
    ? { ...action, message: written.get(action.about) ?? action.message } : action;

const record = async (
  tx: Tx,
  begun: readonly Begun[],
  outcomes: readonly ItemOutcome[],
  now: Instant,
): Promise<void> => {
  const items = begun.flatMap((one, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ ...one, outcome }];
  });
  for (const id of [...new Set(items.map((one) => one.intent.order))].toSorted()) {
    const stored = await lockDossier(tx, orderId(id));
    if (stored === null) continue;
    const ofOrder = items.filter((one) => one.intent.order === id);
    const sightings = ofOrder.flatMap((one) => sightingsOf(one, now));
    await take(tx, stored.dossier, sightings, now);
    for (const { attempt, outcome, intent } of ofOrder) {
      await saveOutcome(tx, attempt.id, outcomeOf(outcome, now));
      if (outcome.is === 'done' && outcome.acknowledged) {
        await saveAcknowledged(tx, intent.action.about, now);
      }
    }
    await wake(tx, [orderId(id)], now);
  }
  // A reply may show more than was asked: what bears on other orders goes to them.
  const seen = items.flatMap(({ outcome }) => seenIn(outcome));
  await hearSeen(tx, seen, now, now);
};

const sightingsOf = (
  { intent, attempt, outcome }: Begun & { outcome: ItemOutcome },
  now: Instant,
): readonly Sighting[] => {
  const consignment = consignmentId(intent.consignment);
  const answered: Sighting = {
    kind: 'answered', consignment, attempt: attempt.id, outcome: outcomeOf(outcome, now),
  };
  const seen = seenIn(outcome).flatMap((one) => asSighting(one, consignment, now) ?? []);
  const acknowledged: Sighting[] = outcome.is === 'done' && outcome.acknowledged
    ? [{ kind: 'acknowledged', consignment, message: messageId(intent.action.about), at: now }]
    : [];
  return [answered, ...seen, ...acknowledged];
};

const seenIn = (outcome: ItemOutcome): readonly Seen[] =>
  outcome.is === 'unknown' ? [] : (outcome.seen ?? []);

const outcomeOf = (outcome: ItemOutcome, at: Instant): Outcome => {
  switch (outcome.is) {
    case 'done':
      return { is: 'done', at };
    case 'refused':
      return { is: 'refused', at, code: outcome.code, text: outcome.text };
    case 'unknown':
      return { is: 'unknown', at, text: outcome.text };
    default:
      return outcome satisfies never;
  }
};
