/** The calls of one message: each answers its JSON, or ends the telling. */
import type { ItemOutcome, Unanswered } from '../../../contract/connector.ts';
import { closed, type Asked, type Heard, type Rest } from '../rest.ts';

/** Ends the telling of this message: with an outcome of its own, or before a closed door. */
export class Ended extends Error {
  readonly by: ItemOutcome | Unanswered;
  constructor(by: ItemOutcome | Unanswered) {
    super(by.is);
    this.by = by;
  }
}

export type Ask = (asked: Omit<Asked, 'timeoutMilliseconds' | 'purpose'>) => Promise<unknown>;

export const askBy = (rest: Rest, timeoutMilliseconds: number): Ask => async (asked) =>
  valueOf(await rest.call({ ...asked, timeoutMilliseconds, purpose: 'tell-channel' }));

const valueOf = (heard: Heard): unknown => {
  switch (heard.is) {
    case 'json': return heard.value;
    case 'unanswered': throw new Ended(heard.unanswered);
    case 'turned-down': throw refused(heard.code, heard.text);
    default: return heard satisfies never;
  }
};

export const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Ended(closed('unreadable', 'The shop’s answer is no list'));
};

export const refused = (code: string, text: string): Ended =>
  new Ended({ is: 'refused', code, text });
export const unknown = (text: string): Ended => new Ended({ is: 'unknown', text });
