import type { Answer, Moment, Request } from '../machine.ts';

/** One call at the pretend ShipStation and what came of it, for tests and judges. */
export type Exchange = {
  /** Counts from 1 since the log was opened. */
  readonly number: number;
  /** World time, ISO in UTC. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; of the credentials only the key is kept. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: Answer['content'];
  /** How it was sent: an answer that was cut never arrived. */
  readonly sending: Answer['sending'];
  readonly delayMs: number;
  /** Names of the faults that struck. */
  readonly struck: readonly string[];
};

export type Exchanges = {
  readonly note: (request: Request, answer: Answer, struck: readonly string[], at: Moment) => void;
  /** Starts afresh and keeps this many, the newest; 0 keeps none. */
  readonly keep: (limit: number) => void;
  readonly shown: () => {
    readonly kept: number;
    readonly dropped: number;
    readonly items: readonly Exchange[];
  };
};

/** The most that anybody may ask to be kept: a page of 500 orders is half a megabyte. */
export const mostExchangesKept = 20_000;

/** A log outside the world: what was said is no part of what is. Off until somebody asks. */
export function openExchanges(limitAtFirst: number): Exchanges {
  let limit = limitAtFirst;
  let heard = 0;
  let items: Exchange[] = [];
  return {
    note: (request, answer, struck, at) => {
      if (limit === 0) return;
      heard += 1;
      items.push({
        number: heard,
        at: new Date(at).toISOString(),
        method: request.method,
        path: request.path,
        query: request.query,
        requestHeaders: withoutSecret(request.headers),
        body: request.body,
        status: answer.status,
        headers: answer.headers,
        answer: answer.content,
        sending: answer.sending,
        delayMs: answer.delayMs,
        struck,
      });
      // Cut in strides, so that a full log does not copy itself at each call.
      if (items.length > limit + 200) items = items.slice(-limit);
    },
    keep: (next) => {
      limit = next;
      heard = 0;
      items = [];
    },
    shown: () => {
      const kept = items.slice(-limit || items.length);
      return { kept: limit, dropped: heard - kept.length, items: kept };
    },
  };
}

function withoutSecret(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { authorization, ...rest } = headers;
  if (authorization === undefined) return rest;
  const [scheme = '', token = ''] = authorization.split(' ');
  const [key = ''] = Buffer.from(token, 'base64').toString('utf8').split(':');
  return { ...rest, authorization: `${scheme} ${key}:…` };
}
