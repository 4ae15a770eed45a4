import { chance } from '../chance.ts';
import type { DayDeed } from '../day/day.ts';
import { machineLike } from '../desk/habits.ts';
import type { Crew } from '../desk/people/crew.ts';
import { newCrew } from '../desk/people/crew.ts';
import { makeDay } from '../day/make-day.ts';
import type { Shares } from '../day/troubles.ts';
import type { Moment } from '../machine.ts';
import { placedDay, places } from './places.ts';
import { plantFaults, shortPicked } from './plants.ts';

/**
 * The demo's days: about 2,000 orders on the first, half as many on each of the four that follow,
 * then the shops are closed. All is made from the number of the day, so that a restart, or
 * another machine, goes on with the very same work.
 */
export const daysOfDemo = 5;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A Tuesday in November: the time in England is UTC. */
const firstMidnight = Date.UTC(2026, 10, 24);

/** When the demo begins to live, and when a visitor comes in: what is before is its history. */
export const livesFrom: Moment = firstMidnight + 7 * hourMs;
export const opensAt: Moment = firstMidnight + 9 * hourMs;
/** After the last day the world stands still. */
export const endsAt: Moment = firstMidnight + daysOfDemo * dayMs;

/** When the work of a day is planned: before anybody has come in. */
export const planAt = (day: number): Moment => firstMidnight + day * dayMs + 5 * hourMs;

/**
 * Orders an hour from seven in the morning until ten at night; and how many of those that came
 * overnight the floor takes up in each of the first hours.
 */
const ordersByHour = [50, 70, 90, 110, 120, 130, 125, 120, 115, 100, 80, 70, 60, 40, 20];
const overnightByHour = [30, 40, 60, 90, 110, 110, 100, 90, 70];
const firstHour = 7;

/** Nearly all goes well: what is wrong stands out. */
const shares: Shares = {
  course: {
    shortThenFound: 0.004, cancelledBeforePick: 0.008, cancelledInPick: 0.004,
    addressChanged: 0.005, serviceChanged: 0.003,
  },
  shape: { twoConsignments: 0.03, manyUnits: 0.02 },
  telling: { repeated: 0.01, late: 0.01 },
};

/** This share of the orders came while the warehouse slept: they are told before it opens. */
const soldOvernight = (deeds: readonly DayDeed[], share: number): readonly DayDeed[] =>
  deeds.map((deed) => {
    if (deed.is !== 'shop.tells' || deed.order.status !== 'paid') return deed;
    const { orderNumber } = deed.order;
    if (chance(13, `demo/overnight/${orderNumber}`, 0) >= share) return deed;
    const midnight = deed.at - (deed.at % dayMs);
    const at = midnight + Math.floor(chance(17, `demo/placed/${orderNumber}`, 0) * 5 * hourMs);
    return { ...deed, at };
  });

/** The work of one day of the demo, from 0. */
export function demoDeeds(day: number): readonly DayDeed[] {
  const midnight = firstMidnight + day * dayMs;
  const volume = day === 0 ? 1 : 0.5;
  let firstNumber = 600_000 + day * 10_000;
  const troubled = new Set<string>();
  const deeds: DayDeed[] = [];
  for (const [index, orders] of ordersByHour.entries()) {
    for (const [at, place] of places.entries()) {
      const overnight = overnightByHour[index] ?? 0;
      const ordersPerHour = Math.round((orders + overnight) * place.share * volume);
      const block = makeDay({
        seed: 1_000 * (day + 1) + 10 * index + at,
        startsAt: midnight + (firstHour + index) * hourMs,
        lengthMs: hourMs, ordersPerHour, shares, firstNumber,
        waveEveryMs: 10 * 60_000, firstWave: index * 6,
      });
      firstNumber += ordersPerHour;
      for (const { orderNumber } of block.troubles) troubled.add(orderNumber);
      deeds.push(...soldOvernight(placedDay(block, place), overnight / (orders + overnight)));
    }
  }
  const inOrder = deeds.toSorted((a, b) => a.at - b.at);
  if (day !== 0) return inOrder;
  return [...plantFaults(inOrder, troubled, midnight), ...shortPicked(midnight)]
    .toSorted((a, b) => a.at - b.at);
}

/** Four people who make few mistakes and are quick; the demo's mistakes are planted. */
export const demoCrew = (): Crew =>
  newCrew({ habits: { ...machineLike, batch: 0.25, skipInList: 0.1 }, secondsAnOrder: [12, 30] });
