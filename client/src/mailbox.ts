/** Hearing what a warehouse or a channel is told, as it happens, by one long poll after another. */
import type { Client, Message } from './client.ts';
import { NoAnswer, OddAnswer, Refused } from './trouble.ts';

export type Mailbox = { readonly warehouse: string } | { readonly channel: string };

export type Heard = {
  readonly message: Message;
  /** Say it when the message is stored on your side. Doing it twice is the same as once. */
  readonly acknowledge: () => Promise<void>;
  /** Keep this once the message is dealt with; `after` goes on from here after a restart. */
  readonly goOnFrom: string;
};

export type ListenOptions = {
  /** Where to go on; without it, from the first message that was ever sent. */
  readonly after?: string;
  /** Ends it, also in the middle of a wait. */
  readonly signal?: AbortSignal;
  /** Told of trouble that passes: it is waited out and asked again. */
  readonly onTrouble?: (trouble: NoAnswer | OddAnswer | Refused) => void;
  /** How long the server holds back an empty answer: up to thirty. */
  readonly waitSeconds?: number;
  /** Waits between two tries; a test hands in its own. */
  readonly pause?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
};

const shortestPause = 500;
const longestPause = 30_000;

/**
 * Messages in order, for ever. A message comes again after a restart until `after` says that it
 * was dealt with, so take each in by its `id`. Silence and a server that is not ready are waited
 * out; a key or a name that is wrong is thrown.
 */
export async function* listen(
  client: Client, mailbox: Mailbox, options: ListenOptions = {},
): AsyncGenerator<Heard, void, undefined> {
  const { signal, onTrouble, waitSeconds = 25, pause = pauseFor } = options;
  let after = options.after ?? '0';
  let wait = shortestPause;
  while (!isOver(signal)) {
    try {
      const page = await readPage(client, mailbox, { after, waitSeconds, signal });
      wait = shortestPause;
      for (const [at, message] of page.items.entries()) {
        const goOnFrom = at === page.items.length - 1 ? page.next : after;
        yield {
          message, goOnFrom, acknowledge: () => acknowledge(client, mailbox, message.id),
        };
      }
      after = page.next;
    } catch (trouble) {
      if (isOver(signal)) return;
      if (!passes(trouble)) throw trouble;
      onTrouble?.(trouble);
      await pause(Math.max(wait, askedToWait(trouble)), signal);
      wait = Math.min(2 * wait, longestPause);
    }
  }
}

const isOver = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const passes = (trouble: unknown): trouble is NoAnswer | OddAnswer | Refused =>
  trouble instanceof NoAnswer ||
  ((trouble instanceof OddAnswer || trouble instanceof Refused) &&
    (trouble.status >= 500 || trouble.status === 429));

const askedToWait = (trouble: NoAnswer | OddAnswer | Refused): number =>
  (trouble instanceof NoAnswer ? 0 : 1_000 * (Number(trouble.headers.get('retry-after')) || 0));

const readPage = async (
  { call }: Client,
  mailbox: Mailbox,
  { after, waitSeconds, signal }: {
    readonly after: string; readonly waitSeconds: number; readonly signal: AbortSignal | undefined;
  },
): Promise<{ readonly items: readonly Message[]; readonly next: string }> => {
  const query = { after: Number(after), wait: waitSeconds };
  const how = signal === undefined ? {} : { signal };
  const page = 'warehouse' in mailbox
    ? await call('GET /v1/warehouses/{name}/dispatches',
      { path: { name: mailbox.warehouse }, query, ...how })
    : await call('GET /v1/channels/{name}/notices',
      { path: { name: mailbox.channel }, query, ...how });
  return { items: page.items, next: page.next ?? after };
};

const acknowledge = async ({ call }: Client, mailbox: Mailbox, id: string): Promise<void> => {
  await ('warehouse' in mailbox
    ? call('POST /v1/warehouses/{name}/dispatches/{id}/ack',
      { path: { name: mailbox.warehouse, id } })
    : call('POST /v1/channels/{name}/notices/{id}/ack', { path: { name: mailbox.channel, id } }));
};

const pauseFor = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
