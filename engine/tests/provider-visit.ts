/** Starts the provider as a process, and walks through its pages as a browser would. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

export type RunningProvider = { readonly issuer: string; readonly stop: () => Promise<void> };

export const startProvider = async (returnsTo: string): Promise<RunningProvider> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'provider.ts'), returnsTo], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => { reject(new Error('the provider ended before it listened')); });
  });
  const { issuer } = JSON.parse(line) as { issuer: string };
  return {
    issuer,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/**
 * Follows the provider's pages from `url` until it sends back to Gatepass, signing in there as
 * `login` and agreeing to all that it asks. Answers the address that it sends back to.
 */
export const visitProvider = async (url: string, login: string): Promise<string> => {
  const { origin } = new URL(url);
  const jar = new Map<string, string>();
  let next: { readonly url: string; readonly form: URLSearchParams | null } = { url, form: null };
  for (let step = 0; step < 20; step += 1) {
    const { form } = next;
    const answer = await fetch(next.url, {
      redirect: 'manual', headers: { cookie: [...jar.values()].join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.split('=')[0] ?? '', pair);
    }
    const location = answer.headers.get('location');
    const page = await answer.text();
    if (location !== null) {
      const to = new URL(location, next.url);
      if (to.origin !== origin) return to.href;
      next = { url: to.href, form: null };
      continue;
    }
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the provider shows no form: ${page.slice(0, 300)}`);
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login';
    next = {
      url: new URL(action, next.url).href,
      form: new URLSearchParams({ prompt, login, password: 'any' }),
    };
  }
  throw new Error('the provider leads round in circles');
};
