/**
 * A Gatepass for this room's tests: answers by the API's own shapes, without network or store.
 * What it was asked is kept, so that tests can look at what a command sent.
 */
import type { Surroundings } from './surroundings.ts';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: unknown;
};

export type Told = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly document: unknown;
};

export type Answering = (asked: Asked) => Told;

/** `GET /v1/orders` → what to say; a request that no row names is answered by 404. */
export type Routes = Readonly<Record<string, Answering | undefined>>;

export type Pretended = {
  readonly surroundings: Surroundings;
  readonly asked: readonly Asked[];
  readonly printed: () => string;
  readonly complained: () => string;
};

export function pretend(routes: Routes, changes: Partial<Surroundings> = {}): Pretended {
  const asked: Asked[] = [];
  const printed: string[] = [];
  const complained: string[] = [];
  const surroundings: Surroundings = {
    env: { GATEPASS_KEY: 'key-for-tests' },
    out: (text) => { printed.push(`${text}\n`); },
    err: (text) => { complained.push(`${text}\n`); },
    fetch: async (input, options) => {
      const request = new Request(input, options);
      const question = await askedBy(request);
      asked.push(question);
      return responseTo(request, question, routes);
    },
    readFile: async (path) => { throw missingFile(path); },
    writeNewFile: async () => ({ is: 'not-written', words: 'This disk is full.' }),
    isTerminal: false,
    ...changes,
  };
  return {
    surroundings, asked,
    printed: () => printed.join(''),
    complained: () => complained.join(''),
  };
}

/** A disk that holds these files and nothing else. */
export function diskWith(files: Readonly<Record<string, string>>): Surroundings['readFile'] {
  return async (path) => {
    const text = files[path];
    if (text === undefined) throw missingFile(path);
    return text;
  };
}

export function problem(status: number, detail: string, more: object = {}): Told {
  const title = `Refused (${String(status)})`;
  return { status, document: { type: 'about:blank', title, status, detail, ...more } };
}

function missingFile(path: string): Error {
  return Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
}

async function askedBy(request: Request): Promise<Asked> {
  const text = await request.text();
  const { pathname, search } = new URL(request.url);
  const body: unknown = text === '' ? null : JSON.parse(text);
  const key = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? null;
  return { method: request.method, path: pathname + search, key, body };
}

function responseTo(request: Request, asked: Asked, routes: Routes): Response {
  const { pathname } = new URL(request.url);
  const route = routes[`${asked.method} ${pathname}`];
  const { status = 200, headers = {}, document } = route === undefined
    ? problem(404, `There is nothing at ${pathname}.`)
    : route(asked);
  const isText = typeof document === 'string';
  return new Response(isText ? document : JSON.stringify(document), {
    status,
    headers: { 'content-type': isText ? 'text/html' : 'application/json', ...headers },
  });
}
