import type { Action } from '../core/model/decision.ts';

/**
 * Who goes first on a connection's budget. What takes goods out of harm's way comes before what
 * moves them on; looking for labels comes before releasing, because write-back lives on it.
 */
export const lanes = {
  outOfHarm: 0, overdueFeed: 1, labelFeed: 2, release: 3, voidFeed: 4, ordersFeed: 5,
} as const;

export const laneOf = (operation: Action['do']): number => {
  switch (operation) {
    case 'void-label':
    case 'withdraw-order':
    case 'park-order':
      return lanes.outOfHarm;
    case 'create-order':
    case 'amend-order':
    case 'unpark-order':
    case 'mark-as-shipped':
      return lanes.release;
    case 'tell-warehouse':
    case 'tell-channel':
      // Other systems' budgets: nothing else competes for them.
      return lanes.release;
    default:
      return operation satisfies never;
  }
};

export const laneOfFeed = (feed: string, overdueByMilliseconds: number): number => {
  // No feed goes without a look for more than two minutes, however much there is to release.
  if (overdueByMilliseconds > 120_000) return lanes.overdueFeed;
  switch (feed) {
    case 'labels':
      return lanes.labelFeed;
    case 'voids':
      return lanes.voidFeed;
    default:
      return lanes.ordersFeed;
  }
};
