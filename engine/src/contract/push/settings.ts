import { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { SettingManifest } from '../connector.ts';

/** Where signed messages go. */
export type PushTarget = {
  readonly url: string;
  /** The bytes that sign. */
  readonly key: Uint8Array;
  /** Every spelling of the secret, to be kept out of texts. */
  readonly secrets: readonly string[];
};

/** The floor of Standard Webhooks, for the bytes of a secret and for the length of a text. */
const shortestSecret = 24;

const shortSecret =
  'is too short to be safe: at least 24 characters, or whsec_ with the base64 of 24 bytes or more';

/**
 * The two settings of a system that is told by signed push. Without `pushUrl` its messages wait
 * in the mailbox until it fetches them.
 */
export const pushSettingsShape = z
  .strictObject(
    {
      pushUrl: z.string('must be an address such as https://wms.example/hooks').nullish(),
      pushSecret: z.string('must be text').nullish(),
    },
    'must be an object with named members',
  )
  .transform((given, context): PushTarget | null => {
    const url = given.pushUrl ?? null;
    const secret = given.pushSecret ?? null;
    const key = secret === null ? null : keyOf(secret);
    const problems = [
      { path: ['pushUrl'], message: url === null ? null : problemOfUrl(url) },
      { path: ['pushSecret'], message: problemOfSecret(url, secret, key) },
    ];
    for (const { path, message } of problems) {
      if (message !== null) context.addIssue({ code: 'custom', path, message });
    }
    if (problems.some((one) => one.message !== null)) return z.NEVER;
    if (url === null || secret === null || key === null || key === 'unreadable') return null;
    return { url, key, secrets: [secret, secret.replace(/^whsec_/, '')] };
  });

/** As the manifest lists them; `who` reads like "the warehouse". */
export const pushSettings = (who: string): readonly SettingManifest[] => [
  {
    path: 'pushUrl',
    label: 'Push address',
    isSecret: false,
    isRequired: false,
    meaning: `Where messages to ${who} are posted; left out, ${who} fetches them`,
  },
  {
    path: 'pushSecret',
    label: 'Push secret',
    isSecret: true,
    isRequired: false,
    meaning: 'Signs what is posted, by Standard Webhooks; needed with the address. ' +
      `${shortestSecret} characters or more, or whsec_ and base64`,
  },
];

/**
 * `whsec_` and base64, as Standard Webhooks writes secrets; any other text is taken by its bytes.
 */
const keyOf = (secret: string): Uint8Array | 'unreadable' => {
  if (!secret.startsWith('whsec_')) return new TextEncoder().encode(secret);
  const encoded = secret.slice('whsec_'.length);
  const isBase64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(encoded);
  return isBase64 ? new Uint8Array(Buffer.from(encoded, 'base64')) : 'unreadable';
};

const problemOfSecret = (
  url: string | null,
  secret: string | null,
  key: Uint8Array | 'unreadable' | null,
): string | null => {
  if (secret === null) return url === null ? null : 'is missing: what is pushed must be signed';
  if (key === 'unreadable') return 'begins with whsec_, but what follows is not base64';
  const length = secret.startsWith('whsec_') ? (key?.length ?? 0) : secret.length;
  return length < shortestSecret ? shortSecret : null;
};

const problemOfUrl = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return 'must be an address such as https://wms.example/hooks';
  }
  return url.username !== '' || url.password !== ''
    ? 'must not hold a user name or password; messages are signed instead'
    : null;
};
