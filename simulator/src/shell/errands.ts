import { noteShopAnswer } from '../channel/shop.ts';
import type { Errand, Moment } from '../machine.ts';
import { noteAnswer } from '../warehouse/pack.ts';
import type { Fetch } from '../shipstation/custom-store/fetching.ts';
import { afterFetch } from '../shipstation/custom-store/fetching.ts';
import type { Notify } from '../shipstation/custom-store/notice.ts';
import { readPage } from '../shipstation/custom-store/page.ts';
import { storeTime } from '../shipstation/custom-store/times.ts';
import { noteCustomNotice } from '../shipstation/notices.ts';
import { noteDelivery, webhookPatienceMs } from '../shipstation/webhook-delivery.ts';
import type { World } from '../world.ts';
import { planned } from '../world.ts';
import { impossible } from '../never.ts';

/** Where the Gatepass under test listens, and with which key the pretend systems call it. */
export type Target = { readonly url: string; readonly key: string };

export type Outcome =
  | { readonly is: 'answered'; readonly text: string }
  | { readonly is: 'unreachable'; readonly why: string };

const retryAfterMs = 1_000;
/** After ten minutes of silence a pretend system gives up, as real ones do. */
const triesAllowed = 600;
export const answerTimeoutMs = 10_000;

/**
 * Carries one message out of the world and returns the change that its outcome makes. A run
 * without sockets hands in what delivers a call in place of `fetch`.
 */
export async function carryOut(
  errand: Errand,
  target: Target | null,
  signal: AbortSignal,
  deliver: typeof fetch = fetch,
): Promise<(world: World, now: Moment) => World> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]);
  switch (errand.is) {
    case 'shipstation.webhook':
      return afterWebhook(errand, await post(errand.url, errand.body, signal, deliver));
    case 'warehouse.put': {
      const { warehouse = 'leicester', reference } = errand;
      const path = `/v1/warehouses/${warehouse}/consignments/${encodeURIComponent(reference)}`;
      const outcome = await put(target, path, errand.body, limit, deliver);
      return (world, now) => afterPut(world, errand, outcome, now);
    }
    case 'channel.put': {
      const { channel = 'shopify-uk', reference } = errand;
      const path = `/v1/channels/${channel}/orders/${encodeURIComponent(reference)}`;
      const outcome = await put(target, path, errand.body, limit, deliver);
      return (world, now) => afterPut(world, errand, outcome, now);
    }
    case 'custom-store.fetch': {
      const read = await fetchPage(errand, limit, deliver);
      return (world, now) => {
        const passed = afterFetch(world.shipstation, errand, read, now);
        return planned({ ...world, shipstation: passed.account }, passed.later);
      };
    }
    case 'custom-store.notify': {
      const outcome = await notify(errand, limit, deliver);
      return (world, now) => ({
        ...world, shipstation: noteCustomNotice(world.shipstation, errand, outcome, now),
      });
    }
    case 'shipstation.arrives':
    case 'warehouse.advance':
    case 'warehouse.depart':
      throw new Error(`${errand.is} stays inside the world`);
    default:
      return impossible(errand);
  }
}

/** What the sender makes of an answer, or of none: a run without sockets asks it as well. */
const afterWebhook =
  (errand: Extract<Errand, { readonly is: 'shipstation.webhook' }>, isTaken: boolean) =>
  (world: World, now: Moment): World => {
    const noted = noteDelivery(world.shipstation, errand, isTaken, now);
    return planned({ ...world, shipstation: noted.account }, noted.later);
  };

export function afterPut(
  world: World,
  errand: Extract<Errand, { readonly revision: number }>,
  outcome: Outcome,
  now: Moment,
): World {
  if (outcome.is === 'unreachable' && errand.tries < triesAllowed) {
    const again = { ...errand, tries: errand.tries + 1 };
    return planned(world, [{ at: now + retryAfterMs, errand: again }]);
  }
  const text = outcome.is === 'answered' ? outcome.text : `gave up: ${outcome.why}`;
  if (errand.is === 'channel.put') {
    const heard = { revision: errand.revision, text, now };
    return { ...world, shop: noteShopAnswer(world.shop, errand.reference, heard) };
  }
  const noted = noteAnswer(world.warehouse, errand.reference, text, now, errand.revision);
  return planned({ ...world, warehouse: noted.warehouse }, noted.later);
}

/** A 429 or a 5xx is no answer: the whole snapshot can be sent again at any time. */
async function put(
  target: Target | null,
  path: string,
  body: string,
  signal: AbortSignal,
  deliver: typeof fetch,
): Promise<Outcome> {
  if (target === null) return { is: 'unreachable', why: 'no Gatepass address was given' };
  const url = `${target.url.replace(/\/$/, '')}${path}`;
  const headers = { authorization: `Bearer ${target.key}`, 'content-type': 'application/json' };
  try {
    const response = await deliver(url, { method: 'PUT', headers, body, signal });
    const text = (await response.text()).slice(0, 4_000);
    const isAnswer = response.status < 500 && response.status !== 429;
    return isAnswer
      ? { is: 'answered', text: `${response.status} ${text}` }
      : { is: 'unreachable', why: `${response.status} ${text}` };
  } catch (problem) {
    return { is: 'unreachable', why: String(problem) };
  }
}

/** Whether it was taken: answered with 2xx, and in time. */
async function post(
  url: string,
  body: string,
  signal: AbortSignal,
  deliver: typeof fetch,
): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(webhookPatienceMs)]);
  const headers = { 'content-type': 'application/json' };
  try {
    const response = await deliver(url, { method: 'POST', headers, body, signal: limit });
    await response.text();
    return response.ok;
  } catch (problem) {
    // Whatever went wrong on the way, the message was not taken; nobody is told why.
    if (problem instanceof Error) return false;
    throw problem;
  }
}

const basic = ({ username, password }: { readonly username: string; readonly password: string }) =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;

const addressOf = (url: string, query: Readonly<Record<string, string>>): string =>
  `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;

/** A page is asked for as the guide has it, in UTC, and judged before anything of it is taken. */
async function fetchPage(
  errand: Fetch,
  signal: AbortSignal,
  deliver: typeof fetch,
): Promise<Parameters<typeof afterFetch>[2]> {
  const url = addressOf(errand.url, {
    action: 'export', start_date: storeTime(errand.from), end_date: storeTime(errand.to),
    page: String(errand.page),
  });
  try {
    const response = await deliver(url, { headers: { authorization: basic(errand) }, signal });
    const text = await response.text();
    return response.ok
      ? await readPage(text) : { is: 'unreachable', why: `the store answered ${response.status}` };
  } catch (problem) {
    if (problem instanceof Error) return { is: 'unreachable', why: problem.message };
    throw problem;
  }
}

async function notify(
  errand: Notify,
  signal: AbortSignal,
  deliver: typeof fetch,
): Promise<{ readonly isTaken: boolean; readonly why: string }> {
  const headers = { authorization: basic(errand), 'content-type': 'application/xml' };
  try {
    const response = await deliver(addressOf(errand.url, errand.query), {
      method: 'POST', headers, body: errand.body, signal,
    });
    const text = (await response.text()).slice(0, 200);
    return { isTaken: response.ok, why: `The store answered ${response.status}: ${text}` };
  } catch (problem) {
    if (problem instanceof Error) return { isTaken: false, why: problem.message };
    throw problem;
  }
}
