import { z } from 'zod';
import { credential, problemOfAddress } from '../../contract/access.ts';

const example = 'acme.myshopify.com';

/** With or without `https://`; afterwards the origin that is called. */
const shop = z
  .string(`must be the shop’s own address, such as ${example}`)
  .trim()
  .transform((text) => (/^\w+:\/\//.test(text) ? text : `https://${text}`))
  .superRefine((text, context) => {
    const problem = problemOf(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => URL.parse(text)?.origin ?? '');

/** The usual one first. */
export const tellings = ['mail', 'silent'] as const;
export const unpaidOrders = ['waits', 'goes'] as const;

const linksShape = z.record(
  z.string().min(1), z.string().regex(/^https:\/\/\S*\{number\}\S*$/));

/** By the name of the carrier; as one text, `name = address` with commas or lines between. */
const trackingLinks = z.unknown().transform((given, context) => {
  const read = linksShape.safeParse(typeof given === 'string' ? linksIn(given) : given ?? {});
  if (read.success) return read.data;
  context.addIssue({
    code: 'custom',
    message: 'must give for each carrier an address that begins with https:// and holds {number}',
  });
  return z.NEVER;
});

const linksIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split(/[,\n]/).filter((part) => part.trim() !== '').map((part) => {
    const [name = '', ...address] = part.split('=');
    return [name.trim(), address.join('=').trim()];
  }));

const notLocation = 'must be the number of a location';

export const settingsShape = z.strictObject({
  shop,
  accessToken: credential('the access token').optional(),
  app: z.strictObject({
    id: credential('the client id'), secret: credential('the client secret'),
  }, 'must be an object with id and secret').optional(),
  location: z.union([z.number().transform(String), z.string()], notLocation)
    .pipe(z.string().regex(/^\d{1,20}$/, notLocation)).optional(),
  customer: z.enum(tellings, 'must be mail or silent').default('mail'),
  unpaid: z.enum(unpaidOrders, 'must be waits or goes').default('waits'),
  trackingLinks: trackingLinks.optional().transform((links) => links ?? {}),
}, 'must be an object with named members').superRefine(({ accessToken, app }, context) => {
  if (accessToken !== undefined || app !== undefined) return;
  context.addIssue({
    code: 'custom', path: ['accessToken'], message: 'is missing: give it, or app.id and app.secret',
  });
});

export type ShopifySettings = z.output<typeof settingsShape>;

/** A token may cross one's own network in the clear, never the open one. */
const problemOf = (text: string): string | null => {
  const problem = problemOfAddress(text, {
    example: `https://${example}`, credentials: 'accessToken or app',
  });
  const url = URL.parse(text);
  if (problem !== null || url === null) return problem;
  if (url.hostname === 'admin.shopify.com' || url.pathname !== '/') {
    return `must be the shop’s own address, such as ${example}`;
  }
  const isNear = /^(localhost|[\d.]+|\[[\da-f:]+\]|[^.]+)$/i.test(url.hostname);
  return url.protocol === 'http:' && !isNear ? 'must begin with https://' : null;
};
