import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import { hold } from './case.ts';
import { textsIn } from './odd-values.ts';

/** How a text may be spelled in an address, a header, an error page or a log. */
export const spellings = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const ofAddress = encodeURIComponent(secret);
  const ofForm = new URLSearchParams({ s: secret }).toString().slice(2);
  const ofHtml = secret
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [...new Set([
    secret,
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    ofAddress,
    ofAddress.replaceAll(/%[\dA-F]{2}/g, (one) => one.toLowerCase()),
    ofForm,
    ofHtml,
    ofHtml.replaceAll("'", '&#39;'),
    JSON.stringify(secret).slice(1, -1),
  ])];
};

/** However a value is printed, none of the secrets is in it. */
export const holdNoSecret = (
  value: unknown,
  secrets: readonly string[],
  where: string,
): void => {
  const texts = printings(value);
  for (const secret of secrets.flatMap(spellings)) {
    hold(!texts.some((text) => text.includes(secret)), `${where} shows the secret as ${secret}`);
  }
};

/** As a log, an answer of the API, a template or a crash would print it. */
const printings = (value: unknown): readonly string[] => [
  inspect(value, {
    depth: 12, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity,
  }),
  JSON.stringify(value) ?? '',
  // As they are: printing may have quoted them.
  ...textsIn(value),
  ...(value instanceof Error
    ? [value.message, String(value), value.stack ?? '', ...printings(value.cause ?? '')] : []),
];
