/**
 * The list by windows of a hundred rows: only those that are looked at are fetched. While a hand
 * is on the list, rows that were shown stay as they were; rows scrolled to come as they are now.
 */
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { OrderFilter, OrderPage, OrderRow, OrderSort } from '../api/client.ts';
import { countQuestion, ordersPerWindow, windowQuestion } from '../api/questions.ts';
import { useCalm, type Calm } from '../live/calm.ts';
import { usePolling } from '../live/provider.tsx';
import { countChanged } from './count-changed.ts';

type Windows = { readonly pages: readonly (readonly OrderRow[] | null)[] };

type Listed = {
  /** By the number of the window. */
  readonly windows: ReadonlyMap<number, readonly OrderRow[]>;
  /** Null while nobody has counted. */
  readonly total: number | null;
};

export type OrdersList = {
  readonly total: number | null;
  /** Undefined while the row's window is on its way. */
  readonly rowAt: (index: number) => OrderRow | undefined;
  readonly changes: number;
  readonly show: () => void;
  readonly area: Calm<Listed>['area'];
  readonly first: UseQueryResult<OrderPage>;
};

/** The windows that rows `from` to `to` lie in. */
export function windowsOf(from: number, to: number): readonly number[] {
  const first = Math.floor(from / ordersPerWindow);
  const last = Math.floor(to / ordersPerWindow);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

export function useOrders(
  filter: OrderFilter, sort: OrderSort | undefined, seen: readonly number[],
): OrdersList {
  const refetchInterval = usePolling();
  const first = useQuery({ ...windowQuestion(filter, sort, 0), refetchInterval });
  const counted = useQuery({ ...countQuestion(filter), refetchInterval }).data?.total;
  const combine = useCallback(
    (answers: UseQueryResult<OrderPage>[]): Windows =>
      ({ pages: answers.map(({ data }) => data?.items ?? null) }), [],
  );
  const { pages } = useQueries({
    queries: seen.map((window) => ({ ...windowQuestion(filter, sort, window), refetchInterval })),
    combine,
  });
  const begin = first.data?.items;
  const fresh = useMemo((): Listed => ({
    windows: new Map([
      ...(begin === undefined ? [] : [[0, begin] as const]),
      ...seen.flatMap((window, at) => {
        const page = pages[at] ?? null;
        return page === null ? [] : [[window, page] as const];
      }),
    ]),
    total: totalOf(counted, begin?.length),
  }), [begin, seen, pages, counted]);
  // The first count is no change: it must show although the hand is already on the list.
  const calm = useCalm(fresh, JSON.stringify([filter, sort, fresh.total === null]));
  const { shown } = calm;
  const rowAt = (index: number): OrderRow | undefined => {
    const window = Math.floor(index / ordersPerWindow);
    return (shown.windows.get(window) ?? fresh.windows.get(window))?.[index % ordersPerWindow];
  };
  return {
    total: shown.total, rowAt, show: calm.show, area: calm.area, first,
    changes: calm.isBehind ? changesBetween(shown, fresh) : 0,
  };
}

/** A first window that is not full is the whole list, and a better witness than any count. */
function totalOf(counted: number | undefined, begun: number | undefined): number | null {
  if (begun !== undefined && begun < ordersPerWindow) return begun;
  return counted === undefined || begun === undefined ? null : Math.max(counted, begun);
}

function changesBetween(shown: Listed, fresh: Listed): number {
  const both = [...fresh.windows.keys()].filter((window) => shown.windows.has(window));
  const rowsOf = ({ windows }: Listed) => both.flatMap((window) => windows.get(window) ?? []);
  return countChanged(rowsOf(shown), rowsOf(fresh));
}
