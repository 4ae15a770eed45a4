import type { DayDeed } from '../day/day.ts';
import type { DayPlan } from '../day/plan.ts';
import { withDeeds } from '../day/plan.ts';
import type { World } from '../world.ts';
import { demoDeeds } from './demo-day.ts';

/** Most deeds of the demo's days are made again from the day's number and need not be kept. */
export const withoutMade = (world: World): World =>
  world.demoDays === null ? world : { ...world, day: withoutMadeDeeds(world.day) };

export function withMade(world: World): World {
  if (world.demoDays === null) return world;
  const { doneUntil } = world.day;
  const days = Array.from({ length: world.demoDays }, (_, day) => demoDeeds(day));
  const made = days.flat().filter((deed) => isMade(deed) && deed.at > doneUntil);
  return { ...world, day: withDeeds(world.day, made) };
}

const withoutMadeDeeds = (plan: DayPlan): DayPlan => ({
  ...plan, deeds: plan.deeds.slice(plan.next).filter((deed) => !isMade(deed)), next: 0,
});

/** The others may have been put off meanwhile, and are kept as they stand. */
const isMade = ({ is }: DayDeed): boolean => is === 'shop.tells' || is === 'floor.does';
