/** The calls of one message: each answers its JSON, or ends the telling. */
import { Ended, refused } from '../../../contract/one-message.ts';
import { closed, type Asked, type Heard, type Rest } from '../rest.ts';

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
