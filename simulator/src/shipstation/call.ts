import type { Answer, Later, Moment } from '../machine.ts';
import type { Account } from './account.ts';
import type { Query } from './lists.ts';

/** One call that came through the gate, and what performing it gives. */
export type Call = {
  readonly account: Account;
  readonly body: string;
  /** Names in lower case. */
  readonly query: Query;
  readonly now: Moment;
  readonly seed: number;
};

export type Performed = {
  readonly account: Account;
  readonly answer: Answer;
  readonly later?: readonly Later[];
};

/** Routes by `method /path`, in lower case. */
export type PlainRoutes = Readonly<Record<string, (call: Call) => Performed>>;

/** Routes whose path ends in an id. */
export type IdRoute = {
  readonly shape: RegExp;
  readonly perform: (call: Call, id: number) => Performed;
};

export const read =
  (answerOf: (call: Call) => Answer) =>
  (call: Call): Performed => ({ account: call.account, answer: answerOf(call) });
