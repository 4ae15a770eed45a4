/**
 * The core made wrong on purpose, one mistake at a time. Each mutant wraps a rule, the absorbing
 * of sightings or the whole decision; each is caught by the day named beside it.
 */
import { decide, procedure } from '../src/core/decide/decide.ts';
import type { Case } from '../src/core/decide/case.ts';
import type { Draft, Rule } from '../src/core/decide/draft.ts';
import type { StandingOrder } from '../src/core/facts/releases.ts';
import { unitsOf } from '../src/core/facts/units.ts';
import type { Action } from '../src/core/model/decision.ts';
import type { Attempt, ConsignmentFacts, Contact, Dossier } from '../src/core/model/dossier.ts';
import { readKey, releaseKey } from '../src/core/model/ids.ts';
import { later, type Instant } from '../src/core/model/instant.ts';
import { realCore, type Core } from './world.ts';

export type Mutant = {
  readonly mistake: string;
  /** The day at the bench that goes otherwise. */
  readonly caughtBy: string;
  readonly core: Core;
};

/** One rule of the procedure replaced by a wrong one that may still call the right one. */
const wrongRule = (name: string, wrong: (right: Rule) => Rule): Core => {
  if (procedure[name] === undefined) throw new Error(`the procedure has no rule ${name}`);
  const rules = Object.entries(procedure).map(([one, rule]) => (one === name ? wrong(rule) : rule));
  return {
    ...realCore,
    decide: (dossier, policy, circumstances, now) =>
      decide(dossier, policy, circumstances, now, rules),
  };
};

/** The decision made on facts that were tampered with. */
const wrongFacts = (change: (facts: ConsignmentFacts) => ConsignmentFacts): Core => ({
  ...realCore,
  decide: (dossier, policy, circumstances, now) =>
    decide(eachConsignment(dossier, change), policy, circumstances, now),
});

/** The decision made on another picture of how fresh our knowledge is. */
const wrongContact = (change: (contact: Contact, now: Instant) => Contact): Core => ({
  ...realCore,
  decide: (dossier, policy, { contacts, stock }, now) => decide(dossier, policy, {
    stock,
    contacts: Object.fromEntries(Object.entries(contacts)
      .map(([name, one]) => [name, change(one, now)])),
  }, now),
});

const eachConsignment = (
  dossier: Dossier,
  change: (facts: ConsignmentFacts) => ConsignmentFacts,
): Dossier => ({
  ...dossier,
  consignments: Object.fromEntries(Object.entries(dossier.consignments)
    .map(([id, facts]) => [id, change(facts)])),
});

const attemptsThat = (keep: (attempt: Attempt) => boolean) =>
  (facts: ConsignmentFacts): ConsignmentFacts => ({
    ...facts,
    attempts: Object.fromEntries(Object.entries(facts.attempts).filter(([, one]) => keep(one))),
  });

const eachAction = (draft: Draft, change: (action: Action) => Action): Draft =>
  ({ ...draft, actions: draft.actions.map(change) });

const orderedUnits = ({ snapshot }: Case) =>
  unitsOf(snapshot.lines.map(({ line, ordered }) => ({ line, quantity: ordered })));

/** The order as if nobody had combined it: only the lines of its first line's consignment. */
const notCombined = (standing: StandingOrder): StandingOrder => {
  const { order } = standing;
  const ownerOf = (key: string | null): string | null =>
    key === null ? null : (readKey(key)?.consignment ?? null);
  const owner = ownerOf(order.lines[0]?.key ?? null);
  return { ...standing, order: {
    ...order, combines: [], lines: order.lines.filter(({ key }) => ownerOf(key) === owner),
  } };
};

/** Revisions are compared, but the mutant's comparison is wrong. */
const wrongRevision = (isForgiven: (given: number, known: number) => boolean): Core => ({
  ...realCore,
  absorb: (dossier, sighting) => {
    if (sighting.kind !== 'warehouse-says') return realCore.absorb(dossier, sighting);
    const known = dossier.consignments[sighting.consignment]?.says?.snapshot.revision ?? 0;
    const { snapshot } = sighting;
    return realCore.absorb(dossier, isForgiven(snapshot.revision, known)
      ? { ...sighting, snapshot: { ...snapshot, revision: known + 1 } } : sighting);
  },
});

export const mutants: readonly Mutant[] = [
  {
    mistake: 'the gate takes picked goods for packed ones',
    caughtBy: 'gate',
    core: wrongRule('gate', (right) => (at, draft) => right({
      ...at, warehouse: at.warehouse === null ? null
        : { ...at.warehouse, gate: at.warehouse.gate === 'packed' ? 'picked' : at.warehouse.gate },
    }, draft)),
  },
  {
    mistake: 'the gate is skipped where stock is allocated',
    caughtBy: 'gate.allocated',
    core: wrongRule('gate', (right) => (at, draft) => {
      const so = right(at, draft);
      return at.warehouse?.gate === 'allocated'
        ? { ...so, mayRelease: orderedUnits(at), mayStay: orderedUnits(at), obligations: {
            ...so.obligations, confirm: { is: 'met', at: at.now, because: {
              is: 'confirmed', gate: 'allocated', units: 0,
            } } } }
        : so;
    }),
  },
  {
    mistake: 'ship-short releases what was ordered, not what was confirmed',
    caughtBy: 'short-pick.ship-short',
    core: wrongRule('shortPick', (right) => (at, draft) => {
      const so = right(at, draft);
      return so.mayRelease.size === 0 ? so : { ...so, mayRelease: orderedUnits(at) };
    }),
  },
  {
    mistake: 'what left by other means stays in ShipStation, to be labelled again',
    caughtBy: 'sent-otherwise',
    core: wrongRule('sentOtherwise', (right) => (at, draft) =>
      ({ ...right(at, draft), mayStay: draft.mayStay })),
  },
  {
    mistake: 'a begun call without an answer is forgotten',
    caughtBy: 'release',
    core: wrongFacts(attemptsThat((one) => one.outcome !== null)),
  },
  {
    mistake: 'a refusal is retried blindly',
    caughtBy: 'release.refused',
    core: wrongFacts(attemptsThat((one) => one.outcome?.is !== 'refused')),
  },
  {
    mistake: 'an unanswered call is repeated without a look',
    caughtBy: 'release',
    core: {
      ...realCore,
      decide: (dossier, policy, { contacts, stock }, now) => decide(dossier, policy, {
        stock,
        contacts: Object.fromEntries(Object.entries(contacts)
          .map(([name, one]) => [name, { ...one, ordersThrough: later(now, 3_600_000) }])),
      }, now),
    },
  },
  {
    mistake: 'a purchase without an answer is repeated after one look',
    caughtBy: 'buy-label.unanswered',
    core: wrongContact((one) => ({ ...one, labelsTwiceThrough: one.labelsThrough })),
  },
  {
    mistake: 'a purchase without an answer is repeated for as long as there is none',
    caughtBy: 'buy-label.unanswered',
    core: wrongFacts((facts) => attemptsThat((one) => one.operation !== 'buy-label' ||
      one.begunAt === Math.max(...Object.values(facts.attempts).map(({ begunAt }) => begunAt)),
    )(facts)),
  },
  {
    mistake: 'a begun purchase without an answer is forgotten',
    caughtBy: 'buy-label.bought-unanswered',
    core: wrongFacts(attemptsThat((one) =>
      one.operation !== 'buy-label' || one.outcome !== null)),
  },
  {
    mistake: 'a voided label is bought again by itself',
    caughtBy: 'buy-label.voided',
    core: wrongFacts(attemptsThat((one) =>
      one.operation !== 'buy-label' || one.outcome?.is !== 'done')),
  },
  {
    mistake: 'a label is bought for what stands there on hold',
    caughtBy: 'buy-label.on-hold',
    core: wrongRule('buyLabel', (right) => (at, draft) => right({
      ...at, open: at.open.map((one) =>
        ({ ...one, order: { ...one.order, status: { is: 'awaiting' } } })),
    }, draft)),
  },
  {
    mistake: 'a label is bought on an old look',
    caughtBy: 'buy-label.stale',
    core: wrongContact((one, now) => ({ ...one, labelsThrough: now, ordersThrough: now })),
  },
  {
    mistake: 'an older revision is accepted',
    caughtBy: 'older-series.late-copies',
    core: wrongRevision((given, known) => given < known),
  },
  {
    mistake: 'another content under the same revision is accepted',
    caughtBy: 'contradiction.same-revision',
    core: wrongRevision((given, known) => given === known),
  },
  {
    mistake: 'a label before the gate is seen only when it hangs on an order',
    caughtBy: 'label-before-gate.by-hand',
    core: wrongRule('labelBeforeGate', (right) => (at, draft) => right({
      ...at, labels: at.labels.filter(({ label }) => label.order !== null),
    }, draft)),
  },
  {
    mistake: 'a voided label still counts',
    caughtBy: 'cancellation.after-the-label',
    core: wrongFacts((facts) => ({
      ...facts,
      labels: Object.fromEntries(Object.entries(facts.labels).map(([id, one]) =>
        [id, { ...one, label: { ...one.label, voidedAt: null } }])),
    })),
  },
  {
    mistake: 'a label for goods coming back counts as one going out',
    caughtBy: 'label.return',
    core: wrongFacts((facts) => ({
      ...facts,
      labels: Object.fromEntries(Object.entries(facts.labels).map(([id, one]) =>
        [id, { ...one, label: { ...one.label, isReturn: false } }])),
    })),
  },
  {
    mistake: 'the key of a withdrawn release is used again',
    caughtBy: 'withdraw',
    core: wrongRule('release', (right) => (at, draft) => eachAction(right(at, draft), (one) =>
      one.do !== 'create-order' ? one : {
        ...one, about: releaseKey(at.facts.id, 1),
        release: { ...one.release, key: releaseKey(at.facts.id, 1) },
      })),
  },
  {
    mistake: 'a message counts as told once it is sent',
    caughtBy: 'tell-warehouse',
    core: wrongFacts((facts) => ({
      ...facts,
      messages: Object.fromEntries(Object.entries(facts.messages).map(([id, one]) =>
        [id, { ...one, acknowledgedAt: one.acknowledgedAt ?? one.writtenAt }])),
    })),
  },
  {
    mistake: 'an order combined with another is amended',
    caughtBy: 'amend.combined',
    core: wrongRule('amend', (right) => (at, draft) =>
      right({ ...at, open: at.open.map(notCombined) }, draft)),
  },
  {
    mistake: 'an order combined with another is withdrawn',
    caughtBy: 'withdraw.combined',
    core: wrongRule('withdraw', (right) => (at, draft) =>
      right({ ...at, open: at.open.map(notCombined) }, draft)),
  },
  {
    mistake: 'a hold that the desk set is lifted',
    caughtBy: 'watched-store.held-by-the-desk',
    core: wrongRule('watchedStore', (right) => (at, draft) => {
      const so = right(at, draft);
      const [held] = at.open;
      if (held?.order.status.is !== 'on-hold' || draft.mayRelease.size === 0) return so;
      if (at.warehouse === null) return so;
      return { ...so, actions: [...so.actions, {
        do: 'unpark-order', about: held.order.id, connection: at.warehouse.shipstation,
        order: held.order.id,
        urgency: { due: at.now, cutOff: null, wave: null, sequence: null },
      }] };
    }),
  },
  {
    mistake: 'a ruling is taken for one about any facts',
    caughtBy: 'short-pick.ruling-lapses',
    core: wrongFacts((facts) => ({
      ...facts, rulings: facts.rulings.map((one) => ({ ...one, about: null })),
    })),
  },
  {
    mistake: 'a label counts as having left the building',
    caughtBy: 'leave',
    core: wrongRule('leave', (right) => (at, draft) => {
      const so = right(at, draft);
      return at.labels.length === 0 ? so : { ...so, obligations: {
        ...so.obligations, leave: { is: 'met', at: at.now, because: { is: 'left', at: at.now } },
      } };
    }),
  },
  {
    mistake: 'a pause of one kind of effect stops nothing',
    caughtBy: 'safeguards',
    core: wrongRule('safeguards', (right) => (at, draft) =>
      right({ ...at, contacts: {} }, draft)),
  },
];
