/** The view that this browser opens with instead of Flow. Like one's own views it is an address. */
import { useSyncExternalStore } from 'react';
import { viewPages, type ViewPage } from './kept-views.ts';

export type Home = { readonly page: ViewPage; readonly search: string };

const key = 'gatepass.home';

/** What storage holds: null for Flow, and for whatever is no view. */
export function readHome(text: string | null): Home | null {
  const found = /^(\/[a-z]+)(\?[^\s#]+)$/.exec(text ?? '');
  const page = viewPages.find((known) => known === found?.[1]);
  const search = found?.[2];
  return page === undefined || search === undefined ? null : { page, search };
}

export const addressOfHome = ({ page, search }: Home): string => `${page}${search}`;

const subscribers = new Set<() => void>();
let kept: Home | null | undefined;

/** The home page that was chosen; null for Flow. */
export function homeNow(): Home | null {
  kept ??= readHome(fromStorage());
  return kept;
}

export function keepHome(home: Home | null): void {
  kept = home;
  try {
    if (home === null) localStorage.removeItem(key);
    else localStorage.setItem(key, addressOfHome(home));
  } catch {
    // Storage is forbidden here: it lasts as long as the page.
  }
  for (const tell of subscribers) tell();
}

function fromStorage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const subscribe = (tell: () => void): (() => void) => {
  subscribers.add(tell);
  return () => subscribers.delete(tell);
};

export const useHome = (): Home | null => useSyncExternalStore(subscribe, homeNow);
