/** Settings by which another system is reached: its address, and what lets us in. */
import { z } from 'zod';

/**
 * What is wrong with the address of a system that is called with Basic credentials; null: nothing.
 * `example` is one that is right; `credentials` names the settings for user and password.
 */
export const problemOfAddress = (
  text: string,
  { example, credentials }: { readonly example: string; readonly credentials: string },
): string | null => {
  const url = URL.parse(text);
  if (url === null) return `must be an address such as ${example}`;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') {
    return `must not hold a user name or password; they belong in ${credentials}`;
  }
  return url.search !== '' || url.hash !== '' ? 'must end with the host or a path' : null;
};

/** As `problemOfAddress`; a password may cross one's own network in the clear, and no other. */
export const problemOfOwnAddress = (
  text: string,
  asked: Parameters<typeof problemOfAddress>[1],
): string | null => {
  const problem = problemOfAddress(text, asked);
  const url = URL.parse(text);
  if (problem !== null || url === null) return problem;
  const isNear = /^(localhost|[\d.]+|\[[\da-f:]+\]|[^.]+)$/i.test(url.hostname);
  return url.protocol === 'http:' && !isNear ? 'must begin with https://' : null;
};

/** `what` reads like "the API key". */
export const credential = (what: string) =>
  z
    .string(`${what} is missing`)
    .trim()
    .min(1, `${what} is missing`)
    // The first colon of Basic credentials ends the user name [RFC 7617].
    .regex(/^[\x21-\x39\x3b-\x7e]*$/, `${what} holds characters that no such key has`);
