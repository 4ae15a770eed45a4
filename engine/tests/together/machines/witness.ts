/**
 * Stands before the pretended ShipStation and writes down whose call came when: from which machine
 * it came, by the clock of the other side, which no machine of ours can turn.
 */
import { createServer, request as send, type Server } from 'node:http';

export type Witnessed = {
  /** The address of the machine that called. */
  readonly from: string;
  readonly path: string;
  readonly startedAt: number;
  /** When the other side had its answer ready; null while it is at it. */
  endedAt: number | null;
  status: number | null;
};

export type Witness = {
  readonly url: string;
  readonly calls: readonly Witnessed[];
  readonly close: () => void;
};

export const standBefore = async (
  target: string,
  host: string,
  /** Lets a call wait before it goes on to the other side. */
  hold: (path: string) => Promise<void> = () => Promise.resolve(),
): Promise<Witness> => {
  const calls: Witnessed[] = [];
  const server: Server = createServer((asked, answer) => {
    const { method = 'GET', url = '/' } = asked;
    const call: Witnessed = {
      from: asked.socket.remoteAddress ?? '', path: url, startedAt: performance.now(),
      endedAt: null, status: null,
    };
    calls.push(call);
    const onward = send(new URL(url, target), { method, headers: asked.headers }, (told) => {
      call.status = told.statusCode ?? null;
      call.endedAt = performance.now();
      answer.writeHead(call.status ?? 502, told.headers);
      told.pipe(answer);
    });
    onward.on('error', () => {
      call.endedAt = performance.now();
      answer.destroy();
    });
    // A caller that is gone is no reason for the other side to stop: the call has arrived.
    answer.on('error', () => undefined);
    void hold(url).then(() => asked.pipe(onward));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://${host}:${String(port)}`, calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Calls that began before another machine's had ended: two hands on one key. */
export const twoHands = (calls: readonly Witnessed[]): readonly string[] =>
  calls.flatMap((call, index) => {
    const before = calls.slice(0, index).findLast((one) => one.from !== call.from);
    const isBeside = before !== undefined &&
      (before.endedAt === null || before.endedAt > call.startedAt);
    return isBeside ? [`${call.from} ${call.path} beside ${before.from} ${before.path}`] : [];
  });

/** The most calls that began within any window of this length. */
export const mostWithin = (starts: readonly number[], milliseconds: number): number => {
  const inOrder = starts.toSorted((a, b) => a - b);
  let first = 0;
  return inOrder.reduce((most, start, index) => {
    while ((inOrder[first] ?? start) <= start - milliseconds) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
};
