/** The world of one golden day: what is known so far, what the clock says, how it is looked at. */
import { absorb } from '../src/core/facts/absorb.ts';
import { check, type Finding } from '../src/core/check/check.ts';
import { decide } from '../src/core/decide/decide.ts';
import type { Decision } from '../src/core/model/decision.ts';
import type {
  Circumstances, ConsignmentFacts, Contact, Dossier, OrderSighting, StockLevel,
} from '../src/core/model/dossier.ts';
import type { GoingLive } from '../src/core/model/going-live.ts';
import type { ConsignmentId } from '../src/core/model/ids.ts';
import { later, type Instant } from '../src/core/model/instant.ts';
import type { Sighting } from '../src/core/model/sighting.ts';
import type { Policy } from '../src/core/policy/policy.ts';
import { calm, emptyOrder, leicester, noon, policyWith } from './kit.ts';

/** The core under trial: the real one, or a mutant. */
export type Core = { readonly absorb: typeof absorb; readonly decide: typeof decide };

export const realCore: Core = { absorb, decide };

export type PolicyChanges = {
  readonly warehouse: Readonly<Record<string, unknown>>;
  readonly channel: Readonly<Record<string, unknown>>;
  readonly sections: Readonly<Record<string, unknown>>;
};

export type World = {
  readonly core: Core;
  readonly now: Instant;
  readonly dossier: Dossier;
  readonly changes: PolicyChanges;
  readonly policy: Policy;
  /** What bears on the connection, beside when it was looked at. */
  readonly contact: Partial<Contact>;
  /** When ShipStation was last looked at; null while it is looked at all the time. */
  readonly lookedAt: Instant | null;
  readonly stock: Readonly<Record<string, StockLevel>>;
  /** How far the warehouse has gone live by a plan; null while there is none. */
  readonly goingLive: GoingLive | null;
  readonly decision: Decision;
};

/** One sentence of a day: its shape, and what it does to the world. */
export type Sentence = {
  readonly says: RegExp;
  readonly means: (world: World, words: Words) => World;
};

/** The named groups of a sentence that were filled in. */
export type Words = Readonly<Record<string, string | undefined>>;

/** A sentence that cannot be played: the story, not the core, is at fault. */
export class StoryError extends Error {}

/** Sunday 22 November 2026, 00:00 in London: the day starts before the first shift does. */
export const midnight: Instant = later(noon, -13 * 3_600_000);

export const begin = (core: Core): World => {
  const changes = { warehouse: {}, channel: {}, sections: {} };
  const policy = policyWith(changes);
  const dossier = emptyOrder();
  return {
    core, now: midnight, dossier, changes, policy, contact: {}, lookedAt: null, stock: {},
    goingLive: null,
    decision: core.decide(dossier, policy, calm(midnight), midnight),
  };
};

export const circumstances = (world: World): Circumstances => {
  const { now, contact, lookedAt, stock, goingLive } = world;
  const seen = lookedAt === null ? {} : {
    ordersThrough: lookedAt, labelsThrough: lookedAt, labelsTwiceThrough: later(lookedAt, -60_000),
  };
  return { ...calm(now, { ...contact, ...seen }), stock: { [leicester]: stock },
    ...(goingLive === null ? {} : { goingLive: [goingLive] }) };
};

export const decideAnew = (world: World): World => ({
  ...world,
  decision: world.core.decide(world.dossier, world.policy, circumstances(world), world.now),
});

export const findingsIn = (world: World): readonly Finding[] =>
  check(world.dossier, world.decision, world.policy, circumstances(world), world.now);

export const see = (world: World, ...sightings: readonly Sighting[]): World => ({
  ...world, dossier: sightings.reduce((so, one) => world.core.absorb(so, one), world.dossier),
});

export const withPolicy = (world: World, part: Partial<PolicyChanges>): World => {
  const { warehouse, channel, sections } = world.changes;
  const changes = {
    warehouse: { ...warehouse, ...part.warehouse },
    channel: { ...channel, ...part.channel },
    sections: { ...sections, ...part.sections },
  };
  return { ...world, changes, policy: policyWith(changes) };
};

export const everyConsignment = ({ dossier }: World): readonly ConsignmentFacts[] =>
  Object.values(dossier.consignments);

/** A ShipStation order by the number that people see; the newest that bears it. */
export const orderNumbered = (
  world: World,
  number: string,
): { readonly consignment: ConsignmentId; readonly sighting: OrderSighting } => {
  const found = everyConsignment(world)
    .flatMap((facts) => Object.values(facts.orders)
      .map((sighting) => ({ consignment: facts.id, sighting })))
    .filter(({ sighting }) => sighting.order.number === number)
    .toSorted((one, other) => one.sighting.firstSeenAt - other.sighting.firstSeenAt)
    .at(-1);
  if (found === undefined) throw new StoryError(`ShipStation has never shown ${number}`);
  return found;
};

export const word = (words: Words, name: string): string => {
  const found = words[name];
  if (found === undefined) throw new StoryError(`the sentence lacks its ${name}`);
  return found;
};
