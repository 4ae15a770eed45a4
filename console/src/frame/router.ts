/** The pages and their addresses. Each page is a file of its own, fetched when it is opened. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect,
} from '@tanstack/react-router';
import {
  connectionsSearch, connectSearch, exceptionsSearch, findSearch, flowSearch, orderSearch,
  ordersSearch, parseSearch, signInSearch, stringifySearch,
} from './address.ts';
import { Frame } from './frame.tsx';
import { keptWarehouse } from './kept.ts';
import { NoSuchPage, PageTripped } from './no-page.tsx';

type Context = { readonly client: QueryClient };

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NoSuchPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('../sign-in/page.tsx'), 'SignInPage'),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  validateSearch: flowSearch,
  component: lazyRouteComponent(() => import('../wall/page.tsx'), 'WallPage'),
});

const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame });

const flow = createRoute({
  getParentRoute: () => framed,
  path: '/',
  validateSearch: flowSearch,
  beforeLoad: ({ search, cause }) => {
    if (search.warehouse !== undefined) return;
    // From one warehouse to this same page without one: somebody chose all, or went back to all.
    if (cause === 'stay') keptWarehouse.write('');
    const warehouse = keptWarehouse.read();
    if (warehouse === '') return;
    redirect({ to: '/', search: { warehouse }, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('../flow/page.tsx'), 'FlowPage'),
});

const plans = createRoute({
  getParentRoute: () => framed,
  path: '/plans',
  component: lazyRouteComponent(() => import('../plans/page.tsx'), 'PlansPage'),
});

const connections = createRoute({
  getParentRoute: () => framed,
  path: '/connections',
  validateSearch: connectionsSearch,
  component: lazyRouteComponent(() => import('../connections/page.tsx'), 'ConnectionsPage'),
});

const connect = createRoute({
  getParentRoute: () => framed,
  path: '/connect',
  validateSearch: connectSearch,
  component: lazyRouteComponent(() => import('../connect/page.tsx'), 'ConnectPage'),
});

const people = createRoute({
  getParentRoute: () => framed,
  path: '/people',
  component: lazyRouteComponent(() => import('../people/page.tsx'), 'PeoplePage'),
});

const account = createRoute({
  getParentRoute: () => framed,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/page.tsx'), 'AccountPage'),
});

const find = createRoute({
  getParentRoute: () => framed,
  path: '/find',
  validateSearch: findSearch,
  component: lazyRouteComponent(() => import('../find/page.tsx'), 'FindPage'),
});

const exceptions = createRoute({
  getParentRoute: () => framed,
  path: '/exceptions',
  validateSearch: exceptionsSearch,
  component: lazyRouteComponent(() => import('../exceptions/page.tsx'), 'ExceptionsPage'),
});

const orders = createRoute({
  getParentRoute: () => framed,
  path: '/orders',
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import('../orders/page.tsx'), 'OrdersPage'),
});

const order = createRoute({
  getParentRoute: () => framed,
  path: '/orders/$id',
  validateSearch: orderSearch,
  component: lazyRouteComponent(() => import('../order/page.tsx'), 'OrderPage'),
});

const handbookPage = lazyRouteComponent(
  () => import('../handbook/page.tsx'), 'HandbookPage',
);
const handbook = createRoute({
  getParentRoute: () => framed, path: '/handbook', component: handbookPage,
});
const handbookAt = createRoute({
  getParentRoute: () => framed, path: '/handbook/$page', component: handbookPage,
});
const guides = createRoute({
  getParentRoute: () => framed, path: '/docs/$', component: handbookPage,
});

const routeTree = root.addChildren([
  signIn,
  wall,
  framed.addChildren([
    flow, exceptions, orders, order, find, plans, connections, connect, people, account, handbook,
    handbookAt, guides,
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: PageTripped,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  // The router's own way of letting links know which addresses exist.
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
