import type { Errand, Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';

/** What the account makes of a webhook that was answered, badly answered, or not at all. */

type Hook = Extract<Errand, { readonly is: 'shipstation.webhook' }>;

/** Longer than this, in real milliseconds, is no answer (I 3.11). */
export const webhookPatienceMs = 5_000;
export const failuresAllowed = 10;
const retryAfterMs = 300_000;
const retriesAllowed = 3;

export function noteDelivery(
  account: Account,
  errand: Hook,
  isTaken: boolean,
  now: Moment,
): { readonly account: Account; readonly later: readonly Later[] } {
  const webhooks = account.webhooks.map((hook) => {
    if (hook.id !== errand.hookId) return hook;
    const failures = isTaken ? 0 : hook.failures + 1;
    const isOff = account.switches.webhookOff === 'after-failures' && failures >= failuresAllowed;
    return { ...hook, failures, isActive: hook.isActive && !isOff };
  });
  const noted = { ...account, webhooks };
  const hook = webhooks.find(({ id }) => id === errand.hookId);
  const mayRepeat = account.switches.webhookRetry === 'some' && errand.tries < retriesAllowed;
  if (isTaken || !mayRepeat || hook?.isActive !== true) return { account: noted, later: [] };
  const again = { ...errand, tries: errand.tries + 1 };
  return { account: noted, later: [{ at: now + retryAfterMs, errand: again }] };
}
