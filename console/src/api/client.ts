/**
 * The console's only way to Gatepass: its public HTTP API, on the console's own address. The
 * types come from the API's own description (`npm run types`); nothing here is the console's
 * private knowledge. Every refusal becomes an ApiTrouble with the API's words.
 */
import { begin, type Connection, type paths } from '../../../client/src/client.ts';
import { hearServer } from '../time/server-clock.ts';
import { americanSentence, withAmericanSentences } from '../words/american-sentences.ts';
import { language } from '../words/language.ts';

export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
} ? Body : never;

export type Said<Path extends keyof paths> = paths[Path] extends {
  post: { responses: { 200: { content: { 'application/json': infer Body } } } };
} ? Body : never;

export type OrderPage = Answer<'/v1/orders'>;
/** A row of the list; what else shows an order may have no costs. */
export type OrderRow = OrderPage['items'][number];
export type OrderSummary = Omit<OrderRow, 'costs'>;
export type OrderView = Answer<'/v1/orders/{id}'>;
export type ConsignmentView = OrderView['consignments'][number];
export type ObligationView = ConsignmentView['obligations'][number];
export type ExceptionView = ConsignmentView['exceptions'][number];
export type SaysView = OrderView['says'][number];
export type TimelinePage = Answer<'/v1/orders/{id}/timeline'>;
export type TimelineEntry = TimelinePage['items'][number];
export type OrderCount = Answer<'/v1/orders/count'>;
export type Flow = Answer<'/v1/flow'>;
export type ConnectionView = Answer<'/v1/connections'>['items'][number];
export type Call = Answer<'/v1/connections/{name}/calls'>['items'][number];
export type LeftOutRecord = Answer<'/v1/connections/{name}/left-out'>['items'][number];
export type RefusedInput = Answer<'/v1/connections/{name}/refused'>['items'][number];
export type Delivery = Answer<'/v1/messages'>['items'][number];
export type ConnectionDetail = Answer<'/v1/connections/{name}'>;
export type Policy = Answer<'/v1/policy'>;
export type Me = Answer<'/v1/me'>;
export type Demo = Answer<'/v1/demo'>;
export type Stage = OrderSummary['stage'];
export type Party = NonNullable<OrderSummary['waitsOn']>;
export type Money = ConsignmentView['parcels'][number]['cost'];

type OrderQuery = NonNullable<paths['/v1/orders']['get']['parameters']['query']>;

/** Each part of the filter of `/v1/orders`, under the name that it has in an address. */
export const orderFilterNames = [
  'orderNumber', 'stage', 'notStage', 'age', 'notAge', 'waitingOn', 'notWaitingOn', 'owes',
  'disagrees', 'blocked', 'exception', 'causeCode', 'causeFault', 'warehouse', 'notWarehouse',
  'channel', 'notChannel', 'carrier', 'notCarrier', 'carrierKnown', 'open', 'held',
  'relabelled', 'cancelledLate', 'asked', 'heardFrom', 'heardTo', 'placedFrom', 'placedTo',
  'owner', 'notOwner', 'service', 'notService', 'causeId', 'entered', 'left', 'movedFrom',
  'movedTo', 'rightFirst', 'queuedFor', 'id',
] as const satisfies readonly (keyof OrderQuery)[];
export type OrderFilterName = (typeof orderFilterNames)[number];
export type OrderFilter = { readonly [Name in OrderFilterName]?: string | undefined };
export const orderSorts = ['changed', 'waiting', 'number'] as const satisfies
  readonly OrderQuery['sort'][];
export type OrderSort = (typeof orderSorts)[number];

/** RFC 9457 problem details, as far as the console reads them. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly problems: readonly string[];
  /** The same taken apart, for a form that tells each at its field. */
  readonly faults: readonly Fault[];
};

/** What is wrong at one place of what was sent: `settings.v1.apiKey`, "is missing". */
export type Fault = { readonly path: string; readonly problem: string };

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

/** What was wrong with which part of what was sent; none where the answer named no parts. */
export const faultsOf = (error: unknown): readonly Fault[] =>
  error instanceof ApiTrouble && error.kind.is === 'refused' ? error.kind.problem.faults : [];

export const statusOf = (error: unknown): number | null =>
  error instanceof ApiTrouble && error.kind.is === 'refused' ? error.kind.status : null;

/** Nothing came back, or a proxy said that nothing came to it. */
export const isUnanswered = (error: unknown): boolean => error instanceof ApiTrouble
  && (error.kind.is === 'unreachable' || [502, 503, 504].includes(error.kind.status));

/** The engine's own words on a refusal; empty when there are none. */
export const detailOf = (error: unknown): string =>
  error instanceof ApiTrouble && error.kind.is === 'refused' ? error.kind.problem.detail : '';

/** A window of the list: so many rows from there on. */
export const lookAtOrders = (
  filter: OrderFilter, sort: OrderSort | undefined, offset: number, limit: number,
) => read<OrderPage>(address('/v1/orders', { ...filter, sort, offset, limit }));

/** With ids, only those of them that the filter lets through are counted; at most 200. */
export async function countOrders(
  filter: OrderFilter, ids?: readonly string[],
): Promise<OrderCount> {
  const named = filter.id?.split(',');
  const asked = named === undefined ? ids : ids?.filter((id) => named.includes(id)) ?? named;
  if (asked?.length === 0) return { total: 0, oldestSince: null };
  return read(address('/v1/orders/count', { ...filter, id: asked?.join(',') }));
}

/** Where the list can be had as a file, with its times on that zone's clock. */
export const exportAddress = (filter: OrderFilter, sort: OrderSort | undefined, zone: string) =>
  address('/v1/orders/export', { ...filter, sort, zone });

export const bulkKinds = ['hold', 'release', 'retry', 'tell-again'] as const;
export type BulkKind = (typeof bulkKinds)[number];

type PlanWish = {
  readonly kind: BulkKind; readonly why: string;
  /** Of a hold: without it, until somebody lets go. */
  readonly until?: string;
} & (
  | { readonly orderIds: readonly string[] } | { readonly orders: OrderFilter }
);

/** The plan stands on the server, with the exact orders it found there; it does nothing yet. */
export const planForMany = (wish: PlanWish) => change<{ readonly id: string }>('/v1/plans', wish);

export const lookAtFlow = (warehouse: string | undefined) =>
  read<Flow>(address('/v1/flow', { warehouse }));

export const lookAtConnections = () => read<Answer<'/v1/connections'>>('/v1/connections');

export const lookAtConnection = (name: string) =>
  read<ConnectionDetail>(`/v1/connections/${encodeURIComponent(name)}`);

/** Of the last hour, newest first. */
export const lookAtCalls = (name: string, isFailed: boolean) =>
  read<Answer<'/v1/connections/{name}/calls'>>(
    address(placeOf(name, 'calls'), { failed: isFailed ? 'yes' : undefined }));

export const lookAtRefused = (name: string) =>
  read<Answer<'/v1/connections/{name}/refused'>>(address(placeOf(name, 'refused'), { limit: 200 }));

/** What could not be taken in, and keeps its order aside. */
export const lookAtLeftOut = (name: string) =>
  read<Answer<'/v1/connections/{name}/left-out'>>(placeOf(name, 'left-out'));

export const goWithout = (
  name: string, wish: { readonly order: string; readonly record: string; readonly why: string },
) => change<Said<'/v1/connections/{name}/left-out/go-without'>>(
  placeOf(name, 'left-out/go-without'), wish);

/** What was refused, and what is tried again and again, of one warehouse or channel. */
export const lookAtUntold = async (party: 'warehouse' | 'channel', name: string) => {
  const pages = await Promise.all((['dead', 'failing'] as const).map((state) =>
    read<Answer<'/v1/messages'>>(address('/v1/messages', { state, party, name, limit: 200 }))));
  return pages.flatMap(({ items }) => items);
};

export const sendAgain = (id: string, why: string) =>
  change<Said<'/v1/messages/{id}/send-again'>>(
    `/v1/messages/${encodeURIComponent(id)}/send-again`, { why });

/** The answer is 202: the count goes on by itself. */
export const countThere = (name: string) =>
  change<{ readonly sentence: string }>(placeOf(name, 'sweep'), null);

export const testConnection = (name: string) =>
  change<Said<'/v1/connections/{name}/probe'>>(placeOf(name, 'probe'), null);

export const pausables = ['releases', 'withdrawals', 'voids', 'writes', 'looks'] as const satisfies
  readonly ConnectionView['paused'][number]['what'][];

export type PauseWish = {
  readonly why: string;
  /** Without it: everything that writes. */
  readonly only?: readonly (typeof pausables)[number][];
  readonly until: string | null;
};

export const pauseConnection = (name: string, wish: PauseWish) =>
  send(placeOf(name, 'pause'), wish);

export const resumeConnection = (name: string, why: string) =>
  send(placeOf(name, 'resume'), { why });

const placeOf = (name: string, act: string) =>
  `/v1/connections/${encodeURIComponent(name)}/${act}`;

export const lookAtPolicy = () => read<Policy>('/v1/policy');

export const lookAtOrder = (id: string) =>
  read<OrderView>(`/v1/orders/${encodeURIComponent(id)}`);

export const lookAtTimeline = (id: string, after: string | null, limit: number) =>
  read<TimelinePage>(address(`/v1/orders/${encodeURIComponent(id)}/timeline`, { after, limit }));

export type CallText = Answer<'/v1/orders/{id}/calls/{attempt}'>;
export type CallExchange = CallText['exchanges'][number];

export const lookAtCallText = (order: string, attempt: string) =>
  read<CallText>(
    `/v1/orders/${encodeURIComponent(order)}/calls/${encodeURIComponent(attempt)}`);

export const whoAmI = () => read<Me>('/v1/me');

export const isThisTheDemo = () => read<Demo>('/v1/demo');

export const signInByKey = (key: string) => send('/v1/sign-in/key', { key });

export const signInByLink = (token: string) => send('/v1/sign-in/link', { token });

export const signOut = () => send('/v1/sign-out', null);

type AddressParts = Readonly<Record<string, string | number | null | undefined>>;

export function address(path: string, parts: AddressParts): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export async function read<Body>(path: string): Promise<Body> {
  return bodyOf(await ask('GET', path, null));
}

export async function change<Body>(path: string, body: object | null): Promise<Body> {
  return bodyOf(await ask('POST', path, body));
}

export async function replace<Body>(path: string, body: object): Promise<Body> {
  return bodyOf(await ask('PUT', path, body));
}

export async function remove<Body>(path: string): Promise<Body> {
  return bodyOf(await ask('DELETE', path, null));
}

async function bodyOf<Body>(response: Response): Promise<Body> {
  const body: unknown = await response.json();
  // The engine validates its own answers against the same schema these types are made from.
  return (language === 'en-US' ? withAmericanSentences(body) : body) as Body;
}

export async function send(path: string, body: object | null): Promise<void> {
  await ask('POST', path, body);
}

/** On the page's own address, as whoever is signed in; another address is never asked. */
const here: Connection = {
  url: '',
  fetch: (place, init) => fetch(place, { ...init, credentials: 'same-origin', redirect: 'error' }),
};

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body: object | null,
): Promise<Response> {
  const asked = `${method} ${path}`;
  let response: Response;
  try {
    response = await begin(here, { method, path, ...(body === null ? {} : { body }) });
  } catch (cause) {
    throw new ApiTrouble(asked, { is: 'unreachable', text: String(cause) });
  }
  hearServer(response.headers, Date.now());
  if (response.ok) return response;
  const problem = asRead(parseProblem(await response.text(), response.statusText));
  throw new ApiTrouble(asked, { is: 'refused', status: response.status, problem });
}

const asRead = (problem: Problem): Problem => language !== 'en-US' ? problem : {
  ...problem, title: americanSentence(problem.title), detail: americanSentence(problem.detail),
  problems: problem.problems.map(americanSentence),
  faults: problem.faults.map((one) => ({ ...one, problem: americanSentence(one.problem) })),
};

/** Reads problem details; whatever else came (a proxy's page, nothing) keeps only its status. */
export function parseProblem(text: string, statusText: string): Problem {
  const fallback = { type: 'about:blank', title: statusText, detail: '', problems: [], faults: [] };
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
  const faults = Array.isArray(listed) ? listed.map(faultOf) : [];
  return {
    type: word('type', fallback.type),
    title: word('title', fallback.title),
    detail: word('detail', ''),
    problems: faults.map(lineOf).filter((line) => line !== ''),
    faults,
  };
}

function faultOf(item: unknown): Fault {
  const word = (name: string): string => {
    const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, name) : '';
    return typeof value === 'string' ? value : '';
  };
  return { path: word('path'), problem: word('problem') };
}

const lineOf = ({ path, problem }: Fault): string =>
  [path, problem].filter((part) => part !== '').join(': ');
