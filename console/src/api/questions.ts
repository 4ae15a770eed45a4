/** What the pages ask, under which name the answers are kept, and which change makes them old. */
import {
  infiniteQueryOptions, QueryCache, QueryClient, queryOptions,
} from '@tanstack/react-query';
import {
  countOrders, isThisTheDemo, isUnanswered, lookAtCalls, lookAtCallText, lookAtConnection,
  lookAtConnections, lookAtFlow, lookAtLeftOut, lookAtOrder, lookAtOrders, lookAtPolicy,
  lookAtRefused, lookAtTimeline, lookAtUntold, statusOf, whoAmI, type OrderFilter,
  type OrderSort,
} from './client.ts';
import { pollWhileOffMilliseconds } from '../live/live.ts';
import type { MessagePlace } from './names.ts';
import { lookAtConnectors, lookAtGoingLive, surveyAccount, type Survey } from './connectors.ts';
import { lookAtPeople, lookAtProvider, lookAtSessions, lookAtWays } from './people.ts';

export const ordersPerWindow = 100;
const entriesPerPage = 200;
const idsPerCount = 200;
const triesAfterTrouble = 2;

/** What was not answered is asked again by itself; a refusal is an answer. */
export const whileUnanswered = ({ state }: { readonly state: { readonly error: unknown } }) =>
  isUnanswered(state.error) ? pollWhileOffMilliseconds : false;

/** A list starts without a cursor; its pages go on with the one they were given. */
const start = (): string | null => null;

/** The list by windows, so that a reader of a hundred thousand fetches what is looked at. */
export const windowQuestion = (filter: OrderFilter, sort: OrderSort | undefined, window: number) =>
  queryOptions({
    queryKey: ['orders', filter, sort, window],
    queryFn: () => lookAtOrders(filter, sort, window * ordersPerWindow, ordersPerWindow),
  });

/** How many of these orders the filter lets through; asked in parts that an address can hold. */
export const amongQuestion = (filter: OrderFilter, ids: readonly string[]) => queryOptions({
  queryKey: ['count', filter, ids],
  queryFn: async () => {
    const parts = Array.from({ length: Math.ceil(ids.length / idsPerCount) }, (_, at) =>
      ids.slice(at * idsPerCount, (at + 1) * idsPerCount));
    const counts = await Promise.all(parts.map((part) => countOrders(filter, part)));
    return counts.reduce((sum, { total }) => sum + total, 0);
  },
});

export const countQuestion = (filter: OrderFilter) =>
  queryOptions({ queryKey: ['count', filter], queryFn: () => countOrders(filter) });

export const flowQuestion = (warehouse: string | undefined) =>
  queryOptions({ queryKey: ['flow', warehouse], queryFn: () => lookAtFlow(warehouse) });

export const connectionsQuestion =
  queryOptions({ queryKey: ['connections'], queryFn: lookAtConnections });

export const connectionQuestion = (name: string) =>
  queryOptions({ queryKey: ['connection', name], queryFn: () => lookAtConnection(name) });

export const callsQuestion = (name: string, isFailed: boolean) => queryOptions({
  queryKey: ['calls', name, isFailed], queryFn: () => lookAtCalls(name, isFailed),
});

export const refusedQuestion = (name: string) =>
  queryOptions({ queryKey: ['refused', name], queryFn: () => lookAtRefused(name) });

export const leftOutQuestion = (name: string) =>
  queryOptions({ queryKey: ['left-out', name], queryFn: () => lookAtLeftOut(name) });

export const untoldQuestion = (places: readonly MessagePlace[]) => queryOptions({
  queryKey: ['untold', places],
  queryFn: async () => {
    const lists = await Promise.all(places.map(({ party, name }) => lookAtUntold(party, name)));
    return lists.flat();
  },
});

/** For the names of warehouses, channels and carriers; it changes when somebody applies another. */
export const policyQuestion =
  queryOptions({ queryKey: ['policy'], queryFn: lookAtPolicy, staleTime: 60_000 });

export const connectorsQuestion =
  queryOptions({ queryKey: ['connectors'], queryFn: lookAtConnectors, staleTime: Infinity });

/** It costs calls of the account, so it is asked once and again only when somebody wants it. */
export const surveyQuestion = (name: string) => queryOptions({
  queryKey: ['survey', name], queryFn: () => surveyAccount(name), staleTime: Infinity,
  // It was busy, or out of reach just then.
  refetchInterval: ({ state: { data } }) => isUnseen(data) ? surveyAgainMilliseconds : false,
  retry: false,
});

/** A minute of ShipStation's budget has come in between. */
const surveyAgainMilliseconds = 40_000;

/** Nothing at all could be looked at. */
export const isUnseen = (data: Survey | undefined): boolean => data !== undefined
  && data.stores === null && data.shipFrom === null && data.carriers === null;

export const goingLiveQuestion =
  queryOptions({ queryKey: ['open-plans', 'going-live'], queryFn: lookAtGoingLive });

export const orderQuestion = (id: string) =>
  queryOptions({ queryKey: ['order', id], queryFn: () => lookAtOrder(id) });

export const timelineQuestion = (id: string) => infiniteQueryOptions({
  queryKey: ['timeline', id],
  queryFn: ({ pageParam }) => lookAtTimeline(id, pageParam, entriesPerPage),
  initialPageParam: start(),
  getNextPageParam: (page) => page.next,
});

export const callTextQuestion = (order: string, attempt: string) => queryOptions({
  queryKey: ['call', order, attempt], queryFn: () => lookAtCallText(order, attempt),
});

export const meQuestion = queryOptions({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000 });

/** What the sign-in page has to offer. */
export const waysQuestion =
  queryOptions({ queryKey: ['ways'], queryFn: lookAtWays, staleTime: 60_000 });

export const peopleQuestion = queryOptions({ queryKey: ['people'], queryFn: lookAtPeople });

export const providerQuestion = queryOptions({ queryKey: ['provider'], queryFn: lookAtProvider });

export const sessionsQuestion = queryOptions({ queryKey: ['sessions'], queryFn: lookAtSessions });

export const demoQuestion =
  queryOptions({ queryKey: ['demo'], queryFn: isThisTheDemo, staleTime: Infinity, retry: false });

/**
 * Whether a page does well to wait for this too before it shows anything, so that nothing comes
 * in above what is being read. What does not answer at the first try is not waited for.
 */
export const isAwaited = ({ isPending, failureCount }: {
  readonly isPending: boolean; readonly failureCount: number;
}): boolean => isPending && failureCount === 0;

const madeOfOneOrder: ReadonlySet<unknown> = new Set(['order', 'timeline', 'tell', 'notes']);

/** Marks as old the pages of the named orders; open ones then ask again at once. */
export async function forgetOrders(client: QueryClient, ids: ReadonlySet<string>): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [kind, id] }) =>
      madeOfOneOrder.has(kind) && typeof id === 'string' && ids.has(id),
  });
}

const madeOfManyOrders: ReadonlySet<unknown> = new Set([
  'orders', 'count', 'flow', 'connections', 'causes', 'cause-counts', 'cause', 'cause-orders',
  'open-plans', 'runs',
]);

/** Marks as old the lists and numbers that any order may be in. */
export async function forgetLists(client: QueryClient): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey }) => madeOfManyOrders.has(queryKey[0]),
  });
}

/** Marks all as old but for a survey: that costs calls of an account. */
export async function forgetAll(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind !== 'survey' });
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
        refetchInterval: whileUnanswered,
        // A refusal is an answer; only silence and a fault of the server's are worth another try.
        retry: (count, error) => {
          const status = statusOf(error);
          return count < triesAfterTrouble && (status === null || status >= 500);
        },
      },
    },
  });
}
