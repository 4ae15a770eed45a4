/** Keeps one live line for the whole console, and tells the answers kept here when they are old. */
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode,
} from 'react';
import { forgetAll, forgetLists, forgetOrders, whileUnanswered } from '../api/questions.ts';
import { stepNow } from '../time/use-now.ts';
import { atMostEvery } from './at-most-every.ts';
import {
  makeLiveLine, pollWhileOffMilliseconds, type LineState, type LiveLine,
} from './live.ts';

/**
 * In a busy hour orders change all the time, and are told of once a second: lists and numbers
 * follow no faster, and no later than two seconds after the change.
 */
const listsMilliseconds = 1_000;

const LineContext = createContext<LiveLine | null>(null);

export function LiveLineProvider({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const client = useQueryClient();
  const [{ line, lists, all }] = useState(() => {
    const lists = atMostEvery(listsMilliseconds, () => forgetLists(client));
    const all = atMostEvery(listsMilliseconds, () => forgetAll(client));
    const line = makeLiveLine({
      connect: () => new EventSource('/v1/events'),
      onOrders: (ids) => {
        stepNow();
        void forgetOrders(client, ids);
        lists.ask();
      },
      onAll: () => {
        stepNow();
        all.ask();
      },
    });
    return { line, lists, all };
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    // A browser has six connections to one address: tabs that nobody sees must not keep them all.
    const attend = () => (document.hidden ? line.rest() : line.open());
    attend();
    document.addEventListener('visibilitychange', attend);
    return () => {
      document.removeEventListener('visibilitychange', attend);
      line.close();
      lists.stop();
      all.stop();
    };
  }, [line, lists, all, isOpen]);
  return <LineContext value={line}>{children}</LineContext>;
}

const neverChanges = () => () => undefined;
const connecting = (): LineState => 'connecting';

export function useLineState(): LineState {
  const line = useContext(LineContext);
  return useSyncExternalStore(line?.subscribe ?? neverChanges, line?.state ?? connecting);
}

/**
 * For questions: ask again every 15 s while nobody tells us of changes, or nobody answers; else as
 * often as is wished, or never.
 */
export function usePolling(otherwise: number | false = false) {
  const isOff = useLineState() === 'off';
  return (query: Parameters<typeof whileUnanswered>[0]): number | false =>
    isOff ? pollWhileOffMilliseconds : whileUnanswered(query) || otherwise;
}
