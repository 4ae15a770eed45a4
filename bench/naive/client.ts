/**
 * shipstation-node, the npm client that people take for such a loop, on a wire and a clock that
 * are handed in. Its request code and its resources are untouched; only where its calls go and
 * what its limiter waits on are the run's.
 */
import * as shipStationNode from 'shipstation-node';
import type { Wire } from '../../engine/src/contract/wire.ts';
import type { TurnedClock } from '../../engine/tests/together/joined/clock.ts';
import { host } from '../../engine/tests/together/joined/pretended.ts';

// The package is ES module code that calls itself CommonJS: the compiler finds the class one
// default deeper than the runner, which resolves its imports without file endings.
type ShipStationNode = typeof shipStationNode.default.default;
const ShipStation = shipStationNode.default as unknown as ShipStationNode;

export type Client = InstanceType<ShipStationNode>['v1'];

/** What axios throws for an answer that is no 2xx, as far as a loop looks at it. */
export class NoGoodAnswer extends Error {
  readonly status: number | null;
  constructor(status: number | null, words: string) {
    super(words);
    this.status = status;
  }
}

type AxiosCall = {
  readonly baseURL?: string;
  readonly url?: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly data?: string;
};

/** How long axios waits is for ever; the sockets under it give up after about two minutes. */
const patience = 120_000;

export const openClient = (clock: TurnedClock, wire: Wire): Client => {
  const client = new ShipStation({
    credentials: { v1: { apiKey: 'demo-key', apiSecret: 'demo-secret' } },
  }).v1;
  const adapter = async (call: AxiosCall) => {
    const url = new URL((call.url ?? '').replace(/^\//, ''), call.baseURL);
    for (const [name, value] of Object.entries(call.params ?? {})) {
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    }
    const method = (call.method ?? 'get').toUpperCase();
    const answer = await wire.request({
      method: method === 'POST' || method === 'PUT' || method === 'DELETE' ? method : 'GET',
      url: url.href,
      headers: { ...call.headers },
      body: call.data ?? null,
      timeoutMilliseconds: patience,
      purpose: 'naive',
    });
    if (answer.is !== 'answer') throw new NoGoodAnswer(null, answer.reason);
    if (answer.status >= 300) throw new NoGoodAnswer(answer.status, answer.body);
    // As axios does it: what is no JSON stays text.
    return {
      data: readJson(answer.body), status: answer.status, statusText: '', config: call,
      headers: answer.headers,
    };
  };
  // Declared private, yet the one way in: the constructor's options are not kept.
  Object.assign(client, {
    baseURL: `${host}/shipstation/`, requestConfig: { adapter }, limiter: pacedBy(clock),
  });
  return client;
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (problem) {
    if (problem instanceof SyntaxError) return text;
    throw problem;
  }
};

/** Forty in each minute from the first call on, as the client's own limiter paces itself. */
const pacedBy = (clock: TurnedClock) => {
  let began = Number.NEGATIVE_INFINITY;
  let spent = 0;
  return {
    async removeTokens(count: number): Promise<number> {
      if (clock.now() - began >= 60_000) {
        began = clock.now();
        spent = 0;
      }
      if (spent + count > 40) {
        await clock.sleep(began + 60_000 - clock.now());
        return this.removeTokens(count);
      }
      spent += count;
      return 40 - spent;
    },
  };
};
