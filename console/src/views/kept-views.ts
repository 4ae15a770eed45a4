/** Filters that somebody gave a name. They are addresses, kept by this browser and no other. */
import { useMemo } from 'react';
import { keptAs, useKept } from '../frame/kept.ts';

export const viewPages = ['/orders', '/exceptions'] as const;
export type ViewPage = (typeof viewPages)[number];

export type KeptView = {
  readonly page: ViewPage;
  readonly name: string;
  /** As it stands in the address: `?stage=picking`. */
  readonly search: string;
};

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

/** As text, whole: what could not be read is not kept on. */
const keptViews = keptAs<string>('views', (text) => JSON.stringify(readViews(text)));

export const keepViews = (next: readonly KeptView[]): void =>
  keptViews.write(JSON.stringify(next));

export function useViews(): readonly KeptView[] {
  const text = useKept(keptViews);
  return useMemo(() => readViews(text), [text]);
}
