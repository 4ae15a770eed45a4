import { queryOptions } from '@tanstack/react-query';
import { findOrders, whatToTell, type ReplyLanguage } from '../api/service.ts';

/** Asked anew each time: who has a customer on the telephone wants what is so now. */
export const findQuestion = (typed: string) => queryOptions({
  queryKey: ['find', typed], queryFn: () => findOrders(typed), enabled: typed !== '', staleTime: 0,
});

export const tellQuestion = (id: string, language: ReplyLanguage) => queryOptions({
  queryKey: ['tell', id, language], queryFn: () => whatToTell(id, language),
});
