import { z } from 'zod';

const baseUrl = z
  .string('must be an address such as https://ssapi.shipstation.com')
  .default('https://ssapi.shipstation.com')
  .superRefine((text, context) => {
    const problem = problemOfBase(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => text.replace(/\/+$/, ''));

const credential = (what: string) =>
  z
    .string(`${what} is missing`)
    .trim()
    .min(1, `${what} is missing`)
    // The first colon of Basic credentials ends the user name [RFC 7617].
    .regex(/^[\x21-\x39\x3b-\x7e]*$/, `${what} holds characters that no such key has`);

export const settingsShape = z.strictObject(
  {
    v1: z.strictObject(
      {
        baseUrl,
        apiKey: credential('the API key'),
        apiSecret: credential('the API secret'),
        currency: z
          .string('must be a currency code such as GBP')
          .regex(/^[A-Z]{3}$/, 'must be a currency code such as GBP')
          .default('GBP'),
      },
      'must hold apiKey and apiSecret',
    ),
  },
  'must be an object with named members',
);

export type ShipStationSettings = z.output<typeof settingsShape>;

const problemOfBase = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null) return 'must be an address such as https://ssapi.shipstation.com';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') {
    return 'must not hold a user name or password; they belong in apiKey and apiSecret';
  }
  if (url.search !== '' || url.hash !== '') return 'must end with the host or a path';
  const isShipStation = /(^|\.)shipstation\.com$/.test(url.hostname);
  // A stand-in on one's own network may speak plain http; the credentials never cross the open
  // network in the clear.
  return isShipStation && url.protocol === 'http:' ? 'must begin with https://' : null;
};
