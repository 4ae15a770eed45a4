/** What to say where nothing answers: a slip in the method is not a slip in the address. */
import { Problem } from './problem.ts';
import type { Server } from './context.ts';

type Seen = { readonly method: string; readonly url: string };

/** Watches the routes come; called before the first of them is there. */
export const notThere = (server: Server): ((asked: Seen) => Problem) => {
  const routes: { readonly methods: readonly string[]; readonly address: RegExp }[] = [];
  server.addHook('onRoute', ({ method, url, schema }) => {
    if (schema?.hide === true) return;
    routes.push({
      methods: [method].flat().filter((one) => one !== 'HEAD'),
      address: addressed(url),
    });
  });
  return ({ method, url }) => {
    const [address = ''] = url.slice(0, 200).split('?');
    const others = routes.filter((one) => one.address.test(address))
      .flatMap((one) => one.methods).filter((one) => one !== method);
    const taken = [...new Set(others)].sort();
    return new Problem(404, 'Not found', taken.length === 0
      ? `There is nothing at ${url.slice(0, 200)}.`
      : `${address} does not take ${method}; it takes ${taken.join(' and ')}.`);
  };
};

const addressed = (url: string): RegExp => {
  const steps = url.split('/')
    .map((step) => (step.startsWith(':') ? '[^/]+' : RegExp.escape(step)));
  return new RegExp(`^${steps.join('/')}/?$`);
};
