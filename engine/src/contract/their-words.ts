import { Buffer } from 'node:buffer';

/** As many characters of another system's text as a person will read in a list. */
const longestQuote = 300;

/** No more of a text is looked at than this: some answer with megabytes. */
const longestRead = 20_000;

/**
 * Another system's text made fit to be stored and shown: one line, at most 300 characters, and
 * none of the given secrets in it. Error pages do echo the request that caused them, in whatever
 * spelling they met it.
 */
export const quote = (text: string, secrets: readonly string[]): string => {
  const hidden = beginningWithoutSecrets(text, secrets)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(hidden);
  return characters.length <= longestQuote
    ? hidden
    : `${characters.slice(0, longestQuote - 1).join('')}…`;
};

/** Without NUL and halves of letters, which do get typed and imported, and no database holds. */
export const storableText = (text: string): string =>
  text.replaceAll('\0', '').toWellFormed().trim();

/** The whole text, with the mark in the place of each secret, in whatever spelling it stands. */
export const withoutSecrets = (
  text: string,
  secrets: readonly string[],
  mark: string,
): string => allSpellings(secrets).reduce((kept, secret) => kept.replaceAll(secret, mark), text);

const beginningWithoutSecrets = (text: string, secrets: readonly string[]): string => {
  const hidden = withoutSecrets(text.slice(0, longestRead), secrets, '•••');
  // The cut may have left the beginning of a secret at the end.
  return text.length <= longestRead ? hidden
    : hidden.slice(0, -(allSpellings(secrets)[0]?.length ?? 1));
};

/** Longest first, so that none is taken apart by another that it holds. */
const allSpellings = (secrets: readonly string[]): readonly string[] =>
  [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))]
    .toSorted((a, b) => b.length - a.length);

/** What lets somebody in by a header: its value, and what stands in it behind a scheme. */
export const secretsInHeader = (value: string): readonly string[] => {
  const [, scheme, bare] = /^(basic|bearer|session) +(.+)$/i.exec(value) ?? [];
  if (scheme === undefined || bare === undefined) return [value];
  if (/^bearer$/i.test(scheme)) return [value, bare];
  // `user:password` and `user:number:session`; whom it belongs to may be seen.
  return [value, bare, ...Buffer.from(bare, 'base64').toString('utf8').split(':').slice(-1)];
};

/** The spellings that headers, addresses, forms, pages and JSON give a text. */
const spellings = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const inAddress = encodeURIComponent(secret.toWellFormed());
  const inPage = secret
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [
    secret,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    inAddress,
    inAddress.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    inPage,
    inPage.replaceAll("'", '&#39;'),
    JSON.stringify(secret).slice(1, -1),
  ];
};

/** Parses JSON that another system sent; null for anything else, including an empty text. */
export const readJson = (body: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(body) };
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return null;
    throw refusal;
  }
};
