/**
 * The address holds the view: what stands here survives a reload, the back key and a shared link.
 * Values are plain text; `?orderNumber=00412345` stays the text that it is.
 */
import {
  orderFilterNames, orderSorts, type OrderFilter, type OrderSort,
} from '../api/client.ts';
import {
  causeFilterNames, causeLists, type CauseFilter, type CauseList,
} from '../api/causes.ts';
import { connectPlaces, type ConnectPlace } from '../connect/steps.ts';
import {
  causeGroupings, causeSorts, type CauseGrouping, type CauseSort,
} from '../exceptions/arrange-names.ts';
import { columnsIn } from '../orders/column-names.ts';
import { timelineOrders, timelineShows } from '../order/arrange.ts';
import type { TimelineOrder, TimelineShow } from '../order/arrange.ts';

type Search = Readonly<Record<string, unknown>>;

export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(search: Search): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    // An exception may have no value at fault: its empty one is part of what is looked for.
    const isSaid = value !== '' || name === 'causeFault' || name === 'fault';
    if (typeof value === 'string' && isSaid) parts.set(name, value);
  }
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * Reads what a page knows of its address and leaves the rest. The router lays these on top of the
 * raw address, so whatever must not pass is named here as undefined, never left out.
 */
export function ordersFilter(search: Search): OrderFilter {
  const fault = search['causeFault'];
  return {
    ...Object.fromEntries(orderFilterNames.map((name) => [name, textOf(search[name])])),
    // As it came: spaces around a value may be the very fault.
    causeFault: typeof fault === 'string' ? fault : undefined,
  };
}

export type OrdersSearch = OrderFilter & {
  readonly sort?: OrderSort | undefined;
  /** Which columns are shown, by commas; all of them where it says nothing. */
  readonly columns?: string | undefined;
};

export function ordersSearch(search: Search): OrdersSearch {
  return {
    ...ordersFilter(search),
    // The newest change comes first without being asked.
    sort: orderSorts.find((known) => known === search['sort'] && known !== 'changed'),
    columns: columnsIn(search['columns']),
  };
}

export type FlowSearch = { readonly warehouse?: string | undefined };

export const flowSearch = (search: Search): FlowSearch => ({
  warehouse: textOf(search['warehouse']),
});

export type FindSearch = {
  /** What was typed or scanned. */
  readonly q?: string | undefined;
  /** Which of several that fit. */
  readonly order?: string | undefined;
};

export const findSearch = (search: Search): FindSearch => ({
  q: textOf(search['q']), order: textOf(search['order']),
});

export type ConnectionsSearch = {
  /** Of which connection it is unfolded what was found out. */
  readonly open?: string | undefined;
  /** Whose last calls are. */
  readonly calls?: string | undefined;
  /** Only those that failed. */
  readonly failed?: 'yes' | undefined;
  /** Whether they are drawn above their list. */
  readonly drawn?: 'yes' | undefined;
  /** Of which it is unfolded how often its lists are looked at. */
  readonly looks?: string | undefined;
  /** Whose unreadable input is. */
  readonly refused?: string | undefined;
  /** Whose messages that were not taken in are. */
  readonly untold?: string | undefined;
  /** Of which it is unfolded what keeps orders aside. */
  readonly leftOut?: string | undefined;
};

export const connectionsSearch = (search: Search): ConnectionsSearch => ({
  open: textOf(search['open']), calls: textOf(search['calls']),
  failed: search['failed'] === 'yes' ? 'yes' : undefined,
  drawn: search['drawn'] === 'yes' ? 'yes' : undefined,
  looks: textOf(search['looks']),
  refused: textOf(search['refused']), untold: textOf(search['untold']),
  leftOut: textOf(search['leftOut']),
});

export type ConnectSearch = { readonly step?: ConnectPlace | undefined };

/** Where somebody stands on the way to systems of their own. */
export const connectSearch = (search: Search): ConnectSearch => ({
  step: connectPlaces.find((known) => known === search['step']),
});

export function causeFilter(search: Search): CauseFilter {
  const { fault } = search;
  return {
    ...Object.fromEntries(causeFilterNames.map((name) => [name, textOf(search[name])])),
    // As it came: spaces around a value may be the very fault.
    fault: typeof fault === 'string' ? fault : undefined,
  };
}

/** What stands open at the right: a cause, a plan, what became of it, or all of those. */
export type ExceptionsSearch = CauseFilter & {
  readonly list?: CauseList | undefined;
  /** Under which headings causes stand; one list of them where it says nothing. */
  readonly group?: CauseGrouping | undefined;
  /** Which of them come first; the gravest where it says nothing. */
  readonly sorted?: CauseSort | undefined;
  readonly cause?: string | undefined;
  /** One exception, whose cause is then opened. */
  readonly exception?: string | undefined;
  readonly plan?: string | undefined;
  readonly run?: string | undefined;
  readonly work?: string | undefined;
};

/** Whose causes; all of them are asked for by no word. */
export const causeList = (search: Search): { readonly list: CauseList | undefined } => ({
  list: causeLists.find((known) => known === search['list'] && known !== 'all'),
});

export function exceptionsSearch(search: Search): ExceptionsSearch {
  return {
    ...causeFilter(search),
    ...causeList(search),
    group: causeGroupings.find((known) => known === search['group']),
    // The gravest come first without being asked.
    sorted: causeSorts.find((known) => known === search['sorted'] && known !== 'severity'),
    cause: textOf(search['cause']), exception: textOf(search['exception']),
    plan: textOf(search['plan']), run: textOf(search['run']), work: textOf(search['work']),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export type OrderSearch = {
  readonly order?: TimelineOrder | undefined;
  readonly show?: TimelineShow | undefined;
  /** The call that is open. */
  readonly call?: string | undefined;
};

export function orderSearch(search: Search): OrderSearch {
  return {
    order: timelineOrders.find((known) => known === search['order']),
    show: timelineShows.find((known) => known === search['show']),
    call: textOf(search['call']),
  };
}

export type SignInSearch = {
  readonly next?: string | undefined;
  /** Why the provider's answer let nobody in, as the engine's sign-in names it. */
  readonly error?: string | undefined;
};

export function signInSearch(search: Search): SignInSearch {
  return { next: ownPath(search['next']) ?? undefined, error: textOf(search['error']) };
}

/**
 * Whether a page stands without the frame and sends nobody to sign in: the one where that is done,
 * and the screen on the wall, which says itself that somebody has to.
 */
export const isOutsideFrame = (path: string): boolean => /^\/(sign-in|wall)\/?$/.test(path);

/** A path inside this console, or null: a sign-in must never send anybody elsewhere. */
export function ownPath(path: unknown): string | null {
  if (typeof path !== 'string' || !path.startsWith('/')) return null;
  const home = 'http://console.invalid';
  const url = URL.canParse(path, home) ? new URL(path, home) : null;
  if (url === null || url.origin !== home || url.pathname.startsWith('/sign-in')) return null;
  return `${url.pathname}${url.search}${url.hash}`;
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
