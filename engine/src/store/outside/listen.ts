import type { Client } from 'pg';
import { presenceLock } from '../presence.ts';
import type { Log } from '../transact.ts';

export type Listener = {
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

type Ears = Map<string, Set<(payload: string) => void>>;

/** Longest pause between two tries to connect again, in milliseconds. */
const longestPause = 15_000;

/**
 * Listens on one connection of its own, made when somebody first listens. When it breaks it is
 * made again, for as long as anybody listens; then everybody is called once with nothing to say,
 * because what was said meanwhile is lost. It also says that this process is there.
 */
export const listenerFor = (connect: () => Client, log: Log): Listener => {
  const ears: Ears = new Map();
  let client: Promise<Client> | null = null;
  let tries = 0;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const open = async (): Promise<Client> => {
    const fresh = connect();
    fresh.on('error', (problem) => lost(fresh, problem.message));
    fresh.on('end', () => lost(fresh, 'the server ended it'));
    fresh.on('notification', ({ channel, payload }) => {
      for (const heard of ears.get(channel) ?? []) heard(payload ?? '');
    });
    await fresh.connect();
    await fresh.query(`select pg_advisory_lock_shared(${String(presenceLock)})`);
    for (const channel of ears.keys()) await fresh.query(`listen ${quoted(channel)}`);
    tries = 0;
    return fresh;
  };

  const connected = (): Promise<Client> => {
    client ??= open().catch((problem: unknown) => {
      client = null;
      throw problem;
    });
    return client;
  };

  const lost = (which: Client, why: string): void => {
    const held = client;
    client = null;
    if (held === null || closed) return;
    log('the listening connection broke and is made again', { why });
    void which.end().catch(() => undefined);
    if (ears.size > 0) again();
  };

  const again = (): void => {
    if (closed || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      connected().then(
        () => {
          for (const all of ears.values()) for (const heard of all) heard('');
        },
        (problem: unknown) => {
          log('listening is still not possible', { problem: String(problem) });
          again();
        },
      );
    }, Math.min(longestPause, 100 * 2 ** tries));
    tries += 1;
  };

  const listen: Listener['listen'] = async (channel, heard) => {
    const all = ears.get(channel) ?? new Set();
    ears.set(channel, all.add(heard));
    await (await connected()).query(`listen ${quoted(channel)}`);
    return async () => {
      all.delete(heard);
      if (all.size > 0 || closed) return;
      ears.delete(channel);
      await (await client)?.query(`unlisten ${quoted(channel)}`);
    };
  };

  return {
    listen,
    close: async () => {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      const held = client;
      client = null;
      await (await held)?.end();
    },
  };
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
