import type { Answer, Later, Moment, Request, Step } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { ruleProblem } from './answers.ts';
import { carriers, packages, services, stores, tags, warehouses } from './catalogue.ts';
import { strike } from './faults.ts';
import { admit } from './gate.ts';
import { createLabel } from './labels.ts';
import type { Query } from './lists.ts';
import { listFulfillments, listOrders, listShipments, oneOrder } from './lists.ts';
import {
  deleteOrder,
  holdUntil,
  liftDueHolds,
  markAsShipped,
  restoreFromHold,
  voidLabelCall,
} from './order-changes.ts';
import { createOrder, createOrders } from './upsert.ts';
import { deleteWebhook, listWebhooks, subscribe } from './webhooks.ts';
import { impossible } from '../never.ts';

/**
 * The pretend ShipStation, V1 face: one request in, the next account and the answer out. Paths
 * and query names are compared without case, as the real service does (3.1).
 */
export function shipStation(
  account: Account,
  request: Request,
  now: Moment,
  seed: number,
): Step<Account> {
  const admission = admit(account, request, now);
  if (admission.is === 'refused') {
    return { state: admission.account, answer: admission.answer, later: [] };
  }
  const path = request.path.toLowerCase().replace(/\/$/, '');
  const struck = strike(admission.account.faults, path);
  const open = { ...liftDueHolds(admission.account, now), faults: struck.faults };
  const delayMs = struck.faults.latencyMs;
  const finish = (done: Performed, isCut: boolean): Step<Account> => ({
    state: done.account,
    answer: {
      ...done.answer,
      headers: { ...done.answer.headers, ...admission.headers },
      delayMs,
      isCut,
    },
    later: done.later ?? [],
  });
  switch (struck.fault.is) {
    case 'refused':
      return finish({ account: open, answer: struck.fault.answer }, false);
    case 'cut-before':
      return finish({ account: open, answer: answerJson(200, null) }, true);
    case 'cut-after':
      return finish(route(open, { ...request, path }, now, seed), true);
    case 'none':
      return finish(route(open, { ...request, path }, now, seed), false);
    default:
      return impossible(struck.fault);
  }
}

type Performed = {
  readonly account: Account;
  readonly answer: Answer;
  readonly later?: readonly Later[];
};

type Call = {
  readonly account: Account;
  readonly body: string;
  readonly query: Query;
  readonly now: Moment;
  readonly seed: number;
};

const read =
  (answerOf: (call: Call) => Answer) =>
  (call: Call): Performed => ({ account: call.account, answer: answerOf(call) });

/** `/orders/list` and its kin still answer beside the plain names (section 7, row 6). */
const routes: Readonly<Record<string, (call: Call) => Performed>> = {
  'get /orders': read(({ account, query }) => listOrders(account, query)),
  'get /orders/list': read(({ account, query }) => listOrders(account, query)),
  'post /orders/createorder': ({ account, body, now, seed }) =>
    createOrder(account, body, now, seed),
  'post /orders/createorders': ({ account, body, now, seed }) =>
    createOrders(account, body, now, seed),
  'post /orders/createlabelfororder': ({ account, body, now, seed }) =>
    createLabel(account, body, now, seed),
  'post /orders/holduntil': ({ account, body, now }) => holdUntil(account, body, now),
  'post /orders/restorefromhold': ({ account, body, now }) => restoreFromHold(account, body, now),
  'post /orders/markasshipped': ({ account, body, now }) => markAsShipped(account, body, now),
  'get /shipments': read(({ account, query }) => listShipments(account, query)),
  'get /shipments/list': read(({ account, query }) => listShipments(account, query)),
  'post /shipments/voidlabel': ({ account, body, now }) => voidLabelCall(account, body, now),
  'get /fulfillments': read(({ account, query }) => listFulfillments(account, query)),
  'get /carriers': read(() => answerJson(200, carriers)),
  'get /carriers/listservices': read(({ query }) => ofCarrier(services, query)),
  'get /carriers/listpackages': read(({ query }) => ofCarrier(packages, query)),
  'get /warehouses': read(() => answerJson(200, warehouses)),
  'get /stores': read(() => answerJson(200, stores)),
  'get /accounts/listtags': read(() => answerJson(200, tags)),
  'get /webhooks': read(({ account }) => listWebhooks(account)),
  'post /webhooks/subscribe': ({ account, body }) => subscribe(account, body),
};

const withId: readonly {
  readonly shape: RegExp;
  readonly perform: (call: Call, id: number) => Performed;
}[] = [
  {
    shape: /^get \/orders\/(\d+)$/,
    perform: ({ account }, id) => ({ account, answer: oneOrder(account, id) }),
  },
  {
    shape: /^delete \/orders\/(\d+)$/,
    perform: ({ account, now }, id) => deleteOrder(account, id, now),
  },
  {
    shape: /^delete \/webhooks\/(\d+)$/,
    perform: ({ account }, id) => deleteWebhook(account, id),
  },
];

function route(account: Account, request: Request, now: Moment, seed: number): Performed {
  const query = Object.fromEntries(
    Object.entries(request.query).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const call = { account, body: request.body, query, now, seed };
  const name = `${request.method.toLowerCase()} ${request.path}`;
  const plain = routes[name];
  if (plain !== undefined) return plain(call);
  for (const { shape, perform } of withId) {
    const id = shape.exec(name)?.[1];
    if (id !== undefined) return perform(call, Number(id));
  }
  return { account, answer: unknownRoute(request) };
}

function unknownRoute(request: Request): Answer {
  const isKnownPath = Object.keys(routes).some((name) => name.endsWith(` ${request.path}`));
  return isKnownPath
    ? answerJson(405, {
        Message: `The requested resource does not support http method '${request.method}'.`,
      })
    : answerJson(404, { Message: 'No HTTP resource was found that matches the request URI.' });
}

function ofCarrier(rows: readonly { readonly carrierCode: string }[], query: Query): Answer {
  const code = query['carriercode'];
  if (!carriers.some((carrier) => carrier.code === code)) return ruleProblem('Invalid carrierCode');
  return answerJson(
    200,
    rows.filter((row) => row.carrierCode === code),
  );
}
