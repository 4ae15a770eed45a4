/** The view that this browser opens with instead of Flow. Like one's own views it is an address. */
import { keptAs, useKept } from '../frame/kept.ts';
import { viewPages, type ViewPage } from './kept-views.ts';

export type Home = { readonly page: ViewPage; readonly search: string };

/** What storage holds: null for Flow, and for whatever is no view. */
export function readHome(text: string | null): Home | null {
  const found = /^(\/[a-z]+)(\?[^\s#]+)$/.exec(text ?? '');
  const page = viewPages.find((known) => known === found?.[1]);
  const search = found?.[2];
  return page === undefined || search === undefined ? null : { page, search };
}

export const addressOfHome = ({ page, search }: Home): string => `${page}${search}`;

/** Its address; empty for Flow. */
const keptHome = keptAs('home', (text) => {
  const home = readHome(text);
  return home === null ? '' : addressOfHome(home);
});

/** The home page that was chosen; null for Flow. */
export const homeNow = (): Home | null => readHome(keptHome.read());

export const keepHome = (home: Home | null): void =>
  keptHome.write(home === null ? '' : addressOfHome(home));

export const useHome = (): Home | null => readHome(useKept(keptHome));
