/**
 * Places in a list of orders, oldest first. An order's time of creation never changes, so that
 * orders which change or leave the list while it is read make no other slip past. It may be the
 * same for many: those seen at the place itself are named, and left out of the next page.
 */
import type { LookRequest } from '../../../contract/connector.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { ordersPerPage } from '../questions.ts';
import { basketStates, endStates } from './order.ts';

export type Place = {
  /** Orders created before were seen; null: none yet. */
  readonly at: number | null;
  /** And these, of those created then or later. */
  readonly seen: readonly string[];
};

const token = /^after:(\d{1,15}):([\w,-]*)$/;

/** Null for no token of ours. */
export const readPlace = (page: string | null): Place | null => {
  if (page === null) return { at: null, seen: [] };
  const parts = token.exec(page);
  if (parts === null) return null;
  return { at: Number(parts[1]), seen: (parts[2] ?? '').split(',').filter((one) => one !== '') };
};

export const renderPlace = ({ at, seen }: { readonly at: number; readonly seen: Place['seen'] }) =>
  `after:${String(at)}:${seen.join(',')}`;

/** Databases keep finer times than are shown. */
const fineness = 1;

/** The place after a full page that ends with orders created at `at`. */
export const placeAfter = (
  before: Place,
  rows: readonly { readonly id: string; readonly createdAt: Instant }[],
  at: Instant,
): string => {
  const here = rows.filter(({ createdAt }) => createdAt >= at - fineness).map(({ id }) => id);
  const still = before.at !== null && before.at >= at - fineness ? before.seen : [];
  return renderPlace({ at, seen: [...still, ...here] });
};

/** A second more on both sides: some databases keep whole seconds, and compare them as text. */
const margin = 1_000;

const timeOf = (at: number): string => new Date(at).toISOString();

/** An order that counts as sent may still be changed, so long after it was sold. */
const daysAfterSale = 10;

const whichOf = ({ feed, from, to }: Window) => {
  const window = { after: timeOf(from - margin), before: timeOf(to + margin) };
  switch (feed) {
    case 'open-orders':
      // Not by the states that are open: servers have states of their own.
      return {
        orderPlacedAt: { isNull: false }, state: { notIn: [...basketStates, ...endStates] },
      };
    case 'sent-orders':
      return {
        orderPlacedAt: { after: timeOf(to - daysAfterSale * 86_400_000) },
        state: { in: endStates.filter((state) => state !== 'Cancelled') },
      };
    default:
      // The time of change stands still when an order is sold.
      return {
        state: { notIn: [...basketStates] },
        _or: [{ updatedAt: window }, { orderPlacedAt: window }],
      };
  }
};

type Window = Pick<LookRequest, 'feed' | 'from' | 'to'>;

/** What one page of a feed is asked by. */
export const optionsOf = (request: Window, { at, seen }: Place) => ({
  take: ordersPerPage,
  sort: { createdAt: 'ASC', id: 'ASC' },
  filter: {
    ...whichOf(request),
    ...(at === null ? {} : { createdAt: { after: timeOf(at - fineness) } }),
    ...(seen.length === 0 ? {} : { id: { notIn: seen } }),
  },
});
