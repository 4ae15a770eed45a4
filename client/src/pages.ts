import type { AnswerOf, Given, Route } from './routes.ts';
import type { CallOptions, Client } from './client.ts';

/** Routes whose lists end. A mailbox never does: `listen` is for those. */
export type PagedRoute = {
  [R in Route]: AnswerOf<R> extends { items: unknown[]; next: string | null } ? R : never;
}[Exclude<Route, `${string}/dispatches` | `${string}/notices`>];

type ItemOf<R extends PagedRoute> =
  AnswerOf<R> extends { items: (infer Item)[] } ? Item : never;

/**
 * Every item of a list, page by page, each page asked for when it is needed. Lists that people
 * change meanwhile may show an item twice.
 */
export async function* each<R extends PagedRoute>(
  client: Client, route: R, given: Given<R> & CallOptions,
): AsyncGenerator<ItemOf<R>, void, undefined> {
  // Every paged route takes `after` in its query and answers items of its own kind.
  const ask = client.call as unknown as (
    route: string, given: object,
  ) => Promise<{ readonly items: readonly ItemOf<R>[]; readonly next: string | null }>;
  const query: object = 'query' in given && typeof given.query === 'object' && given.query !== null
    ? given.query : {};
  let after: string | null = null;
  do {
    const asked: object = after === null ? query : { ...query, after };
    const page = await ask(route, { ...given, query: asked });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
