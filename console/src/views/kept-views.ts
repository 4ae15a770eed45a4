/** Filters that somebody gave a name. They are addresses, kept by this browser and no other. */
import { useSyncExternalStore } from 'react';

export const viewPages = ['/orders', '/exceptions'] as const;
export type ViewPage = (typeof viewPages)[number];

export type KeptView = {
  readonly page: ViewPage;
  readonly name: string;
  /** As it stands in the address: `?stage=picking`. */
  readonly search: string;
};

const key = 'gatepass.views';
/** More than this is not looked through any more. */
const mostOfPage = 30;

/** What storage holds, as far as it can be read; whatever else stands there is left out. */
export function readViews(text: string | null): readonly KeptView[] {
  let found: unknown;
  try {
    found = JSON.parse(text ?? '[]');
  } catch {
    // Written by an earlier console, or by hand: one begins anew.
    return [];
  }
  return Array.isArray(found) ? found.flatMap((one: unknown) => viewIn(one)) : [];
}

function viewIn(value: unknown): KeptView[] {
  if (typeof value !== 'object' || value === null) return [];
  const text = (name: string): string => {
    const part: unknown = Reflect.get(value, name);
    return typeof part === 'string' ? part : '';
  };
  const page = viewPages.find((known) => known === text('page'));
  const [name, search] = [text('name'), text('search')];
  return page === undefined || name === '' ? [] : [{ page, name, search }];
}

/** Under a name that is there already it takes the place of the other one. */
export const withView = (views: readonly KeptView[], view: KeptView): readonly KeptView[] => [
  ...withoutView(views, view),
  view,
].filter(({ page }, index, all) => page !== view.page
  || all.slice(index).filter((one) => one.page === page).length <= mostOfPage);

export const withoutView = (
  views: readonly KeptView[], { page, name }: Pick<KeptView, 'page' | 'name'>,
): readonly KeptView[] => views.filter((one) => one.page !== page || one.name !== name);

let views: readonly KeptView[] | null = null;
const subscribers = new Set<() => void>();

const read = (): readonly KeptView[] => {
  views ??= readViews(fromStorage());
  return views;
};

export function keepViews(next: readonly KeptView[]): void {
  views = next;
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // Storage is forbidden here: they last as long as the page.
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

export const useViews = (): readonly KeptView[] => useSyncExternalStore(subscribe, read);
