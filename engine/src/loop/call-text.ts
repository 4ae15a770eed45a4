/**
 * What a call said and what came back, as far as it is kept: without anything that lets somebody
 * in. Keys, passwords and what was signed with them are left out before it is written anywhere;
 * whose eyes it is for is judged when it is read. Pure.
 */
import { secretsInHeader, withoutSecrets } from '../contract/their-words.ts';
import type { WireAnswer, WireRequest } from '../contract/wire.ts';
import type { CallText, KeptBody } from '../core/model/call-text.ts';

/** A hundred orders of a few lines; one order alone is a fiftieth of it. */
const longestBody = 100_000;
/** What is longer within it is a label or a picture. */
const longestValue = 1_000;
/** A secret that is shorter than this would be found in half of all words. */
const shortestSecret = 6;

const left = '…';

/** Calls whose body or answer is nothing but a key. */
const isSignIn = (purpose: string): boolean => /^(login|sign in|access token)/.test(purpose);

export const textOfCall = (
  request: WireRequest,
  answer: WireAnswer,
  secrets: readonly string[],
): CallText => {
  const hide = hider([...secrets, ...secretsIn(request.headers)]);
  const body = (text: string | null): KeptBody | null =>
    text === null || text === '' ? null
      : isSignIn(request.purpose) ? { text: left, cutFrom: text.length } : keptBody(text, hide);
  return {
    purpose: request.purpose, method: request.method, url: hideInUrl(hide(request.url)),
    headers: Object.entries(request.headers).map(([name, value]) =>
      ({ name, value: plainHeader.test(name) ? hide(value) : null })),
    request: body(request.body),
    status: answer.is === 'answer' ? answer.status : null,
    noAnswer: answer.is === 'answer' ? null : hide(answer.reason),
    answer: answer.is === 'answer' ? body(answer.body) : null,
  };
};

/** All others may let somebody in, or are signed with what does. */
const plainHeader = new RegExp('^(accept(-language)?|content-(type|length)|user-agent|' +
  'webhook-(id|timestamp))$', 'i');

const hider = (secrets: readonly string[]) => {
  const known = secrets.filter((one) => one.length >= shortestSecret);
  return (text: string): string => withoutSecrets(text, known, left);
};

/** What was derived of the settings or fetched: it is in no setting, and answers do repeat it. */
const secretsIn = (headers: WireRequest['headers']): readonly string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (plainHeader.test(name) ? [] : secretsInHeader(value)));

const secretName = new RegExp('pass(word|wd|phrase)?$|secret|token|signature|credential|' +
  'authori[sz]ation|(api|access|consumer)_?key|session', 'i');

/** What is named like a key, who signs in, and long words of a path that nobody could guess. */
const hideInUrl = (url: string): string => url
  .replace(/\/\/[^\s/@]+@/, `//${left}@`)
  .replaceAll(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
    secretName.test(name) ? `${mark}${name}=${left}` : whole)
  .replaceAll(/\/[\w=-]{24,}(?=[/?#]|$)/g, (word) => (isGuessable(word) ? word : `/${left}`));

/** Numbers and plain words: an id of an order, a name of a method. */
const isGuessable = (word: string): boolean => !/\d/.test(word) || !/[a-z]/i.test(word);

const keptBody = (text: string, hide: (text: string) => string): KeptBody => {
  const plain = hide(spelled(text));
  return plain.length <= longestBody ? { text: plain, cutFrom: null }
    : { text: plain.slice(0, longestBody), cutFrom: plain.length };
};

/** Taking apart what is longer would hold up everything else. */
const longestRead = 1_000_000;
/** Nobody means anything by what lies deeper. */
const deepest = 64;

/** JSON without its secrets and its longest values; anything else by the look of its words. */
const spelled = (text: string): string => {
  const read = text.length > longestRead ? null : readJson(text);
  return read === null ? text.replaceAll(namedInText, `$1${left}`)
    : JSON.stringify(bared(read.value, deepest));
};

const namedInText = new RegExp('((?:password|passwd|secret|token|signature|credentials?|' +
  'authori[sz]ation|session(?:[_-]?(?:id|key))?|(?:api|access|consumer)_?key)' +
  '["\']?\\s*[=:>]\\s*["\']?(?:(?:basic|bearer|session)\\s+)?)[^\\s"\'&<,;]+', 'gi');

export const readJson = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
};

const bared = (value: unknown, levels: number): unknown => {
  if (typeof value === 'string') {
    return value.length <= longestValue ? value
      : `${left} (${String(value.length)} characters)`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return left;
  if (Array.isArray(value)) return value.map((one) => bared(one, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]): [string, unknown] =>
    [name, secretName.test(name) && isSaid(one) ? left : bared(one, levels - 1)]));
};

/** An empty one is worth seeing: it may be what is wrong. */
const isSaid = (value: unknown): boolean => value !== null && value !== '';
