/** The wire of a run without sockets: a call goes straight into the pretended world. */
import type { Wire, WireAnswer, WireRequest } from '../../../src/contract/wire.ts';
import { chance } from '../../../../simulator/src/chance.ts';
import type { Answer, Request } from '../../../../simulator/src/machine.ts';
import type { TurnedClock } from './clock.ts';

/** What the pretended world answers at one address, at the moment in which the call arrives. */
export type Doors = (request: Request, url: URL) => Answer;

/** How long a call is under way, there and back together, in milliseconds. */
const shortestWay = 120;
const longestWay = 900;

export const joinedWire = (clock: TurnedClock, doors: Doors, seed: number): Wire => {
  let calls = 0;
  return {
    async request(request) {
      calls += 1;
      const way = shortestWay
        + Math.round((longestWay - shortestWay) * chance(seed, 'wire/way', calls) ** 2);
      const there = Math.ceil(way / 2);
      if (there >= request.timeoutMilliseconds) return tooLate(clock, request, 0);
      await clock.sleep(there);
      const url = new URL(request.url);
      const answer = doors(arrived(request, url), url);
      const { sending } = answer;
      const back = way - there + answer.delayMs + (sending.is === 'trickled' ? sending.overMs : 0);
      if (there + back >= request.timeoutMilliseconds) return tooLate(clock, request, there);
      await clock.sleep(back);
      return heard(answer);
    },
  };
};

const tooLate = async (
  clock: TurnedClock,
  { timeoutMilliseconds }: WireRequest,
  gone: number,
): Promise<WireAnswer> => {
  await clock.sleep(timeoutMilliseconds - gone);
  const seconds = String(timeoutMilliseconds / 1_000);
  return { is: 'silence', reason: `no whole answer within ${seconds} seconds` };
};

const arrived = (request: WireRequest, url: URL): Request => ({
  method: request.method,
  path: url.pathname,
  query: Object.fromEntries(url.searchParams),
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
  body: request.body ?? '',
});

/** As the real wire hears it: half an answer is no answer. */
const heard = ({ status, headers, content, sending }: Answer): WireAnswer => {
  switch (sending.is) {
    case 'half':
    case 'cut':
    case 'reset':
      return { is: 'silence', reason: 'the connection was cut' };
    case 'whole':
    case 'trickled':
      return {
        is: 'answer',
        status,
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
        body: textOf(content),
      };
    default:
      return sending satisfies never;
  }
};

const textOf = (content: Answer['content']): string => {
  switch (content.is) {
    case 'json':
      return JSON.stringify(content.value);
    case 'html':
    case 'raw':
      return content.text;
    case 'empty':
      return '';
    default:
      return content satisfies never;
  }
};
