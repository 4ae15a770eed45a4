/** What V1 says to a change of one order, and to a void. */
import { z } from 'zod';
import type { Unanswered } from '../../../contract/connector.ts';
import { quote } from '../../../contract/their-words.ts';
import { closed, type Heard } from './heard.ts';
import { idTextOrNull, textOrNull } from './reading.ts';

export type Written =
  | { readonly is: 'yes' }
  | { readonly is: 'no'; readonly text: string }
  | { readonly is: 'unanswered'; readonly unanswered: Unanswered };

/** Writers answer the order, or its id and number, or `success` and a message [v1d]. */
const answerShape = z.object({
  orderId: idTextOrNull,
  success: z.union([z.boolean(), z.string()]).nullish(),
  message: textOrNull,
});

export const readWritten = (heard: Heard, secrets: readonly string[]): Written => {
  if (heard.is === 'unanswered') return heard;
  if (heard.is === 'turned-down') return { is: 'no', text: heard.text };
  const { data } = answerShape.safeParse(heard.value);
  if (data === undefined) return garbled;
  if (String(data.success).toLowerCase() === 'false') {
    const text = quote(data.message ?? '', secrets);
    return { is: 'no', text: text === '' ? 'ShipStation refused it without saying why' : text };
  }
  const isYes = data.orderId !== null || String(data.success).toLowerCase() === 'true';
  return isYes ? { is: 'yes' } : garbled;
};

const garbled: Written = {
  is: 'unanswered',
  unanswered: closed('unreadable', 'ShipStation answered something else than what it did'),
};

const voidShape = z.object({
  // Not `statement`: an answer that does not say is no answer.
  approved: z.union([z.boolean(), z.string()]).transform((said) => /^true$/i.test(String(said))),
  message: textOrNull,
});

/** A refusal is a 200 with `approved: false` [h-void]; null when it is no such answer at all. */
export const readVoided = (
  answer: unknown,
  secrets: readonly string[],
): { readonly is: 'void' } | { readonly is: 'refused'; readonly text: string } | null => {
  const { data } = voidShape.safeParse(answer);
  if (data === undefined) return null;
  const text = quote(data.message ?? '', secrets);
  // V1's words for it are not documented, V2's code is label_already_voided.
  const isAlready = /\balready\b.*\bvoid/i.test(text);
  return data.approved || isAlready ? { is: 'void' } : { is: 'refused', text };
};
