import type { Answer, Later, Moment, Request, Step } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { accountIdRoutes, accountRoutes } from './account-routes.ts';
import type { Account } from './account.ts';
import { tags } from './catalogue.ts';
import type { IdRoute, Performed, PlainRoutes } from './call.ts';
import { read } from './call.ts';
import { spoil } from './faults/spoil.ts';
import type { Blow } from './faults/strike.ts';
import { afterwards, strike } from './faults/strike.ts';
import type { Admitted } from './gate.ts';
import { admit, throttleEarly } from './gate.ts';
import { lengthProblem, mediaProblem } from './http-rules.ts';
import { labelRoutes } from './label-routes.ts';
import { isRegistration, refuseNever } from './never-calls.ts';
import { orderIdRoutes, orderRoutes } from './order-routes.ts';
import { passTime } from './passing-time.ts';
import { deleteWebhook } from './webhooks.ts';
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
  const heard = { ...account, callsHeard: account.callsHeard + 1 };
  const length = lengthProblem(request);
  if (length !== null) return { state: heard, answer: length, later: [] };
  if (isRegistration(request)) {
    const { account: state, answer } = refuseNever(heard, 'registeraccount', now);
    return { state, answer, later: [] };
  }
  const admission = admit(heard, request, now);
  if (admission.is === 'refused') {
    return { state: admission.account, answer: admission.answer, later: [] };
  }
  const path = request.path.toLowerCase().replace(/\/$/, '');
  const method = request.method.toUpperCase();
  const call = { path, method, count: heard.callsHeard };
  const { switches, faults } = admission.account;
  const blow = strike(faults, call, { seed, switches });
  const passed = passTime({ ...admission.account, faults: blow.faults }, now, seed);
  const heardAs = { ...request, path };
  const perform = (state: Account) => route(state, heardAs, now, seed);
  const done = performUnder(blow, passed.account, perform, admission);
  const draw = { seed: faults.faultSeed ?? seed, count: call.count };
  const answer = blow.spoils.reduce((told, what) => spoil(told, what, draw), done.answer);
  const isThrottled = blow.instead?.is === 'throttled';
  const headers = blow.hasRateHeaders && !isThrottled ? admission.headers : {};
  return {
    state: done.account,
    answer: {
      ...(blow.after === null ? answer : afterwards(answer, blow.after)),
      headers: { ...answer.headers, ...headers },
      delayMs: answer.delayMs + blow.delayMs,
    },
    later: [...passed.later, ...(done.later ?? []), ...arrivesLater(blow, heardAs, now)],
    struck: blow.names,
  };
}

const arrivesLater = ({ instead }: Blow, request: Request, now: Moment): readonly Later[] =>
  instead?.is === 'late'
    ? [{ at: now + instead.afterMs, errand: { is: 'shipstation.arrives', request } }] : [];

/** A call that was let in and given up on takes effect after all; nobody hears the answer. */
export function arriveLate(account: Account, request: Request, now: Moment, seed: number) {
  const passed = passTime(account, now, seed);
  const done = route(passed.account, request, now, seed);
  return { account: done.account, later: [...passed.later, ...(done.later ?? [])] };
}

/** Performs the call once, twice or not at all, as its faults have it. */
function performUnder(
  blow: Blow,
  account: Account,
  perform: (account: Account) => Performed,
  admitted: Admitted,
): Performed {
  const { instead } = blow;
  if (instead === null) {
    const once = perform(account);
    if (!blow.isTwice) return trickled(once, blow.trickleMs);
    const again = perform(once.account);
    return trickled({ ...again, later: [...(once.later ?? []), ...(again.later ?? [])] },
      blow.trickleMs);
  }
  switch (instead.is) {
    case 'answered':
    case 'late':
      return { account, answer: instead.answer };
    case 'broken':
      return { account, answer: { ...answerJson(200, null), sending: instead.sending } };
    case 'throttled':
      return throttleEarly(account, admitted, instead);
    default:
      return impossible(instead);
  }
}

const trickled = (done: Performed, overMs: number): Performed =>
  overMs === 0 || done.answer.sending.is !== 'whole'
    ? done
    : { ...done, answer: { ...done.answer, sending: { is: 'trickled', overMs } } };

/** `/orders/list` and its kin still answer beside the plain names (section 7, row 6). */
const routes: PlainRoutes = {
  ...labelRoutes,
  ...orderRoutes,
  ...accountRoutes,
  'get /accounts/listtags': read(() => answerJson(200, tags)),
};

const withId: readonly IdRoute[] = [
  ...orderIdRoutes,
  ...accountIdRoutes,
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
  const media = mediaProblem(request, account.switches);
  const plain = routes[name];
  if (plain !== undefined) return media === null ? plain(call) : { account, answer: media };
  for (const { shape, perform } of withId) {
    const id = shape.exec(name)?.[1];
    if (id === undefined) continue;
    return media === null ? perform(call, Number(id)) : { account, answer: media };
  }
  return { account, answer: unknownRoute(request) };
}

function unknownRoute(request: Request): Answer {
  const methods = ['get', 'post', 'put', 'delete'];
  const isKnownPath = methods.some((method) => {
    const name = `${method} ${request.path}`;
    return name in routes || withId.some(({ shape }) => shape.test(name));
  });
  return isKnownPath
    ? answerJson(405, {
        Message: `The requested resource does not support http method '${request.method}'.`,
      })
    : answerJson(404, { Message: 'No HTTP resource was found that matches the request URI.' });
}
