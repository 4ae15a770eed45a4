/** What the pages ask, under which name the answers are kept, and which change makes them old. */
import {
  infiniteQueryOptions, QueryCache, QueryClient, queryOptions,
} from '@tanstack/react-query';
import {
  isThisTheDemo, lookAtOrder, lookAtTimeline, lookForOrders, statusOf, whoAmI,
  type OrderFilter,
} from './client.ts';

export const ordersPerPage = 50;
const entriesPerPage = 200;
const triesAfterTrouble = 2;

/** A list starts without a cursor; its pages go on with the one they were given. */
const start = (): string | null => null;

export const ordersQuestion = (filter: OrderFilter) => infiniteQueryOptions({
  queryKey: ['orders', filter],
  queryFn: ({ pageParam }) => lookForOrders(filter, pageParam, ordersPerPage),
  initialPageParam: start(),
  getNextPageParam: (page) => page.next,
});

export const orderQuestion = (id: string) =>
  queryOptions({ queryKey: ['order', id], queryFn: () => lookAtOrder(id) });

export const timelineQuestion = (id: string) => infiniteQueryOptions({
  queryKey: ['timeline', id],
  queryFn: ({ pageParam }) => lookAtTimeline(id, pageParam, entriesPerPage),
  initialPageParam: start(),
  getNextPageParam: (page) => page.next,
});

/** Up to two hits are enough to tell "exactly this one" from "several". */
export const numberQuestion = (orderNumber: string) => queryOptions({
  queryKey: ['number', orderNumber],
  queryFn: () => lookForOrders({ orderNumber }, null, 2),
  staleTime: 0,
});

export const meQuestion = queryOptions({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000 });

export const demoQuestion =
  queryOptions({ queryKey: ['demo'], queryFn: isThisTheDemo, staleTime: Infinity, retry: false });

/** Marks as old what the named orders touch; open pages then ask again at once. */
export async function forgetOrders(client: QueryClient, ids: ReadonlySet<string>): Promise<void> {
  const isTouched = (kind: unknown, id: unknown) =>
    kind === 'orders'
    || ((kind === 'order' || kind === 'timeline') && typeof id === 'string' && ids.has(id));
  await client.invalidateQueries({
    predicate: ({ queryKey }) => isTouched(queryKey[0], queryKey[1]),
  });
}

/** `onStranger` is told when the session has ended and somebody has to sign in again. */
export function makeQueryClient(onStranger: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (statusOf(error) === 401) onStranger();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A refusal is an answer; only silence and a fault of the server's are worth another try.
        retry: (count, error) => {
          const status = statusOf(error);
          return count < triesAfterTrouble && (status === null || status >= 500);
        },
      },
    },
  });
}
