import { noteShopAnswer } from '../channel/shop.ts';
import type { Errand, Moment } from '../machine.ts';
import { noteAnswer } from '../warehouse/pack.ts';
import type { World } from '../world.ts';
import { planned } from '../world.ts';
import { impossible } from '../never.ts';

/** Where the Gatepass under test listens, and with which key the pretend systems call it. */
export type Target = { readonly url: string; readonly key: string };

type Outcome =
  | { readonly is: 'answered'; readonly text: string }
  | { readonly is: 'unreachable'; readonly why: string };

const retryAfterMs = 1_000;
/** After ten minutes of silence a pretend system gives up, as real ones do. */
const triesAllowed = 600;
const answerTimeoutMs = 10_000;

/** Carries one message out of the world and returns the change that its outcome makes. */
export async function carryOut(
  errand: Errand,
  target: Target | null,
  signal: AbortSignal,
): Promise<(world: World, now: Moment) => World> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]);
  switch (errand.is) {
    case 'shipstation.webhook':
      // A lost webhook costs its receiver time only, and V1 tells nobody whether it repeats.
      await post(errand.url, errand.body, limit);
      return (world) => world;
    case 'warehouse.put': {
      const path = `/v1/warehouses/leicester/consignments/${encodeURIComponent(errand.reference)}`;
      const outcome = await put(target, path, errand.body, limit);
      return (world, now) => afterPut(world, errand, outcome, now);
    }
    case 'channel.put': {
      const path = `/v1/channels/shopify-uk/orders/${encodeURIComponent(errand.reference)}`;
      const outcome = await put(target, path, errand.body, limit);
      return (world, now) => afterPut(world, errand, outcome, now);
    }
    case 'warehouse.advance':
    case 'warehouse.depart':
      throw new Error(`${errand.is} stays inside the world`);
    default:
      return impossible(errand);
  }
}

function afterPut(
  world: World,
  errand: Extract<Errand, { readonly tries: number }>,
  outcome: Outcome,
  now: Moment,
): World {
  if (outcome.is === 'unreachable' && errand.tries < triesAllowed) {
    const again = { ...errand, tries: errand.tries + 1 };
    return planned(world, [{ at: now + retryAfterMs, errand: again }]);
  }
  const text = outcome.is === 'answered' ? outcome.text : `gave up: ${outcome.why}`;
  if (errand.is === 'channel.put') {
    return { ...world, shop: noteShopAnswer(world.shop, errand.reference, text) };
  }
  const noted = noteAnswer(world.warehouse, errand.reference, text, now);
  return planned({ ...world, warehouse: noted.warehouse }, noted.later);
}

/** A 429 or a 5xx is no answer: the whole snapshot can be sent again at any time. */
async function put(
  target: Target | null,
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<Outcome> {
  if (target === null) return { is: 'unreachable', why: 'no Gatepass address was given' };
  const url = `${target.url.replace(/\/$/, '')}${path}`;
  const headers = { authorization: `Bearer ${target.key}`, 'content-type': 'application/json' };
  try {
    const response = await fetch(url, { method: 'PUT', headers, body, signal });
    const text = (await response.text()).slice(0, 4_000);
    const isAnswer = response.status < 500 && response.status !== 429;
    return isAnswer
      ? { is: 'answered', text: `${response.status} ${text}` }
      : { is: 'unreachable', why: `${response.status} ${text}` };
  } catch (problem) {
    return { is: 'unreachable', why: String(problem) };
  }
}

async function post(url: string, body: string, signal: AbortSignal): Promise<Outcome> {
  const headers = { 'content-type': 'application/json' };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    await response.text();
    return { is: 'answered', text: String(response.status) };
  } catch (problem) {
    return { is: 'unreachable', why: String(problem) };
  }
}
