import { Webhook } from 'standardwebhooks';
import type { Instant } from '../../core/model/instant.ts';
import type { WireRequest } from '../wire.ts';
import type { PushTarget } from './settings.ts';

/**
 * One message, signed by Standard Webhooks. The message's id is the webhook's, so that a receiver
 * drops what it has heard before: that is what makes repeating safe.
 */
export const signedPush = (
  target: PushTarget,
  message: { readonly id: string; readonly body: string },
  call: Pick<WireRequest, 'timeoutMilliseconds' | 'purpose'>,
  now: Instant,
): WireRequest => {
  const seconds = Math.floor(now / 1000);
  const signer = new Webhook(target.key, { format: 'raw' });
  return {
    ...call,
    method: 'POST',
    url: target.url,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signer.sign(message.id, new Date(seconds * 1000), message.body),
    },
    body: message.body,
  };
};
