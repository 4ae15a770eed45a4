import type { Moment, Request } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import type { Performed } from './call.ts';

/**
 * Calls that no connector may make (section 10, row 14): they spend money, open accounts or cut a
 * store off. The first two are refused here; all are remembered, so that a judge can ask.
 */
export type NeverCall = { readonly name: string; readonly at: Moment };

export const recordNever = (account: Account, name: string, at: Moment): Account => ({
  ...account,
  neverCalls: [...account.neverCalls, { name, at }],
});

const refusal = answerJson(403, { Message: 'This account may not make that call.' });

export const refuseNever = (account: Account, name: string, at: Moment): Performed => ({
  account: recordNever(account, name, at),
  answer: refusal,
});

/** The one call that needs no key: partners only, and nobody here is one (3.1). */
export const isRegistration = (request: Request): boolean =>
  /^\/accounts\/registeraccount\/?$/i.test(request.path);
