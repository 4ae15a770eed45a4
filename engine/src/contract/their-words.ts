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
  const hidden = withoutSecrets(text, secrets)
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

const withoutSecrets = (text: string, secrets: readonly string[]): string => {
  const spelled = secrets
    .filter((secret) => secret !== '')
    .flatMap(spellings)
    .toSorted((a, b) => b.length - a.length);
  const hidden = spelled.reduce(
    (kept, secret) => kept.replaceAll(secret, '•••'), text.slice(0, longestRead));
  // The cut may have left the beginning of a secret at the end.
  return text.length <= longestRead ? hidden : hidden.slice(0, -(spelled[0]?.length ?? 1));
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
