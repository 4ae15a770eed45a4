/**
 * Carries out what is wished on one connection: takes what is next in turn, commits it as begun,
 * calls once, and records one outcome per item. Any line may be the last one executed; an attempt
 * without an outcome is unknown, and deciding what to do about that is the core's.
 */
import type { ItemOutcome, Manifest, Session, Unanswered } from '../contract/connector.ts';
import type { Attempt, Outcome } from '../core/model/dossier.ts';
import { attemptId, consignmentId, messageId, orderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import { saveBegun, saveOutcome } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { lockDossier, wake } from '../store/dossiers.ts';
import { nextInTurn, takeIntents, type Intent } from '../store/intents.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { saveAcknowledged } from '../store/messages.ts';
import { asSighting, hearSeen, take } from './hear.ts';
import type { Surroundings } from './surroundings.ts';

export type Hand = {
  readonly lease: Lease;
  readonly manifest: Manifest;
  readonly session: Session;
  /** What is to go in a call of its own, because a call with others was turned down as a whole. */
  readonly alone: Set<string>;
};

type Begun = { readonly intent: Intent; readonly attempt: Attempt };

/** Answers how many items were carried out, and what closed the door if something did. */
export const carryOut = async (
  { database, now, random, holder }: Surroundings,
  { lease, manifest, session, alone }: Hand,
): Promise<{ readonly items: number; readonly unanswered: Unanswered | null }> => {
  const begun = await database.transaction(async (tx) => {
    if (!(await stillHeld(tx, lease, holder))) return [];
    const intents = await nextInTurn(tx, lease.connection, now(), (operation) =>
      operations(manifest).get(operation)?.batchSize ?? 1, [...operations(manifest).keys()]);
    return begin(tx, lease, goingTogether(intents, alone), now(), random);
  });
  if (begun.length === 0) return { items: 0, unanswered: null };
  const performed = await session.perform(begun.map((one) => one.intent.action), now());
  if (performed.outcomes.length !== begun.length) {
    throw new Error(`${manifest.connector} gave ${String(performed.outcomes.length)} outcomes ` +
      `for ${String(begun.length)} items`);
  }
  await database.transaction((tx) => record(tx, begun, performed.outcomes, now()));
  for (const { intent } of begun) {
    if (performed.tryAlone === true) alone.add(intent.action.about);
    else alone.delete(intent.action.about);
  }
  return { items: begun.length, unanswered: performed.unanswered };
};

/** One bad item must not turn down its whole batch for ever: suspects go one by one. */
const goingTogether = (
  intents: readonly Intent[],
  alone: ReadonlySet<string>,
): readonly Intent[] => {
  const [first] = intents;
  if (first !== undefined && alone.has(first.action.about)) return [first];
  return intents.filter((one) => !alone.has(one.action.about));
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
  const begun = intents
    .filter((one) => taken.has(one.id))
    .map((intent): Begun => ({
      intent,
      attempt: {
        id: attemptId(`att_${random()}`), operation: intent.action.do, about: intent.action.about,
        content: intent.fingerprint, begunAt: now, outcome: null,
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
  const seen = items.flatMap(({ outcome }) => (outcome.is === 'done' ? outcome.seen : []));
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
  if (outcome.is !== 'done') return [answered];
  const seen = outcome.seen.flatMap((one) => asSighting(one, consignment, now) ?? []);
  const acknowledged: Sighting[] = outcome.acknowledged
    ? [{ kind: 'acknowledged', consignment, message: messageId(intent.action.about), at: now }]
    : [];
  return [answered, ...seen, ...acknowledged];
};

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
