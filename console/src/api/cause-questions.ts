/** The questions of the page of exceptions, and under which name their answers are kept. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  countCauses, lookAtCause, lookAtException, lookAtHands, lookAtOpenPlans, lookAtPlan,
  lookAtPlanned, lookAtPlans, lookAtResults, lookAtRun, lookAtRuns, lookAtWhy, lookAtWithheld,
  lookForCauses, lookForExceptions, type CauseFilter, type CauseList,
} from './causes.ts';
import { whileUnanswered } from './questions.ts';

const causesPerPage = 100;
const ordersPerPage = 100;
/** A plan that is still being found out, and what is under way, are asked for as often. */
const underWayMilliseconds = 1_000;

const start = (): string | null => null;

export const causesQuestion = (list: CauseList, filter: CauseFilter) => infiniteQueryOptions({
  queryKey: ['causes', list, filter],
  queryFn: ({ pageParam }) => lookForCauses(list, filter, pageParam, causesPerPage),
  initialPageParam: start(),
  getNextPageParam: (page) => page.next,
});

export const causeCountsQuestion = (filter: CauseFilter) =>
  queryOptions({ queryKey: ['cause-counts', filter], queryFn: () => countCauses(filter) });

export const causeQuestion = (id: string) =>
  queryOptions({ queryKey: ['cause', id], queryFn: () => lookAtCause(id) });

/** To whom a cause can be given. */
export const handsQuestion =
  queryOptions({ queryKey: ['hands'], queryFn: lookAtHands, staleTime: 60_000 });

export const exceptionQuestion = (id: string) =>
  queryOptions({ queryKey: ['exception', id], queryFn: () => lookAtException(id) });

/** Evidence is looked up when a cause is opened, and does not follow each order. */
export const causeWhyQuestion = (id: string) =>
  queryOptions({ queryKey: ['cause-why', id], queryFn: () => lookAtWhy(id), staleTime: 60_000 });

export const causeOrdersQuestion = (id: string, warehouse: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['cause-orders', id, warehouse],
    queryFn: ({ pageParam }) => lookForExceptions(id, warehouse, pageParam, ordersPerPage),
    initialPageParam: start(),
    getNextPageParam: (page) => page.next,
  });

export const planQuestion = (id: string) => queryOptions({
  queryKey: ['plan', id],
  queryFn: () => lookAtPlan(id),
  refetchInterval: (query) =>
    query.state.data?.state === 'planning' ? underWayMilliseconds : whileUnanswered(query),
});

/** Its orders after the first few, which the plan itself shows. */
export const plannedQuestion = (id: string, fewShown: number) => infiniteQueryOptions({
  queryKey: ['planned', id, fewShown],
  queryFn: ({ pageParam }) => lookAtPlanned(id, pageParam, ordersPerPage),
  initialPageParam: String(fewShown),
  getNextPageParam: (page) => page.next,
});

export const openPlansQuestion =
  queryOptions({ queryKey: ['open-plans'], queryFn: lookAtOpenPlans });

export const allPlansQuestion =
  queryOptions({ queryKey: ['open-plans', 'all'], queryFn: lookAtPlans });

export const withheldQuestion = (id: string) =>
  queryOptions({ queryKey: ['withheld', id], queryFn: () => lookAtWithheld(id) });

export const runQuestion = (id: string) => queryOptions({
  queryKey: ['run', id],
  queryFn: () => lookAtRun(id),
  refetchInterval: (query) =>
    query.state.data?.state === 'running' ? underWayMilliseconds : whileUnanswered(query),
});

export const runsQuestion = queryOptions({ queryKey: ['runs'], queryFn: lookAtRuns });

export const resultsQuestion = (id: string, isRunning: boolean) => infiniteQueryOptions({
  queryKey: ['results', id, isRunning],
  queryFn: ({ pageParam }) => lookAtResults(id, pageParam, ordersPerPage),
  initialPageParam: start(),
  getNextPageParam: (page) => page.next,
});
