/**
 * The address holds the view: what stands here survives a reload, the back key and a shared link.
 * Values are plain text; `?orderNumber=00412345` stays the text that it is.
 */
import type { OrderFilter } from '../api/client.ts';
import { timelineOrders, timelineShows } from '../order/arrange.ts';
import type { TimelineOrder, TimelineShow } from '../order/arrange.ts';

type Search = Readonly<Record<string, unknown>>;

export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(search: Search): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') parts.set(name, value);
  }
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * Reads what a page knows of its address and leaves the rest. The router lays these on top of the
 * raw address, so whatever must not pass is named here as undefined, never left out.
 */
export function ordersSearch(search: Search): OrderFilter {
  return {
    orderNumber: textOf(search['orderNumber']),
    stage: textOf(search['stage']),
    waitingOn: textOf(search['waitingOn']),
    exception: textOf(search['exception']),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export type OrderSearch = {
  readonly order?: TimelineOrder | undefined;
  readonly show?: TimelineShow | undefined;
};

export function orderSearch(search: Search): OrderSearch {
  return {
    order: timelineOrders.find((known) => known === search['order']),
    show: timelineShows.find((known) => known === search['show']),
  };
}

export type SignInSearch = { readonly next?: string | undefined };

export function signInSearch(search: Search): SignInSearch {
  return { next: ownPath(search['next']) ?? undefined };
}

/** A path inside this console, or null: a sign-in must never send anybody elsewhere. */
export function ownPath(path: unknown): string | null {
  if (typeof path !== 'string' || !path.startsWith('/')) return null;
  const home = 'http://console.invalid';
  const url = URL.canParse(path, home) ? new URL(path, home) : null;
  if (url === null || url.origin !== home || url.pathname.startsWith('/sign-in')) return null;
  return `${url.pathname}${url.search}`;
}

/** The token in `#token=…`; null without one, empty when the link lost its end. */
export function tokenInFragment(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token');
}

/** An address the page may link to: the web or this console, never a script. */
export function safeLink(address: string): string | null {
  const home = 'http://console.invalid';
  const url = URL.canParse(address, home) ? new URL(address, home) : null;
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? address : null;
}
