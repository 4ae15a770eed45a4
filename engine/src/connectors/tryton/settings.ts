import { z } from 'zod';
import { problemOfOwnAddress } from '../../contract/access.ts';

/** The usual one first. */
export const orderNumbers = ['reference', 'number'] as const;
export const closings = ['at-label', 'by-people'] as const;

const example = 'https://tryton.example';

const baseUrl = z
  .string(`must be an address such as ${example}`)
  .superRefine((text, context) => {
    const problem = problemOfOwnAddress(text, { example, credentials: 'user and password' });
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => text.replace(/\/+$/, ''));

const given = (what: string) =>
  z.string(`${what} is missing`).min(1, `${what} is missing`).max(200, 'is too long');

const words = (problem: string) => z.string(problem).transform((one) =>
  one.split(',').map((word) => word.trim()).filter((word) => word !== ''));

/** `shop-uk`, or `WEB- = shop-uk, AMZ- = amazon-uk` by how their order numbers begin. */
const channels = z.unknown().transform((one, context): Readonly<Record<string, string>> => {
  const read = channelsShape.safeParse(typeof one === 'string' ? channelsIn(one) : one);
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message:
    'must be the name of a channel, or how its order numbers begin: ' +
    'WEB- = shop-uk, AMZ- = amazon-uk' });
  return z.NEVER;
});

const channelsShape = z.record(z.string(), z.string().trim().min(1))
  .refine((all) => Object.keys(all).length > 0);

const channelsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split(',').filter((part) => part.trim() !== '').map((part) => {
    const [first = '', ...rest] = part.split('=');
    return rest.length === 0 ? ['', first.trim()] : [first.trim(), rest.join('=').trim()];
  }));

export const settingsShape = z.strictObject({
  baseUrl,
  database: z.string('the database is missing')
    .regex(/^[\w.-]{1,100}$/, 'must be the name of a database'),
  user: given('the user').regex(/^[^:]*$/, 'must not hold a colon'),
  password: given('the password'),
  company: given('the company').optional(),
  warehouse: words('must be the code of a warehouse')
    .refine((all) => all.length > 0, 'must be the code of a warehouse'),
  channel: channels,
  orderNumber: z.enum(orderNumbers, 'must be reference or number').default('reference'),
  close: z.enum(closings, 'must be at-label or by-people').default('at-label'),
  acceptWarnings: words('must be endings of names of warnings').default([]),
}, 'must be an object with named members');

export type TrytonSettings = z.output<typeof settingsShape>;
