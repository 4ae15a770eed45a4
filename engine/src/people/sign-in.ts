/**
 * The one door of people: it lets somebody in by password, by a link, or by what a provider says
 * of them, and afterwards knows them by their cookie. better-auth does the work (hashes, seals,
 * sessions, the errands to the provider) on the store's own connection; who there is, and who may
 * do what, is not its business. It never makes a person and never serves an address by itself.
 *
 * Its time is real time, also where the world of a demo runs faster.
 */
import { randomBytes } from 'node:crypto';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import type { Database } from '../store/database.ts';
import type { PersonBearer } from '../store/keys.ts';
import { connectionForSignIn } from '../store/people-connection.ts';
import { isPersonRole, readPerson } from '../store/people.ts';
import { providerId } from '../store/sign-in-provider.ts';
import { longestPassword, shortestPassword } from './password.ts';

export type SignInAbout = {
  readonly database: Database;
  /** Seals cookies; the same on all machines of one store, and never in the store. */
  readonly secret: string;
  readonly cookieName: string;
  readonly sessionSeconds: number;
  readonly isSecure: boolean;
  /** Where this Gatepass is reached, without a path: the provider sends people back there. */
  readonly address: string;
  readonly provider: Provider | null;
};

export type Provider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly trustsUnverified: boolean;
};

/** Where a call came from, for the list of a person's sessions. */
export type CameFrom = { readonly address: string; readonly agent: string | undefined };

/** Somebody who is in, and the cookies to give them; the old session is not ended by it. */
export type Admitted = { readonly person: string; readonly cookies: readonly string[] };

export type Visitor = { readonly bearer: PersonBearer; readonly session: string };

export type PasswordChanged = 'changed' | 'wrong-password';

export type SignIn = {
  /** Who this cookie is; null for nobody, or nobody any more. */
  readonly who: (cookie: string) => Promise<Visitor | null>;
  /** Null for every reason alike, after the same work. */
  readonly byPassword: (
    given: { readonly email: string; readonly password: string }, from: CameFrom,
  ) => Promise<Admitted | null>;
  /** Somebody who has proved it otherwise; null when they were deactivated. */
  readonly asPerson: (person: string, from: CameFrom) => Promise<Admitted | null>;
  /** A first password, or another one in the place of `current`; other sessions go on. */
  readonly choosePassword: (
    cookie: string, next: string, current: string | null,
  ) => Promise<PasswordChanged>;
  readonly atProvider: AtProvider | null;
};

export type AtProvider = {
  /** What stands in the way of the provider, for whoever sets it up; null when it answers well. */
  readonly check: () => Promise<string | null>;
  /** Where to send somebody, and what to remember meanwhile. `next`: a path of this console. */
  readonly begin: (
    next: string, from: CameFrom,
  ) => Promise<{ readonly url: string; readonly cookies: readonly string[] } | null>;
  /** The answer to somebody who came back: always an address here. */
  readonly finish: (
    pathAndQuery: string, cookie: string, from: CameFrom,
  ) => Promise<{ readonly url: string; readonly cookies: readonly string[] }>;
};

/** Where people come back from the provider; it has to know this address beforehand. */
export const returnPath = `/v1/sign-in/return/callback/${providerId}`;
const basePath = '/v1/sign-in/return';

/** Tells better-auth where a call came from: only we write this header. */
const fromHeader = 'x-gatepass-came-from';

const prefixes: Readonly<Record<string, string>> = {
  user: 'per', session: 'ses', account: 'acc', verification: 'ver',
};

/** How long somebody may be away at the provider, or it with its answer. */
const providerPatience = 10_000;

export const openSignIn = (about: SignInAbout): SignIn => {
  const auth = authFor(about);

  const who = async (cookie: string): Promise<Visitor | null> => {
    const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
    if (found === null) return null;
    const { id, name, role, deactivatedAt } = found.user;
    if (!isPersonRole(role) || (deactivatedAt ?? null) !== null) return null;
    return {
      bearer: { name, role, person: id, keyId: null, places: [] }, session: found.session.id,
    };
  };

  return {
    who,
    byPassword: ({ email, password }, from) => orNull(async () => {
      const { headers, response } = await auth.api.signInEmail({
        body: { email, password }, headers: headersOf(from), returnHeaders: true,
      });
      return { person: response.user.id, cookies: headers.getSetCookie() };
    }),
    asPerson: (person, from) => orNull(async () => {
      const { headers } = await auth.api.admitPerson({
        body: { person }, headers: headersOf(from), returnHeaders: true,
      });
      return { person, cookies: headers.getSetCookie() };
    }),
    choosePassword: async (cookie, next, current) => {
      const headers = new Headers({ cookie });
      if (current === null) {
        await auth.api.setPassword({ body: { newPassword: next }, headers });
        return 'changed';
      }
      try {
        await auth.api.changePassword({
          body: { currentPassword: current, newPassword: next }, headers,
        });
        return 'changed';
      } catch (problem) {
        if (problem instanceof APIError && problem.status === 'BAD_REQUEST') {
          return 'wrong-password';
        }
        throw problem;
      }
    },
    atProvider: about.provider === null ? null : {
      check: async () => {
        const known = await inTime(auth.$context);
        const found = known?.socialProviders.find(({ id }) => id === providerId);
        if (found === undefined) return 'it does not answer with what OpenID Connect asks for';
        const { issuer } = found;
        return issuer === about.provider?.issuer ? null
          : `it calls itself ${typeof issuer === 'string' ? issuer : 'nothing'}`;
      },
      begin: (next, from) => orNull(async () => {
        const { headers, response } = await auth.api.signInSocial({
          body: {
            provider: providerId, disableRedirect: true,
            callbackURL: `${about.address}${next}`, errorCallbackURL: `${about.address}/sign-in`,
          },
          headers: headersOf(from), returnHeaders: true,
        });
        const url = response.url ?? null;
        return url === null ? null : { url, cookies: headers.getSetCookie() };
      }),
      finish: async (pathAndQuery, cookie, from) => {
        const headers = headersOf(from);
        headers.set('cookie', cookie);
        const answer = await auth.handler(
          new Request(`${about.address}${pathAndQuery}`, { headers }));
        return {
          url: ownAddress(answer.headers.get('location'), about.address),
          cookies: answer.headers.getSetCookie(),
        };
      },
    },
  };
};

/** The options by which better-auth would make its tables: a test compares them with ours. */
export const optionsFor = ({
  database, secret, cookieName, sessionSeconds, isSecure, address,
}: Omit<SignInAbout, 'provider'>) => ({
  appName: 'Gatepass',
  baseURL: address,
  basePath,
  secret,
  database: { db: connectionForSignIn(database), type: 'postgres', transaction: false },
  telemetry: { enabled: false },
  // What it would say quotes addresses of people; what matters is said in the audit.
  logger: { disabled: true },
  // The API counts tries by itself, before anything is looked up.
  rateLimit: { enabled: false },
  emailAndPassword: {
    enabled: true, disableSignUp: true,
    minPasswordLength: shortestPassword, maxPasswordLength: longestPassword,
  },
  user: {
    modelName: 'person',
    fields: { emailVerified: 'email_verified', ...moments },
    additionalFields: {
      role: { type: 'string', required: true, input: false },
      deactivatedAt: {
        type: 'date', required: false, input: false, fieldName: 'deactivated_at',
      },
    },
  },
  session: {
    modelName: 'person_session', expiresIn: sessionSeconds, disableSessionRefresh: true,
    fields: {
      userId: 'person_id', expiresAt: 'expires_at', ipAddress: 'came_from',
      userAgent: 'user_agent', ...moments,
    },
    // A new role or an end counts with the next call, so nothing is kept in the cookie.
    cookieCache: { enabled: false },
    freshAge: sessionSeconds,
  },
  account: {
    modelName: 'person_account',
    fields: {
      userId: 'person_id', accountId: 'account_id', providerId: 'provider_id',
      accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at', ...moments,
    },
    updateAccountOnSignIn: false,
  },
  verification: {
    modelName: 'person_verification', fields: { expiresAt: 'expires_at', ...moments },
  },
  advanced: {
    ipAddress: { ipAddressHeaders: [fromHeader] },
    // By hand below: the prefix that it would put before a secure cookie is another name.
    useSecureCookies: false,
    cookiePrefix: 'gatepass',
    defaultCookieAttributes: { httpOnly: true, secure: isSecure, path: '/' },
    cookies: { session_token: { name: cookieName, attributes: { sameSite: 'strict' } } },
    database: {
      // The test that compares the tables is enough: nothing of ours changes them while we run.
      validateSchema: false,
      generateId: ({ model }) => `${prefixes[model] ?? model}_${randomBytes(12).toString('hex')}`,
    },
  },
  databaseHooks: {
    session: {
      create: {
        before: async ({ userId }) => {
          const person = await database.transaction((tx) => readPerson(tx, userId));
          return person !== null && person.deactivatedAt === null;
        },
      },
    },
    // What the provider hands out would open doors there: nothing here needs it again.
    account: {
      create: {
        before: (account) => Promise.resolve({
          data: {
            ...account, accessToken: null, refreshToken: null, idToken: null,
            accessTokenExpiresAt: null, refreshTokenExpiresAt: null,
          },
        }),
      },
    },
  },
} satisfies BetterAuthOptions);

const moments = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

const authFor = (about: SignInAbout) => {
  const { provider } = about;
  return betterAuth({
    ...optionsFor(about),
    account: {
      ...optionsFor(about).account,
      accountLinking: {
        trustedProviders: provider?.trustsUnverified === true ? [providerId] : [],
      },
    },
    plugins: [
      admission,
      genericOAuth({
        config: provider === null ? [] : [{
          providerId,
          discoveryUrl: `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          clientId: provider.clientId, clientSecret: provider.clientSecret,
          scopes: ['openid', 'email', 'profile'], pkce: true,
          // Only who was invited gets in, whoever the provider knows besides.
          disableSignUp: true, requireIdTokenVerification: true,
        }],
      }),
    ],
  });
};

/** Lets in who has proved otherwise who they are. Only this room calls it; it has no address. */
const admission = {
  id: 'gatepass',
  endpoints: {
    admitPerson: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ person: z.string() }), requireHeaders: true },
      async (context) => {
        const { internalAdapter } = context.context;
        const user = await internalAdapter.findUserById(context.body.person);
        const session = user === null ? null : await internalAdapter.createSession(user.id);
        if (user === null || session === null) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(context, { session, user });
        return context.json({ session: session.id });
      }),
  },
} as const;

const headersOf = ({ address, agent }: CameFrom): Headers => new Headers({
  [fromHeader]: address, ...(agent === undefined ? {} : { 'user-agent': agent.slice(0, 300) }),
});

/** Its refusals differ in words that nobody outside should hear: all are a plain no. */
const orNull = async <Found>(work: () => Promise<Found | null>): Promise<Found | null> => {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof APIError && problem.statusCode < 500) return null;
    throw problem;
  }
};

/** Nobody is ever led to another site by what came back. */
const ownAddress = (location: string | null, address: string): string => {
  const home = new URL(address);
  const url = location === null || !URL.canParse(location, address)
    ? null : new URL(location, address);
  return url !== null && url.origin === home.origin
    ? `${url.pathname}${url.search}` : '/sign-in?error=provider';
};

const inTime = async <Found>(work: Promise<Found>): Promise<Found | null> => {
  const { promise: over, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => { resolve(null); }, providerPatience);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
};
