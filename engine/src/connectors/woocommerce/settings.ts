import { z } from 'zod';
import { credential, problemOfAddress } from '../../contract/access.ts';

/** The usual one first. */
export const trackingPlaces = ['note', 'shipment-tracking', 'advanced-shipment-tracking'] as const;
export const completions = ['when-whole', 'never'] as const;

const url = z
  .string('must be an address such as https://shop.example')
  .superRefine((text, context) => {
    const problem = problemOf(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => text.replace(/\/+$/, ''));

/** The shop's database writes `wc-` before each, its API does not. */
const paidStates = z.string('must name statuses of orders, with commas between them').optional()
  .transform((text) => (text ?? '').split(',').map((one) => one.trim().replace(/^wc-/, ''))
    .filter((one) => one !== ''));

export const settingsShape = z.strictObject({
  url,
  consumerKey: credential('the consumer key'),
  consumerSecret: credential('the consumer secret'),
  tracking: z.enum(
    trackingPlaces, 'must be note, shipment-tracking or advanced-shipment-tracking',
  ).default('note'),
  complete: z.enum(completions, 'must be when-whole or never').default('when-whole'),
  paidStates,
}, 'must be an object with named members');

export type WooSettings = z.output<typeof settingsShape>;

/** Basic credentials may cross one's own network in the clear, never the open one. */
const problemOf = (text: string): string | null => {
  const problem = problemOfAddress(text, {
    example: 'https://shop.example', credentials: 'consumerKey and consumerSecret',
  });
  const url = URL.parse(text);
  if (problem !== null || url === null) return problem;
  const isNear = /^(localhost|[\d.]+|\[[\da-f:]+\]|[^.]+)$/i.test(url.hostname);
  return url.protocol === 'http:' && !isNear ? 'must begin with https://' : null;
};
