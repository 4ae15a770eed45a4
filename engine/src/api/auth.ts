/** Who calls: a key in the Authorization header, or the session cookie of the console. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../store/database.ts';
import { findKey, findSession, type Bearer, type Role } from '../store/keys.ts';
import { Problem } from './problem.ts';

export const sessionCookie = 'gatepass_session';
export const sessionLength = 12 * 3_600_000;

/** Keys and links are long and random, so one round of SHA-256 keeps them from being read back. */
export const hashOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

export const newSecret = (): string => randomBytes(24).toString('base64url');

export const cookieOf = (request: FastifyRequest): string | null => {
  const found = (request.headers.cookie ?? '').split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${sessionCookie}=`));
  return found?.slice(sessionCookie.length + 1) ?? null;
};

export const identify = async (
  database: Database,
  request: FastifyRequest,
  now: number,
): Promise<Bearer | null> => {
  const given = request.headers.authorization;
  if (given !== undefined) {
    const key = /^Bearer +([\w.~+/=-]{8,500})$/i.exec(given)?.[1];
    return key === undefined
      ? null : database.transaction((tx) => findKey(tx, hashOf(key), now));
  }
  const cookie = cookieOf(request);
  if (cookie === null) return null;
  return database.transaction((tx) => findSession(tx, hashOf(cookie), now));
};

/**
 * Refuses changes that another site's page asks for in the name of whoever is signed in here.
 * Browsers say where a request comes from (Fetch Metadata, `Sec-Fetch-Site`); programs with a key
 * do not, and need not.
 */
export const refuseForeignPage = ({ method, headers }: FastifyRequest): void => {
  const site = headers['sec-fetch-site'];
  if (method === 'GET' || method === 'HEAD' || headers.authorization !== undefined) return;
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Problem(403, 'Not allowed', 'This was asked for by a page of another site.');
};

const mayDo = {
  read: ['admin', 'operator', 'reader'],
  warehouse: ['admin', 'warehouse'],
  channel: ['admin', 'channel'],
  operate: ['admin', 'operator'],
  administer: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof mayDo;

/** Refuses in words whoever is unknown or may not do this. */
export const demand = (bearer: Bearer | null, right: Right): Bearer => {
  if (bearer === null) {
    throw new Problem(401, 'Not signed in',
      'Send a key that is in force as Authorization: Bearer …, or sign in to the console.');
  }
  const roles: readonly Role[] = mayDo[right];
  if (!roles.includes(bearer.role)) {
    throw new Problem(403, 'Not allowed',
      `${bearer.name} has the role ${bearer.role}. This needs the role ` +
      `${roles.join(' or ')}.`);
  }
  return bearer;
};

export const setCookie = (reply: FastifyReply, value: string, isSecure: boolean): void => {
  const age = value === '' ? 0 : sessionLength / 1_000;
  void reply.header('set-cookie',
    `${sessionCookie}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${String(age)}` +
    (isSecure ? '; Secure' : ''));
};
