import type { Action } from '../core/model/decision.ts';
import { operations } from '../core/model/dossier.ts';
import { labelFloor } from './window.ts';

/**
 * Who goes first on a connection's budget. What takes goods out of harm's way comes before what
 * moves them on; a bench may wait for a label that is bought, while the parcel lies there; looking
 * for labels comes before releasing, because write-back lives on it.
 */
export const lanes = {
  outOfHarm: 0, overdueFeed: 1, labelOnDemand: 2, labelFeed: 3, release: 4, voidFeed: 5,
  ordersFeed: 6, sweep: 7,
} as const;

export const laneOf = (operation: Action['do']): number => {
  switch (operation) {
    case 'void-label':
    case 'withdraw-order':
    case 'park-order':
      return lanes.outOfHarm;
    case 'buy-label':
      return lanes.labelOnDemand;
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

/** What a bench waits for goes before what nobody waits for. */
export const laneOfWish = ({ do: operation, urgency }: Action): number =>
  urgency.isAwaited === true
    ? Math.min(lanes.labelOnDemand, laneOf(operation)) : laneOf(operation);

/** Whether an operation takes goods out of harm's way, by its name in a manifest. */
export const isOutOfHarm = (operation: string): boolean =>
  operations.some((one) => one === operation && laneOf(one) === lanes.outOfHarm);

/** The feed that write-back lives on. */
export const labelFeed = 'labels';

/** No other feed goes without a look for longer, however much there is to release. */
const feedFloor = 120_000;

/** A feed that was not looked at for so long goes before any release; else it has its place. */
export const laneOfFeed = (feed: string, unlookedMilliseconds: number): number => {
  if (unlookedMilliseconds >= (feed === labelFeed ? labelFloor : feedFloor)) {
    return lanes.overdueFeed;
  }
  switch (feed) {
    case labelFeed:
      return lanes.labelFeed;
    case 'voids':
    case 'marks':
      return lanes.voidFeed;
    default:
      return lanes.ordersFeed;
  }
};

/** So many looks in a row, and a wish that waits goes next: slow pages must not hold up packing. */
const looksInARowAtMost = 3;

export type DueLook = {
  readonly lane: number;
  readonly dueAt: number;
  /** Null for what is done now and then: the look after hooks, the sweep. */
  readonly feed: string | null;
};

/**
 * Whose turn it is: by lane; of two overdue feeds the one that was due first. What takes goods out
 * of harm's way is never passed over.
 */
export const nextTurn = <Look extends DueLook>(
  wish: { readonly lane: number } | null,
  due: readonly Look[],
  looksInARow: number,
): { readonly is: 'carry-out' } | { readonly is: 'look'; readonly look: Look } | null => {
  const [look] = due.toSorted((a, b) => a.lane - b.lane || a.dueAt - b.dueAt);
  if (look === undefined) return wish === null ? null : { is: 'carry-out' };
  const isPassedOver = wish !== null && looksInARow >= looksInARowAtMost;
  return wish !== null && (wish.lane <= look.lane || isPassedOver)
    ? { is: 'carry-out' } : { is: 'look', look };
};

/**
 * Which looks go by one that is next and waits for room. A look at labels whose time is up has
 * calls of its own, whoever waits for more of them; and what is done now and then, in more calls
 * than are free for long, keeps no feed from its floor.
 */
export const passing = <Look extends DueLook>(
  next: { readonly is: 'carry-out' } | { readonly is: 'look'; readonly look: Look },
  due: readonly Look[],
): readonly Look[] => {
  const isErrand = next.is === 'look' && next.look.feed === null;
  return due.filter(({ lane, feed }) => lane === lanes.overdueFeed &&
    feed !== null && (isErrand || feed === labelFeed))
    .toSorted((a, b) => a.dueAt - b.dueAt);
};
