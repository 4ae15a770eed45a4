/** For the other end of a push: whether a message is Gatepass's own, before a word is believed. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { Message } from './client.ts';

export type Push =
  | { readonly is: 'message'; readonly message: Message }
  | { readonly is: 'refused'; readonly why: string };

type HeadersGiven = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Checks signature and age (five minutes) by Standard Webhooks. Hand in the body as it came, byte
 * for byte: parsed and written anew it has another signature. A message may come twice; its `id`
 * is the same. Answer 2xx with `{ "acknowledged": true }` once it is stored, and 400 to a refused.
 */
export const receivePush = (
  pushSecret: string, headers: HeadersGiven, body: string,
): Push => {
  try {
    const read: unknown = new Webhook(pushSecret).verify(body, plain(headers));
    // Signed with our secret: Gatepass wrote it, in the form that its description says.
    return { is: 'message', message: read as Message };
  } catch (refusal) {
    if (refusal instanceof WebhookVerificationError) {
      return { is: 'refused', why: refusal.message };
    }
    if (refusal instanceof SyntaxError) return { is: 'refused', why: 'The body is no JSON' };
    throw refusal;
  }
};

const plain = (headers: HeadersGiven): Record<string, string> =>
  Object.fromEntries((headers instanceof Headers ? [...headers] : Object.entries(headers))
    .flatMap(([name, value]: [string, string | readonly string[] | undefined]) =>
      (value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(' ')]])));
