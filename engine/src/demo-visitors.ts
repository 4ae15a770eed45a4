/**
 * Whether anybody looks at the demo. Its clock runs only for people: it stands still when nobody
 * has asked for a page for a while, so that a forgotten demo costs nothing and grows no further.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const patienceMilliseconds = 20 * 60_000;

export type Visitors = { readonly areThere: () => boolean };

/** As much of a server as is listened to. */
type Asked = {
  readonly on: (
    event: 'request',
    heard: (
      request: Pick<IncomingMessage, 'method' | 'url'>,
      answer: Pick<ServerResponse, 'once'>,
    ) => void,
  ) => unknown;
};

export const watchVisitors = (
  server: Asked,
  realNow: () => number = Date.now,
): Visitors => {
  let lastAt = realNow();
  let listening = 0;
  server.on('request', ({ method, url = '' }, answer) => {
    if (method !== 'GET' || /^\/(healthz|readyz|metrics|v1\/demo$)/.test(url)) return;
    lastAt = realNow();
    if (!url.startsWith('/v1/events')) return;
    // A page that is open hears of changes by this one request, for as long as it is open.
    listening += 1;
    answer.once('close', () => {
      listening -= 1;
      lastAt = realNow();
    });
  });
  return { areThere: () => listening > 0 || realNow() - lastAt < patienceMilliseconds };
};
