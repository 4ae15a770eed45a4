/** The order in which causes stand, and the headings that they stand under. */
import type { Cause } from '../api/causes.ts';
import type { CauseGrouping, CauseSort } from './arrange-names.ts';

export type CauseGroup = {
  /** What its causes have in common; null: they have no such thing. */
  readonly key: string | null;
  readonly causes: readonly Cause[];
  readonly orders: number;
  /**
   * Whether `orders` is their number. Where several causes may hold the same order it is the most
   * that there can be, for no cause tells which orders it shares with another.
   */
  readonly isExact: boolean;
};

/**
 * Causes in the order asked for; the gravest first as the engine lists them, and under headings
 * gravest first, then oldest. What is alike stays as it stood.
 */
export function sortedCauses(
  causes: readonly Cause[], sort: CauseSort, grouping: CauseGrouping | undefined,
): readonly Cause[] {
  switch (sort) {
    case 'severity':
      return grouping === undefined ? causes : causes.toSorted(gravestThenOldest);
    case 'orders':
      return causes.toSorted((one, other) =>
        other.orders - one.orders || gravestThenOldest(one, other));
    case 'oldest':
      return causes.toSorted((one, other) =>
        sinceOf(one) - sinceOf(other) || one.severity - other.severity);
    default:
      return sort satisfies never;
  }
}

/** Groups stand in the order of their first cause. */
export const groupedCauses = (
  causes: readonly Cause[], grouping: CauseGrouping,
): readonly CauseGroup[] =>
  [...Map.groupBy(causes, (cause) => keyOf(cause, grouping))].map(([key, found]) => ({
    key, causes: found, orders: found.reduce((sum, { orders }) => sum + orders, 0),
    isExact: found.filter(({ orders }) => orders > 0).length < 2,
  }));

function keyOf(cause: Cause, grouping: CauseGrouping): string | null {
  switch (grouping) {
    case 'severity':
      return String(cause.severity);
    case 'kind':
      return cause.code;
    case 'owner':
      return cause.assignedTo ?? cause.owner;
    case 'connection':
      return cause.connection;
    default:
      return grouping satisfies never;
  }
}

/** Closed ones hold nothing any more: they come last, as they stood. */
const sinceOf = ({ since }: Cause): number =>
  since === null ? Number.MAX_SAFE_INTEGER : Date.parse(since);

const gravestThenOldest = (one: Cause, other: Cause): number =>
  one.severity - other.severity || sinceOf(one) - sinceOf(other);
