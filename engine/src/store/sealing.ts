/**
 * Secrets at rest: AES-256-GCM with a key that is never in the database. The key is a file beside
 * the data, readable by its owner only, or comes from the environment.
 */
import {
  createCipheriv, createDecipheriv, createHash, createHmac, randomBytes,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** A text that was sealed with another key, or changed since. */
export class UnreadableSecret extends Error {}

export type Sealer = {
  readonly seal: (secret: string) => string;
  /** Throws an UnreadableSecret when the text was sealed with another key or was changed. */
  readonly unseal: (sealed: string) => string;
  /** A secret that follows from the key and this purpose: always the same, and kept nowhere. */
  readonly derive: (purpose: string) => string;
};

export const openSealer = (keyFile: string, keyFromEnvironment: string | null): Sealer => {
  const secret = keyFromEnvironment ?? readOrMakeKey(keyFile);
  const key = createHash('sha256').update('gatepass secrets v1\n').update(secret).digest();
  return {
    derive: (purpose) =>
      createHmac('sha256', key).update(`gatepass derived v1\n${purpose}`).digest('base64url'),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new UnreadableSecret(
          'A stored secret cannot be read with this key. The key file (secret.key in the data ' +
          'folder) or GATEPASS_SECRET_KEY is another one than when it was stored. Bring the old ' +
          'key back, or apply the policy again with its secrets.', { cause });
      }
    },
  };
};

const readOrMakeKey = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) throw fault;
  }
  const made = randomBytes(32).toString('base64url');
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
};
