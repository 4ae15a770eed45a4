/** As many characters of another system's text as a person will read in a list. */
const longestQuote = 300;

/**
 * Another system's text made fit to be stored and shown: one line, at most 300 characters, and
 * none of the given secrets in it. Error pages do echo the request that caused them.
 */
export const quote = (text: string, secrets: readonly string[]): string => {
  const oneLine = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const hidden = secrets
    .filter((secret) => secret !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((kept, secret) => kept.replaceAll(secret, '•••'), oneLine);
  const characters = Array.from(hidden);
  return characters.length <= longestQuote
    ? hidden
    : `${characters.slice(0, longestQuote - 1).join('')}…`;
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
