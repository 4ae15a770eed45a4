/** Who calls: a key in the Authorization header, or the session cookie of the console. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../store/database.ts';
import { isAllowed, type PartyRight, type Right, type RightName } from '../people/rights.ts';
import { findKey, findSession, type Bearer } from '../store/keys.ts';
import { cookieLine, isPersonCookie, type PeopleDoor } from './people-door.ts';
import { Problem } from './problem.ts';
import type { Doorkeeper } from './rates.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Keys and links are tried here by whoever is not known yet. */
    isSignIn?: true;
  }
}

export const sessionCookie = 'gatepass_session';
export const sessionLength = 12 * 3_600_000;

/**
 * Keys and links are long and random, so one round of SHA-256 keeps them from being read back:
 * slow hashes are for secrets that somebody could guess. The whole hash is then looked up, so that
 * nobody can feel their way to a key by how long a refusal takes.
 */
export const hashOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

export const newSecret = (): string => randomBytes(24).toString('base64url');

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 238 bits, in letters and digits only, so that a double click takes the whole. */
export const newKey = (): string =>
  `gp_${Array.from({ length: 40 }, () => letters[randomInt(letters.length)] ?? '').join('')}`;

/** Enough to recognise a key by, and 34 signs too few to use it. */
export const startOf = (key: string): string => key.slice(0, 'gp_'.length + 6);

export const cookieOf = (request: FastifyRequest): string | null => {
  const found = (request.headers.cookie ?? '').split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${sessionCookie}=`));
  return found?.slice(sessionCookie.length + 1) ?? null;
};

/**
 * Who asks, if anybody known. Whoever calls too often is refused before or after that: keys that
 * are tried by the address, known callers by themselves. Cookies nobody can guess.
 */
export const identify = async (
  { database, doorkeeper, people }: {
    readonly database: Database; readonly doorkeeper: Doorkeeper;
    readonly people: PeopleDoor | null;
  },
  request: FastifyRequest,
  now: number,
): Promise<Bearer | null> => {
  const given = request.headers.authorization;
  if (given !== undefined) {
    const key = /^Bearer +([\w.~+/=-]{8,500})$/i.exec(given)?.[1];
    const hash = key === undefined ? null : hashOf(key);
    if (hash === null) return null;
    const bearer = await doorkeeper.tryKey(request.ip, hash, () =>
      database.transaction((tx) => findKey(tx, hash, now)));
    if (bearer !== null) doorkeeper.countCall(hash);
    return bearer;
  }
  // A name or a link that somebody tries to sign in with is a guess like any key.
  if (request.routeOptions.config.isSignIn === true) doorkeeper.countTry(request.ip);
  const cookie = cookieOf(request);
  if (cookie === null) return null;
  const hash = hashOf(cookie);
  if (isPersonCookie(cookie)) {
    const visitor = await people?.signIn.who(cookieLine(cookie)) ?? null;
    request.personSession = visitor?.session ?? null;
    if (visitor !== null) doorkeeper.countCall(hash);
    return visitor?.bearer ?? null;
  }
  const bearer = await database.transaction((tx) => findSession(tx, hash, now));
  if (bearer !== null) doorkeeper.countCall(hash);
  return bearer;
};

/**
 * Refuses changes that another site's page asks for in the name of whoever is signed in here.
 * Browsers say where a request comes from (Fetch Metadata, `Sec-Fetch-Site`); programs with a key
 * do not, and need not.
 */
export const refuseForeignPage = ({ method, headers }: FastifyRequest): void => {
  const site = headers['sec-fetch-site'];
  if (method === 'GET' || method === 'HEAD' || headers.authorization !== undefined) return;
  if (site === 'same-origin' || site === 'none') return;
  if (site === undefined && !isForeign(headers)) return;
  throw new Problem(403, 'Not allowed', 'This was asked for by a page of another site.');
};

/** Refuses in words whoever is unknown or may not do this. */
export const demand = (bearer: Bearer | null, right: Right): Bearer => demandRight(bearer, right);

/** The same for what is done in the name of a warehouse or channel, which the key must be for. */
export const demandPlace = (bearer: Bearer | null, right: PartyRight, place: string): Bearer => {
  const known = demandRight(bearer, right);
  if (known.places.length === 0 || known.places.includes(place)) return known;
  throw new Problem(403, 'Not allowed',
    `${known.name} is a key for the ${right} ${known.places.join(', ')}. It may not speak for ` +
    `${place}.`);
};

const notSignedIn = () => new Problem(401, 'Not signed in',
  'Send a key that is in force as Authorization: Bearer …, or sign in to the console.');

/** Browsers too old for that name the page's own origin, and this Gatepass as they reach it. */
const isForeign = ({ origin, host, cookie }: IncomingHttpHeaders): boolean =>
  cookie !== undefined && origin !== undefined &&
  !(URL.canParse(origin) && new URL(origin).host === host);

/** Of a stranger no body is read: reading a wrong one costs far more than sending it. */
export const refuseStranger = ({ bearer, method, routeOptions }: FastifyRequest): void => {
  if (bearer !== null || method === 'GET' || method === 'HEAD') return;
  const { url, config } = routeOptions;
  const isForAll = url === undefined || config.isSignIn === true || url === '/v1/sign-out';
  if (!isForAll) throw notSignedIn();
};

/** Somebody known who may not do this. Who may is looked up when it is answered. */
export class NotAllowed extends Error {
  readonly bearer: Bearer;
  readonly right: RightName;

  constructor(bearer: Bearer, right: RightName) {
    super(`${bearer.name} may not: ${right}`);
    this.bearer = bearer;
    this.right = right;
  }
}

const demandRight = (bearer: Bearer | null, right: RightName): Bearer => {
  if (bearer === null) throw notSignedIn();
  if (!isAllowed(bearer, right)) throw new NotAllowed(bearer, right);
  return bearer;
};

export const setCookie = (reply: FastifyReply, value: string, isSecure: boolean): void => {
  const age = value === '' ? 0 : sessionLength / 1_000;
  void reply.header('set-cookie',
    `${sessionCookie}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${String(age)}` +
    (isSecure ? '; Secure' : ''));
};
