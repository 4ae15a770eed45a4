/**
 * The orders that a reader has marked: kept for this window of the browser through scrolling,
 * filtering and reloading, and gone with it. Only ids are kept, nothing about an order.
 */
import { useMemo, useSyncExternalStore } from 'react';

const key = 'gatepass.marked';
/** The most that one plan takes by name; more is a plan over the whole view. */
export const markedAtMost = 5_000;

let marked: readonly string[] = fromStorage();
const subscribers = new Set<() => void>();

export type Marked = {
  readonly ids: readonly string[];
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
};

export function useMarked(): Marked {
  const ids = useSyncExternalStore(subscribe, () => marked);
  return useMemo(() => {
    const known = new Set(ids);
    return {
      ids, has: (id) => known.has(id), toggle: (id) => keep(toggled(ids, id)),
      clear: () => keep([]),
    };
  }, [ids]);
}

export const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-markedAtMost);

function subscribe(tell: () => void): () => void {
  subscribers.add(tell);
  return () => subscribers.delete(tell);
}

function keep(ids: readonly string[]): void {
  marked = ids;
  try {
    sessionStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // Storage is forbidden here: marks then last as long as the page.
    for (const tell of subscribers) tell();
    return;
  }
  for (const tell of subscribers) tell();
}

function fromStorage(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    // Forbidden, or written by somebody else: nothing is marked.
    return [];
  }
}
