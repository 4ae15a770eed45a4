/**
 * Carries out what is wished on one connection: takes what is next in turn, commits it as begun,
 * calls once, and records one outcome per item. Any line may be the last one executed; an attempt
 * without an outcome is unknown, and deciding what to do about that is the core's.
 */
import type { ItemOutcome, Manifest, Seen, Session, Unanswered } from '../contract/connector.ts';
import type { StepManifest } from '../contract/experiment.ts';
import type { Shelve } from '../contract/shelf.ts';
import type { Action, MessageContent } from '../core/model/decision.ts';
import { addressOf } from '../core/decide/action-content.ts';
import type { Attempt, Operation, Outcome } from '../core/model/dossier.ts';
import { attemptId, consignmentId, keyOnShelf, messageId, orderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import { saveBegun, saveOutcomes } from '../store/attempts.ts';
import { saveBearers } from '../store/bearers.ts';
import type { Tx } from '../store/database.ts';
import { saveDocument } from '../store/documents.ts';
import { lockDossiers, wake } from '../store/dossiers.ts';
import { markItemsBegun, nameOfWish } from '../store/guard-plans.ts';
import { nextInTurn, takeIntents, type Intent } from '../store/intents.ts';
import { stillHeld, type Lease } from '../store/leases.ts';
import { readContents, saveAcknowledged } from '../store/messages.ts';
import { readPolicy } from '../store/policies.ts';
import { isShut } from './budget.ts';
import { closedWithin, type Closed } from './closed.ts';
import type { ConnectorTripped } from './contained.ts';
import { isGuarded } from './guard/words.ts';
import { asSighting, takeAll } from './hear.ts';
import { hearSeen } from './hear-seen.ts';
import type { UnderWay } from './keep-texts.ts';
import { inParts, withCare, type Care } from './part.ts';
import { allowedNow } from './pause.ts';
import { performAll, type PerformedAll } from './perform.ts';
import { setAside } from './set-aside.ts';
import { putOnShelf, takeOffShelf, type ToShelve } from './shelf/put.ts';
import { stillWished } from './still-wished.ts';
import type { Log, Surroundings } from './surroundings.ts';
import { together } from './trips.ts';

export type Hand = {
  readonly lease: Lease;
  readonly manifest: Manifest;
  readonly session: Session;
  /** What the connector can find out about an account, with consent; none where it is left out. */
  readonly steps?: readonly StepManifest[];
  readonly mode?: 'live' | 'shadow';
  /** Told of the tries whose calls go out; left out where nobody keeps what they say. */
  readonly underWay?: UnderWay;
};

type Begun = { readonly intent: Intent; readonly attempt: Attempt };

export type CarriedOut = {
  readonly items: number;
  readonly operation: Operation;
  /** What closed the door if something did. */
  readonly unanswered: Unanswered | null;
  /** Our connector tripped, and nothing went through. */
  readonly tripped: ConnectorTripped | null;
  /** The orders that it tripped over with nothing else beside them. */
  readonly over: readonly string[];
  /** Every one that did not go through is one of those. */
  readonly isOverAlone: boolean;
};

/**
 * Answers what was carried out; null when no call was made: the lease is another's, nothing is
 * wished any more, or no effect is allowed.
 */
export const carryOut = async (
  surroundings: Surroundings,
  hand: Hand,
  /** When of late no call could leave for want of budget. */
  closed: readonly Closed[] = [],
): Promise<CarriedOut | null> => {
  const { database, now, random, holder, log } = surroundings;
  const { lease, manifest } = hand;
  const begun = await withCare({ log }, `taking up wishes of ${lease.connection}`, (care) =>
    database.transaction(async (tx) => {
      if (!(await stillHeld(tx, lease, holder))) return [];
      const allowed = await allowedNow(tx, lease.connection, manifest, now());
      // A trial at a closed door takes one wish, not a hundred.
      const isTrial = await isShut(tx, lease.connection);
      const isAlone = (operation: string): boolean =>
        isTrial || allowed.trips.some(({ what }) => what === `do ${operation}`);
      const intents = together(await nextInTurn(tx, lease.connection, now(), (operation) =>
        isAlone(operation) ? 1 : operations(manifest).get(operation)?.batchSize ?? 1,
        allowed.operations), allowed.trips, now());
      const take = (some: readonly Intent[]) =>
        begin(tx, lease, some, { now: now(), random, closed });
      return care === 'usual' ? take(intents)
        : inParts(tx, intents, take, (intent, fault) => aside(tx, intent, fault, surroundings));
    }));
  const [first] = begun;
  if (first === undefined) return null;
  const performed = await performBegun(surroundings, hand, begun);
  const { outcomes, shelve = [], unanswered, tripped, over } = performed;
  await withCare({ log }, `answers of ${lease.connection}`, (care) =>
    database.transaction(async (tx) => {
      await record(tx, lease.connection, begun, { outcomes, shelve, now: now() }, { care, log });
      for (const { item, fault } of over) {
        const its = begun.find(({ intent }) => intent.action === item);
        if (its !== undefined) await aside(tx, its.intent, fault, surroundings);
      }
    }));
  const wentThrough = outcomes.filter((one) => one.is !== 'unknown').length;
  const isOverAlone = over.length > 0 && over.length + wentThrough === begun.length;
  // Where others went through, it was the fault of those that were set aside.
  const isOfSome = wentThrough > 0 && (tripped?.hasLeft === false || isOverAlone);
  return {
    items: begun.length, operation: first.intent.action.do, unanswered,
    tripped: isOfSome ? null : tripped, isOverAlone,
    over: over.flatMap(({ item }) =>
      begun.flatMap(({ intent }) => intent.action === item ? [intent.order] : [])),
  };
};

const performBegun = async (
  surroundings: Surroundings,
  hand: Hand,
  begun: readonly Begun[],
): Promise<PerformedAll> => {
  const { underWay } = hand;
  if (underWay !== undefined) underWay.attempts = begun.map((one) => one.attempt.id);
  try {
    return await performAll(surroundings, hand, begun.map((one) => one.intent.action));
  } finally {
    if (underWay !== undefined) underWay.attempts = [];
  }
};

/** Tripped over alone: its order is set aside, and its wishes with it. */
const aside = async (
  tx: Tx,
  { order }: Intent,
  fault: unknown,
  { now, log }: Pick<Surroundings, 'now' | 'log'>,
): Promise<readonly never[]> => {
  await setAside(tx, orderId(order), fault, { policy: await readPolicy(tx), now: now(), log });
  return [];
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
  { now, random, closed }: {
    readonly now: Instant; readonly random: () => string; readonly closed: readonly Closed[];
  },
): Promise<readonly Begun[]> => {
  const orders = [...new Set(intents.map((one) => one.order))];
  const dossiers = await lockDossiers(tx, orders.map(orderId));
  const wished = await stillWished(tx, intents, dossiers, now);
  const taken = await takeIntents(tx, wished.map((one) => one.id));
  const still = wished.filter((one) => taken.has(one.id));
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
    epoch: lease.epoch, dueAt: intent.waitsSince,
    budgetMilliseconds: closedWithin(closed, intent.waitsSince ?? now, now),
  })));
  await markItemsBegun(tx, begun.map(({ intent }) => intent.action).filter(isGuarded)
    .map(nameOfWish));
  await takeAll(tx, [...dossiers].map(([id, { dossier }]) => ({
    dossier,
    sightings: begun
      .filter((one) => one.intent.order === id)
      .map(({ intent, attempt }): Sighting => ({
        kind: 'begun', consignment: consignmentId(intent.consignment), attempt,
      })),
  })), now);
  await takeOffShelf(tx, lease.connection, begun.flatMap(({ intent }) => {
    const key = intent.action.do === 'withdraw-order' ? releaseKeyOf(intent.action) : null;
    return key === null ? [] : [{ order: intent.order, consignment: intent.consignment, key }];
  }), now);
  // The time-out of the call is decided on even when nobody comes back to record an answer.
  await wake(tx, [...dossiers.keys()], now);
  return begun;
};

/** One id, one content: what the mailbox holds is what is pushed, though words changed since. */
const asWritten = (action: Action, written: ReadonlyMap<string, MessageContent>): Action =>
  'message' in action
    ? { ...action, message: written.get(action.about) ?? action.message } : action;

const record = async (
  tx: Tx,
  connection: string,
  begun: readonly Begun[],
  { outcomes, shelve, now }: {
    readonly outcomes: readonly ItemOutcome[];
    readonly shelve: readonly Shelve[];
    readonly now: Instant;
  },
  { care, log }: { readonly care: Care; readonly log: Log },
): Promise<void> => {
  const items = begun.flatMap((one, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ ...one, outcome }];
  });
  const take = (some: readonly Answered[]) => recordItems(tx, connection, some, { shelve, now });
  // An answer that cannot be recorded is none: the attempt stays unknown, and is looked for.
  const shelved = care === 'usual' ? await take(items)
    : await inParts(tx, items, take, ({ intent }, fault) =>
      aside(tx, intent, fault, { now: () => now, log }));
  // A reply may show more than was asked: what bears on other orders goes to them.
  const seen = [
    ...items.flatMap(({ outcome }) => seenIn(outcome)),
    ...shelved.map((order) => ({ kind: 'shipstation-order', order }) as const),
  ];
  await hearSeen(tx, connection, seen, { seenAt: now, now, care });
  // An order that a store brought in bears no key of ours: the reply alone tells whose it is.
  await saveBearers(tx, connection, items.flatMap(({ intent, outcome }) =>
    seenIn(outcome).flatMap((one) => one.kind === 'shipstation-order'
      ? [{ order: one.order.id, consignment: consignmentId(intent.consignment) }] : [])));
};

type Answered = Begun & { readonly outcome: ItemOutcome };

/** What the answers say of their own orders; answers what was put on the shelf by them. */
const recordItems = async (
  tx: Tx,
  connection: string,
  items: readonly Answered[],
  { shelve, now }: { readonly shelve: readonly Shelve[]; readonly now: Instant },
) => {
  const orders = [...new Set(items.map((one) => one.intent.order))];
  const dossiers = await lockDossiers(tx, orders.map(orderId));
  await takeAll(tx, [...dossiers].map(([id, { dossier }]) => ({
    dossier,
    sightings: items.filter((one) => one.intent.order === id)
      .flatMap((one) => sightingsOf(one, now)),
  })), now);
  await saveOutcomes(tx, items.map(({ attempt, outcome }) =>
    ({ attempt: attempt.id, outcome: outcomeOf(outcome, now) })));
  for (const { outcome, intent } of items) {
    if (outcome.is !== 'done') continue;
    for (const one of outcome.documents ?? []) await saveDocument(tx, intent.order, one, now);
    if (outcome.acknowledged) await saveAcknowledged(tx, intent.action.about, now);
  }
  await wake(tx, [...dossiers.keys()], now);
  return putOnShelf(tx, connection, toShelve(items, shelve), now);
};

/** Each under the order and consignment whose wish it was. */
const toShelve = (
  items: readonly Begun[],
  shelve: readonly Shelve[],
): readonly ToShelve[] => shelve.flatMap((one) => {
  const item = items.find(({ intent: { action } }) => releaseKeyOf(action) === one.key);
  return item === undefined ? [] : [{
    order: item.intent.order, consignment: item.intent.consignment, shelve: one,
  }];
});

const releaseKeyOf = (action: Action): string | null => {
  if ('release' in action) return action.release.key;
  if ('shelf' in action && action.shelf !== undefined) return action.shelf;
  return 'order' in action ? keyOnShelf(action.order) : null;
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
