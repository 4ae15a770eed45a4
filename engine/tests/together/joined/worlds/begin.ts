/** The beginning of a drawn world: its policy, its people, its day and its weather. */
import { readFileSync } from 'node:fs';
import { chanceBelow } from '../../../../../simulator/src/chance.ts';
import { people } from '../../../../../simulator/src/desk/habits.ts';
import { newCrew, usualPackers } from '../../../../../simulator/src/desk/people/crew.ts';
import type { Day } from '../../../../../simulator/src/day/day.ts';
import { makeDay } from '../../../../../simulator/src/day/make-day.ts';
import { calm, rough } from '../../../../../simulator/src/day/troubles.ts';
import {
  customStoreShape, setUpCustomStore,
} from '../../../../../simulator/src/shipstation/custom-store/store.ts';
import {
  noFaults, stormOf, type Faults,
} from '../../../../../simulator/src/shipstation/faults/all.ts';
import { drawnSwitches } from '../../../../../simulator/src/shipstation/switches/all.ts';
import { withDay, type World, type WorldOptions } from '../../../../../simulator/src/world.ts';
import { pretendedPolicy } from '../run.ts';
import type { DrawnPolicy, WorldPlan } from './plan.ts';

const example =
  readFileSync(new URL('../../../../../examples/demo-policy.yaml', import.meta.url), 'utf8');

const username = 'gatepass';
const password = 'a-password-of-the-run';

/** How often ShipStation comes for orders by itself, in milliseconds; an hour is usual there. */
export const fetchedEvery = 120_000;

/** Somebody sets the Custom Store up in ShipStation, where orders are to be fetched from us. */
export const withStore = (world: World, now: number): World => ({
  ...world,
  shipstation: setUpCustomStore(world.shipstation, customStoreShape.parse({
    url: 'http://gatepass/custom-store/shipstation-uk', username, password,
    autoEveryMs: fetchedEvery,
  }), now),
});

export const policyOf = (drawn: DrawnPolicy, mode: 'live' | 'shadow'): unknown =>
  pretendedPolicy(example
    .replace('gate: packed', `gate: ${drawn.gate}`)
    .replace('labels: desk', `labels: ${drawn.labels}`)
    .replace('toldBy: gatepass', `toldBy: ${drawn.toldBy}`)
    .replace('enters: gatepass', `enters: ${drawn.enters}`)
    .replace('apiSecret: demo-secret }', drawn.enters === 'custom-store'
      ? `apiSecret: demo-secret }, customStore: ${JSON.stringify({
        username, password, carriers: 'DPD UK = dpd, Royal Mail = royal_mail, Evri = evri',
      })}` : 'apiSecret: demo-secret }')
    .replace('shortPick: hold', `shortPick: ${drawn.shortPick}`)
    .replace('toldWhen: label', `toldWhen: ${drawn.toldWhen}`)
    .replace('mode: live', `mode: ${mode}`));

export const worldOf = (plan: WorldPlan): Partial<WorldOptions> => ({
  // Where Gatepass buys the labels, of itself or for a bench, the desk has nothing to do.
  isDeskOn: plan.policy.labels === 'desk',
  crew: plan.habits === null ? null : crewOf(plan.habits),
  areCarriersOn: plan.areVansOn,
  switches: plan.areSwitchesDrawn ? drawnSwitches(plan.seed) : {},
});

/** Somebody is there at any hour, on a change night too. */
const crewOf = (often: number) => newCrew({
  habits: {
    ...people,
    ...Object.fromEntries(Object.entries(people).map(([name, share]) =>
      [name, Math.min(0.5, share * often)])),
  },
  packers: usualPackers.map((one, index) =>
    index === 0 ? { ...one, from: '00:00', to: '23:59', breaks: [] } : one),
});

const dayOf = (plan: WorldPlan): Day => makeDay({
  seed: plan.seed, startsAt: plan.from, lengthMs: plan.salesMilliseconds,
  ordersPerHour: plan.orders * 3_600_000 / plan.salesMilliseconds,
  shares: plan.areTroublesOn ? rough : calm,
});

export const withSales = (plan: WorldPlan, world: World): World => withDay(world, dayOf(plan));

const withFaults = (faults: Partial<Faults>, world: World): World => ({
  ...world,
  shipstation: {
    ...world.shipstation, faults: { ...world.shipstation.faults, ...faults },
  },
});

/** The storm of the plan, which strikes some of the day's orders by their numbers as well. */
export const withStorm = (plan: WorldPlan, world: World): World => {
  const numbers = [...new Set(dayOf(plan).deeds.flatMap((deed) =>
    deed.is === 'shop.tells' ? [deed.order.orderNumber] : []))];
  const drawn = (name: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => numbers[
      chanceBelow(plan.seed, `world/${name}`, index, numbers.length)]).filter((one) =>
      one !== undefined);
  return withFaults({
    ...stormOf(plan.storm, plan.seed, []),
    poisonOrders: drawn('poisoned', plan.poisonous),
    refuseOrders: drawn('turned down', plan.refused),
  }, world);
};

export const withCalm = (world: World): World => withFaults(noFaults, world);
