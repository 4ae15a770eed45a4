import { join } from 'node:path';
import { Ending, exitCode } from './ending.ts';
import type { Surroundings } from './surroundings.ts';

const defaultUrl = 'http://127.0.0.1:4600';

/** Where `npm start` runs with the same PORT, which is all that is said in most terminals. */
function urlByPort(port: string | undefined): string | undefined {
  return port !== undefined && /^\d{1,5}$/.test(port) ? `http://127.0.0.1:${port}` : undefined;
}

/** What a person may say about where Gatepass is and who asks. */
export type Whereabouts = { readonly url?: string | undefined; readonly key?: string | undefined };

/** The key and the place it came from; only the place is ever shown. */
export type FoundKey =
  | { readonly is: 'key'; readonly text: string; readonly from: string }
  | { readonly is: 'none'; readonly looked: readonly string[] };

/** The Gatepass that a command talks to. */
export type Server = {
  readonly url: URL;
  /** As people write it, without a last slash. */
  readonly shown: string;
  readonly key: FoundKey;
};

/** Finds the address and the key: what was said comes before the environment, then this machine. */
export async function findServer(said: Whereabouts, surroundings: Surroundings): Promise<Server> {
  const url = addressOf(said, surroundings.env);
  const key = await findKey(said, surroundings, isThisMachine(url));
  return { url, shown: url.href.replace(/\/$/, ''), key };
}

/** Whether what is sent stays on this machine. */
export function isThisMachine(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
}

/** Whether keys and secrets would travel where others on the way can read them. */
export function isReadableOnTheWay(url: URL): boolean {
  return url.protocol === 'http:' && !isThisMachine(url);
}

function addressOf(said: Whereabouts, env: Surroundings['env']): URL {
  const [text, from] = firstGiven([
    [said.url, '--url'], [env['GATEPASS_URL'], 'GATEPASS_URL'],
    [urlByPort(env['PORT']), 'PORT'],
  ]) ?? [defaultUrl, 'the default'];
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Ending(exitCode.notUnderstood, [
      `The address from ${from} is not one that Gatepass can have: ${text}`,
      `It should look like ${defaultUrl} or https://gatepass.example.`,
    ]);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Ending(exitCode.notUnderstood, [
      `The address from ${from} carries a name or password. Give the key by GATEPASS_KEY instead.`,
    ]);
  }
  url.search = '';
  url.hash = '';
  return url;
}

async function findKey(
  said: Whereabouts, surroundings: Surroundings, isLocal: boolean,
): Promise<FoundKey> {
  const { env } = surroundings;
  const given = firstGiven([
    [said.key, '--key'],
    [env['GATEPASS_KEY'], 'GATEPASS_KEY'],
    [env['GATEPASS_BOOTSTRAP_KEY'], 'GATEPASS_BOOTSTRAP_KEY'],
  ]);
  if (given !== null) return keyFrom(given[0], given[1]);
  const looked = ['--key', 'GATEPASS_KEY', 'GATEPASS_BOOTSTRAP_KEY'];
  // The key in the file opens the Gatepass of this machine; another machine must not get to see it.
  if (!isLocal) return { is: 'none', looked };
  const path = join(env['GATEPASS_DATA'] || './data', 'local.key');
  const text = await readKeyFile(path, surroundings);
  if (text !== null) return keyFrom(text, `the file ${path}`);
  return { is: 'none', looked: [...looked, `the file ${path}`] };
}

async function readKeyFile(path: string, { readFile }: Surroundings): Promise<string | null> {
  try {
    const text = (await readFile(path)).trim();
    return text === '' ? null : text;
  } catch (refusal) {
    const code = errorCode(refusal);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Ending(exitCode.notUnderstood, [
      `The key in ${path} cannot be read (${code}). It belongs to whoever runs npm start here.`,
      'Run the command as that user, or give a key by GATEPASS_KEY.',
    ]);
  }
}

function keyFrom(given: string, from: string): FoundKey {
  const text = given.trim();
  if (!/^[\u0021-\u007E]+$/.test(text)) {
    throw new Ending(exitCode.notUnderstood, [
      `What ${from} holds cannot be a key: keys have neither blanks nor letters with accents.`,
    ]);
  }
  return { is: 'key', text, from };
}

/** An empty setting counts as not given: a shell makes it easily and nobody means it. */
function firstGiven(
  places: readonly (readonly [string | undefined, string])[],
): readonly [string, string] | null {
  for (const [text, from] of places) {
    if (text !== undefined && text.trim() !== '') return [text.trim(), from];
  }
  return null;
}

/** The system's short name for what went wrong with a file, such as ENOENT. */
export function errorCode(refusal: unknown): string {
  if (!(refusal instanceof Error)) return 'no reason given';
  return 'code' in refusal && typeof refusal.code === 'string' ? refusal.code : refusal.message;
}
