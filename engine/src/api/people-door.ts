/** Where the API meets the room of people: one door per server, and one per provider. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { openSignIn, type AtProvider, type CameFrom, type SignIn } from '../people/sign-in.ts';
import type { Tx } from '../store/database.ts';
import { endSession, type PersonBearer } from '../store/keys.ts';
import { endSessionsOf } from '../store/people.ts';
import { readProvider } from '../store/sign-in-provider.ts';
import { cookieOf, hashOf, sessionCookie, sessionLength } from './auth.ts';
import type { ApiContext } from './context.ts';
import { Problem } from './problem.ts';

export type PeopleDoor = {
  readonly signIn: SignIn;
  /** Null where no provider is set up. */
  readonly atProvider: (address: string) => Promise<AtProvider | null>;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The session of a person; null for a key and for strangers. */
    personSession: string | null;
  }
}

export const openPeopleDoor = (context: ApiContext): PeopleDoor => {
  const { surroundings: { database, unseal }, isSecure } = context;
  const about = {
    database, isSecure, cookieName: sessionCookie, sessionSeconds: sessionLength / 1_000,
    // Without one from outside, sessions of people last as long as the process.
    secret: context.sessionSecret ?? randomBytes(32).toString('base64url'),
  };
  let open: { readonly as: string; readonly at: AtProvider | null } | null = null;
  return {
    signIn: openSignIn({ ...about, address: 'http://gatepass.invalid', provider: null }),
    atProvider: async (address) => {
      const stored = await database.transaction(readProvider);
      if (stored === null) return null;
      const { issuer, clientId, sealedSecret, trustsUnverified } = stored;
      const as = `${address} ${issuer} ${sealedSecret} ${String(trustsUnverified)}`;
      if (open?.as !== as) {
        const clientSecret = unseal(sealedSecret);
        const provider = { issuer, clientId, clientSecret, trustsUnverified };
        open = { as, at: openSignIn({ ...about, address, provider }).atProvider };
      }
      return open.at;
    },
  };
};

/**
 * How whoever asks reaches this Gatepass: as it was set, else as they wrote it. Throws a problem
 * where what they wrote is no address.
 */
export const addressOf = (
  { publicUrl }: ApiContext, { protocol, host }: FastifyRequest,
): string => {
  const address = publicUrl ?? `${protocol}://${host}`;
  if (URL.canParse(address)) return address;
  throw new Problem(400, 'No address', 'The host header of this request is no address.',
    [{ path: 'host', problem: 'is no address' }]);
};

export const cameFrom = ({ ip, headers }: FastifyRequest): CameFrom =>
  ({ address: ip, agent: headers['user-agent'] });

/** A person's cookie bears a seal behind a dot; that of a key is one text without any. */
export const isPersonCookie = (value: string): boolean => value.includes('.');

export const cookieLine = (value: string): string => `${sessionCookie}=${value}`;

/** Whoever signs in anew leaves the session that they had: nobody else is to find it open. */
export const endFormer = async (tx: Tx, request: FastifyRequest): Promise<void> => {
  const cookie = cookieOf(request);
  const { bearer, personSession } = request;
  if (cookie === null || bearer === null) return;
  if (bearer.person === null) await endSession(tx, hashOf(cookie));
  else if (personSession !== null) {
    await endSessionsOf(tx, bearer.person, { only: personSession });
  }
};

export const giveCookies = (reply: FastifyReply, cookies: readonly string[]): void => {
  void reply.header('set-cookie', [...cookies]);
};

/** The person who asks; null for keys, which have no password and no sessions to look after. */
export const personOf = ({ bearer }: FastifyRequest): PersonBearer | null =>
  bearer === null || bearer.person === null ? null : bearer;
