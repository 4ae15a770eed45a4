/**
 * The console's only way to Gatepass: its public HTTP API, on the console's own address. The
 * types come from the API's own description (`npm run types`); nothing here is the console's
 * private knowledge. Every refusal becomes an ApiTrouble with the API's words.
 */
import type { paths } from './schema.d.ts';
import { hearServer } from '../time/server-clock.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
} ? Body : never;

export type OrderPage = Answer<'/v1/orders'>;
export type OrderSummary = OrderPage['items'][number];
export type OrderView = Answer<'/v1/orders/{id}'>;
export type ConsignmentView = OrderView['consignments'][number];
export type ObligationView = ConsignmentView['obligations'][number];
export type ExceptionView = ConsignmentView['exceptions'][number];
export type SaysView = OrderView['says'][number];
export type TimelinePage = Answer<'/v1/orders/{id}/timeline'>;
export type TimelineEntry = TimelinePage['items'][number];
export type Me = Answer<'/v1/me'>;
export type Demo = Answer<'/v1/demo'>;
export type Stage = OrderSummary['stage'];
export type Party = NonNullable<OrderSummary['waitsOn']>;
export type Money = ConsignmentView['parcels'][number]['cost'];

export type OrderFilter = {
  readonly orderNumber?: string | undefined;
  readonly stage?: string | undefined;
  readonly waitingOn?: string | undefined;
  readonly exception?: string | undefined;
};

/** RFC 9457 problem details, as far as the console reads them. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly problems: readonly string[];
};

/** What an asked question came back with when it was not an answer. */
export type TroubleKind =
  | { readonly is: 'unreachable'; readonly text: string }
  | { readonly is: 'refused'; readonly status: number; readonly problem: Problem };

export class ApiTrouble extends Error {
  readonly kind: TroubleKind;
  readonly asked: string;
  constructor(asked: string, kind: TroubleKind) {
    super(kind.is === 'refused' ? `${kind.status} ${kind.problem.title}` : kind.text);
    this.name = 'ApiTrouble';
    this.kind = kind;
    this.asked = asked;
  }
}

export const statusOf = (error: unknown): number | null =>
  error instanceof ApiTrouble && error.kind.is === 'refused' ? error.kind.status : null;

/** The engine's own words on a refusal; empty when there are none. */
export const detailOf = (error: unknown): string =>
  error instanceof ApiTrouble && error.kind.is === 'refused' ? error.kind.problem.detail : '';

export const lookForOrders = (filter: OrderFilter, after: string | null, limit: number) =>
  read<OrderPage>(address('/v1/orders', { ...filter, after, limit }));

export const lookAtOrder = (id: string) =>
  read<OrderView>(`/v1/orders/${encodeURIComponent(id)}`);

export const lookAtTimeline = (id: string, after: string | null, limit: number) =>
  read<TimelinePage>(address(`/v1/orders/${encodeURIComponent(id)}/timeline`, { after, limit }));

export const whoAmI = () => read<Me>('/v1/me');

export const isThisTheDemo = () => read<Demo>('/v1/demo');

export const signInByKey = (key: string) => send('/v1/sign-in/key', { key });

export const signInByLink = (token: string) => send('/v1/sign-in/link', { token });

export const signOut = () => send('/v1/sign-out', null);

type AddressParts = Readonly<Record<string, string | number | null | undefined>>;

function address(path: string, parts: AddressParts): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function read<Body>(path: string): Promise<Body> {
  const response = await ask(`GET ${path}`, path, { headers: { accept: 'application/json' } });
  // The engine validates its own answers against the same schema these types are made from.
  return await response.json() as Body;
}

async function send(path: string, body: object | null): Promise<void> {
  const filled = body === null
    ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  await ask(`POST ${path}`, path, { method: 'POST', ...filled });
}

async function ask(asked: string, path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', redirect: 'error' });
  } catch (cause) {
    throw new ApiTrouble(asked, { is: 'unreachable', text: String(cause) });
  }
  hearServer(response.headers, Date.now());
  if (response.ok) return response;
  const problem = parseProblem(await response.text(), response.statusText);
  throw new ApiTrouble(asked, { is: 'refused', status: response.status, problem });
}

/** Reads problem details; whatever else came (a proxy's page, nothing) keeps only its status. */
export function parseProblem(text: string, statusText: string): Problem {
  const fallback = { type: 'about:blank', title: statusText, detail: '', problems: [] };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return fallback;
  }
  if (typeof body !== 'object' || body === null) return fallback;
  const word = (name: string, otherwise: string): string => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : otherwise;
  };
  const listed: unknown = Reflect.get(body, 'problems');
  return {
    type: word('type', fallback.type),
    title: word('title', fallback.title),
    detail: word('detail', ''),
    problems: Array.isArray(listed) ? listed.map(lineOf).filter((line) => line !== '') : [],
  };
}

function lineOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return '';
  const path: unknown = Reflect.get(item, 'path');
  const problem: unknown = Reflect.get(item, 'problem');
  return [path, problem].filter((part) => typeof part === 'string' && part !== '').join(': ');
}
