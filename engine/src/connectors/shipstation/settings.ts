import { z } from 'zod';
import { credential, problemOfAddress } from '../../contract/access.ts';

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const baseUrl = z
  .string('must be an address such as https://ssapi.shipstation.com')
  .default('https://ssapi.shipstation.com')
  .superRefine((text, context) => {
    const problem = problemOfBase(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => text.replace(/\/+$/, ''));

const day = z
  .string('must be a day such as 2027-03-31')
  .refine(isDay, 'must be a day such as 2027-03-31');

const currency = z
  .string('must be a currency code such as GBP')
  .regex(/^[A-Z]{3}$/, 'must be a currency code such as GBP')
  .default('GBP');

const carrierNames = 'must read like: UPS = ups, Royal Mail = royal_mail';

/** ShipStation's notices name a carrier as people do; the policy knows its code. */
const carriers = z
  .string(carrierNames)
  .default('')
  .transform((text, context): ReadonlyMap<string, string> => {
    const rows = text.split(',').map((row) => row.trim()).filter((row) => row !== '');
    const pairs = rows.map((row) => row.split('=').map((part) => part.trim()));
    const isRight = pairs.every((pair) => pair.length === 2 && !pair.includes(''));
    if (!isRight) context.addIssue({ code: 'custom', message: carrierNames });
    return new Map(pairs.map(([name = '', code = '']) => [name, code]));
  });

const customStore = z.strictObject(
  {
    username: credential('the user name for Custom Store'),
    // It opens a door to the open network: what somebody could guess is refused.
    password: z
      .string('the password for Custom Store is missing')
      .min(16, 'must be 16 characters or longer')
      .max(200, 'must be no longer than 200 characters'),
    currency,
    carriers,
  },
  'must hold username and password',
);

export type CustomStoreSettings = z.output<typeof customStore>;

export const settingsShape = z.strictObject(
  {
    customStore: customStore.optional(),
    v1: z.strictObject(
      {
        baseUrl,
        apiKey: credential('the API key'),
        apiSecret: credential('the API secret'),
        nextKey: credential('the next API key').optional(),
        nextSecret: credential('the next API secret').optional(),
        keyExpires: day.optional(),
        nextKeyExpires: day.optional(),
        currency,
      },
      'must hold apiKey and apiSecret',
    ).superRefine(({ nextKey, nextSecret, nextKeyExpires }, context) => {
      const lacks = (path: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (nextKey !== undefined && nextSecret === undefined) {
        lacks('nextSecret', 'must be given with nextKey');
      }
      if (nextKey === undefined && nextSecret !== undefined) {
        lacks('nextKey', 'must be given with nextSecret');
      }
      if (nextKey === undefined && nextKeyExpires !== undefined) {
        lacks('nextKeyExpires', 'is about a nextKey, and there is none');
      }
    }).optional(),
  },
  'must be an object with named members',
).superRefine(({ v1, customStore: store }, context) => {
  if (v1 !== undefined || store !== undefined) return;
  // An account whose plan has no API is reached through Custom Store alone.
  context.addIssue({
    code: 'custom', path: ['v1'], message: 'must hold apiKey and apiSecret, or say customStore',
  });
});

export type ShipStationSettings = z.output<typeof settingsShape>;

export type V1Settings = NonNullable<ShipStationSettings['v1']>;

const problemOfBase = (text: string): string | null => {
  const problem = problemOfAddress(text, {
    example: 'https://ssapi.shipstation.com', credentials: 'apiKey and apiSecret',
  });
  const url = URL.parse(text);
  if (problem !== null || url === null) return problem;
  const isShipStation = /(^|\.)shipstation\.com$/.test(url.hostname);
  // A stand-in on one's own network may speak plain http; the credentials never cross the open
  // network in the clear.
  return isShipStation && url.protocol === 'http:' ? 'must begin with https://' : null;
};
