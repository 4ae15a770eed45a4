/** People who sign in: who they are, how they get in, and what an admin may do. */
import { z } from 'zod';
import { personRoles } from '../../store/keys.ts';
import { askedTextShape, instantText, name } from './words.ts';

export const personRoleShape = z.enum(personRoles);

const emailShape = z.email({ error: 'must be an e-mail address' }).max(200);
const personName = name.max(100);
const secretText = z.string().min(1).max(1_000);

/** A path of this console: never another site. */
const nextShape = z.string().max(1_000).regex(/^\/(?![/\\])[^\\\s]*$/, 'must be a path here')
  .default('/');

export const signInWaysShape = z.object({
  provider: z.object({ name: z.string() }).nullable()
    .meta({ description: 'where people may prove who they are; null where none is set up' }),
  demo: z.array(z.object({ role: personRoleShape, name: z.string(), asks: z.string() }))
    .meta({ description: 'whom one may be by one click; empty outside the demo' }),
  shortestPassword: z.int(),
});

export const passwordSignInShape = z.strictObject({ email: secretText, password: secretText });
export const demoSignInShape = z.strictObject({ role: personRoleShape });
export const providerSignInShape = z.strictObject({ next: nextShape });
export const providerUrlShape = z.object({
  url: z.string().meta({ description: 'where to send the browser' }),
});

export const sessionShape = z.object({
  id: z.string(),
  startedAt: instantText,
  expiresAt: instantText,
  from: z.string().nullable().meta({ description: 'the address that it was begun from' }),
  agent: z.string().nullable().meta({ description: 'what the browser calls itself' }),
  isThis: z.boolean().meta({ description: 'the one that asks' }),
});

export const passwordBodyShape = z.strictObject({
  next: secretText,
  current: secretText.nullable().default(null)
    .meta({ description: 'the one until now; null where there was none' }),
});

export const endedShape = z.object({ ended: z.int(), sentence: z.string() });

export const personShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable().meta({ description: 'null while nobody has said one' }),
  role: personRoleShape,
  state: z.enum(['active', 'invited', 'deactivated'])
    .meta({ description: 'invited: has no way of their own to get in yet' }),
  hasPassword: z.boolean(),
  isAtProvider: z.boolean(),
  sessions: z.int(),
  createdAt: instantText,
  lastSignInAt: instantText.nullable()
    .meta({ description: 'of the sessions that are still known; null when there is none' }),
  sentence: z.string(),
});

export const personBodyShape = z.strictObject({
  name: personName, email: emailShape, role: personRoleShape,
});
export const personDetailsShape = z.strictObject({ name: personName, email: emailShape });
export const personRoleBodyShape = z.strictObject({ role: personRoleShape });

export const personLinkShape = z.object({
  person: personShape,
  link: z.string().meta({ description: 'signs this person in once; told here and nowhere else' }),
  expiresAt: instantText,
});

export const providerBodyShape = z.strictObject({
  name: personName.meta({ description: 'on the button, such as "Entra" or "Keycloak"' }),
  // What an address may not hold is quietly mended by its reader, and then is another's address.
  issuer: z.url({ protocol: /^https?$/ }).max(500)
    .regex(/^[^\s"<>\\^`{|}]+$/, 'an address has no spaces, line breaks, quotes or braces'),
  clientId: askedTextShape,
  clientSecret: secretText,
  trustsUnverified: z.boolean().default(false).meta({
    description: 'whether an address counts that the provider does not say it has checked',
  }),
});

export const providerShape = z.object({
  provider: z.object({
    name: z.string(), issuer: z.string(), clientId: z.string(), trustsUnverified: z.boolean(),
    changedAt: instantText, changedBy: z.string(),
  }).nullable(),
  returnsTo: z.string()
    .meta({ description: 'the redirect address that the provider has to be told' }),
});

export type PersonView = z.output<typeof personShape>;
export type SessionView = z.output<typeof sessionShape>;
