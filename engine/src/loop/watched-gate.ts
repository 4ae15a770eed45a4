/**
 * Where a store imports by itself, its orders stand in ShipStation before anything is packed. They
 * can be put on hold afterwards, one by one: the gate is watched there, not enforced.
 */
import type { Manifest } from '../contract/connector.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Budget } from './budget.ts';

const hour = 3_600_000;

/** What to say of it on the ShipStation connection; null where no store imports into it. */
export const watchedGateSentence = (
  policy: Policy,
  connection: string,
  manifest: Manifest,
  budget: Budget | null,
): string | null => {
  const isUsed = Object.values(policy.warehouses).some((one) => one.shipstation === connection);
  const importing = Object.entries(policy.channels)
    .filter(([, one]) => one.enters === 'channel').map(([name]) => name);
  if (!isUsed || importing.length === 0) return null;
  const parked = parkedAnHour(manifest, budget);
  const bound = parked === null ? ''
    : ` With the calls that it allows, at most ${parked.toLocaleString('en-GB')} orders an hour ` +
      'can be put on hold before they are packed; more than that stand open to be labelled.';
  return `For ${importing.join(' and ')} the gate is watched, not enforced: the store brings its ` +
    `orders in by itself.${bound} End that import, and let Gatepass bring them in ` +
    '(enters: gatepass).';
};

/** All calls of an hour but those of the feeds, at the cost of one hold; null without a limit. */
export const parkedAnHour = (
  { feeds, operations }: Manifest,
  budget: Budget | null,
): number | null => {
  const hold = operations['park-order'];
  if (hold === undefined || budget === null || budget.windowMilliseconds === 0) return null;
  const calls = (budget.limit * hour) / budget.windowMilliseconds;
  const looks = feeds.reduce(
    (sum, one) => sum + (one.costInCalls * hour) / one.everyMilliseconds, 0);
  return Math.max(0, Math.floor(((calls - looks) / hold.costInCalls) * hold.batchSize));
};
