import { z } from 'zod';
import { problemOfOwnAddress } from '../../contract/access.ts';

const example = 'https://shop.example';

/** The server, or its Admin API where that stands elsewhere than at /admin-api. */
const baseUrl = z
  .string(`must be an address such as ${example}`)
  .superRefine((text, context) => {
    const problem = problemOfOwnAddress(text, { example, credentials: 'user and password' });
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => {
    const url = URL.parse(text);
    const path = (url?.pathname ?? '').replace(/\/+$/, '');
    return `${url?.origin ?? ''}${path === '' ? '/admin-api' : path}`;
  });

const given = (what: string) => z.string(`${what} is missing`).min(1, `${what} is missing`);

/** Unlike other keys it holds a colon: id and secret in one. */
const apiKey = given('the API key').trim()
  .regex(/^[\x21-\x7e]+$/, 'the API key holds characters that no such key has');

const notStates = 'must name states of orders, with commas between them';

const paidStates = z.string(notStates).optional().transform((text) =>
  (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== ''));

export const settingsShape = z.strictObject({
  baseUrl,
  user: given('the user').optional(),
  // A password may hold anything, blanks at its ends too.
  password: given('the password').optional(),
  apiKey: apiKey.optional(),
  channelToken: z.string('must be the token of a channel').trim()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be the token of a channel').optional(),
  paidStates,
}, 'must be an object with named members').superRefine((all, context) => {
  if (all.apiKey !== undefined) return;
  for (const path of ['user', 'password'] as const) {
    if (all[path] !== undefined) continue;
    context.addIssue({
      code: 'custom', path: [path], message: 'is missing: give user and password, or apiKey',
    });
  }
});

export type VendureSettings = z.output<typeof settingsShape>;
