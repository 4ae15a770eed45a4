/**
 * Calls Gatepass. Types are made from its description (`npm run types`), so that a route, a field
 * or a word that it does not know does not compile. It repeats nothing by itself: whoever asks
 * knows whether asking twice is safe. It is small on purpose, and runs in Node and in a browser.
 */
import { exchange, parsedJson, type Connection } from './exchange.ts';
import { OddAnswer, Refused } from './trouble.ts';
import type { AnswerOf, Given, Route } from './routes.ts';
import type { components } from './schema.d.ts';

export {
  begin, exchange, parsedJson, type Connection, type Question, type Reply,
} from './exchange.ts';
export { listen, type Heard, type Mailbox } from './mailbox.ts';
export { each, type PagedRoute } from './pages.ts';
export type { AnswerOf, Given, Route } from './routes.ts';
export type { components, paths } from './schema.d.ts';
export { NoAnswer, OddAnswer, problemOf, Refused, type Problem } from './trouble.ts';

type Schemas = components['schemas'];
export type Address = Schemas['Address'];
export type ChannelOrder = Schemas['ChannelOrder'];
export type ConnectionState = Schemas['Connection'];
export type Consignment = Schemas['Consignment'];
export type Message = Schemas['Message'];
export type Money = Schemas['Money'];
export type Obligation = Schemas['Obligation'];
export type Order = Schemas['Order'];
export type OrderException = Schemas['OrderException'];
export type OrderSummary = Schemas['OrderSummary'];
export type Snapshot = Schemas['Snapshot'];
export type SnapshotAnswer = Schemas['SnapshotAnswer'];
export type TimelineEntry = Schemas['TimelineEntry'];

/** How one call is made, beside what it says. */
export type CallOptions = { readonly signal?: AbortSignal };

export type Client = {
  readonly connection: Connection;
  /**
   * Makes one call, such as `call('GET /v1/orders', { query: { limit: 10 } })`.
   * @throws Refused when Gatepass says no, NoAnswer when nothing comes back, OddAnswer when
   * something else than Gatepass answers.
   */
  readonly call: <R extends Route>(
    route: R, ...given: GivenWhereNeeded<R>
  ) => Promise<AnswerOf<R>>;
};

type WithOptions<R extends Route> = Given<R> & CallOptions;

/** What a route needs nothing of may be left out. */
type GivenWhereNeeded<R extends Route> =
  object extends Given<R> ? [given?: WithOptions<R>] : [given: WithOptions<R>];

export const makeClient = (connection: Connection): Client => ({
  connection,
  call: async <R extends Route>(route: R, ...given: GivenWhereNeeded<R>): Promise<AnswerOf<R>> =>
    // What comes back is what the description says of this route.
    await plainCall(connection, route, given[0] ?? {}) as AnswerOf<R>,
});

type Parts = {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
} & CallOptions;

const plainCall = async (
  connection: Connection, route: string, { path = {}, query = {}, body, signal }: Parts,
): Promise<unknown> => {
  const [method = '', pattern = ''] = route.split(' ');
  const reply = await exchange(connection, {
    method,
    path: pattern.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
      encodeURIComponent(String(path[name]))),
    query: Object.fromEntries(Object.entries(query)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)])),
    body,
  }, signal);
  const { status, headers, text } = reply;
  if (status === 204) return undefined;
  const document = parsedJson(text);
  if (status >= 200 && status < 300 && document !== undefined) return document;
  if (status < 400 || document === undefined) throw new OddAnswer(route, status, headers);
  throw new Refused(route, reply);
};
