/** One SFTP connection to one place: made when it is needed, with the pinned host key alone. */
import { Buffer } from 'node:buffer';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import Client from 'ssh2-sftp-client';
import type { FilePlace, FilesClosed } from '../../contract/files.ts';
import { isPrivateAddress } from '../wire-addresses.ts';
import { closed } from './names.ts';

export type Sftp = Extract<FilePlace, { is: 'sftp' }>;

/** How long a login may take, in milliseconds. */
const loginMilliseconds = 15_000;

export type Connected = { readonly is: 'connected'; readonly client: Client };

export const connect = async (
  place: Sftp, allowPrivate: boolean, onEnd: () => void,
): Promise<Connected | FilesClosed> => {
  const address = await addressOf(place.host, allowPrivate);
  if (typeof address !== 'string') return address;
  const seen: { key: string | null } = { key: null };
  // Whatever befalls the connection shows in the call that meets it; the library would print it.
  const client = new Client('gatepass', { error: onEnd, end: onEnd, close: onEnd });
  try {
    await client.connect({
      host: address, port: place.port, username: place.user,
      ...(place.password === null ? {} : { password: place.password }),
      ...(place.privateKey === null ? {} : { privateKey: place.privateKey }),
      ...(place.passphrase === null ? {} : { passphrase: place.passphrase }),
      readyTimeout: loginMilliseconds, keepaliveInterval: 10_000,
      hostHash: 'sha256',
      hostVerifier: (digest) => {
        seen.key = inBase64(digest);
        return seen.key === place.hostKey;
      },
    });
    return { is: 'connected', client };
  } catch (fault) {
    await client.end().catch(() => null);
    return notConnected(place, seen.key, fault);
  }
};

const inBase64 = (hexadecimal: string): string =>
  Buffer.from(hexadecimal, 'hex').toString('base64').replace(/=+$/, '');

const addressOf = async (
  host: string, allowPrivate: boolean,
): Promise<string | FilesClosed> => {
  const isNumber = isIP(host) !== 0;
  const found = isNumber
    ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  const [first] = found;
  if (first === undefined) return closed('silence', `the host name ${host} is not known`);
  // One private address among many refuses the name, as on the wire.
  return allowPrivate || !found.some((one) => isPrivateAddress(one.address))
    ? first.address
    : closed('refused', `${host} is on this machine or in a private network, which ` +
      'GATEPASS_ALLOW_PRIVATE_URLS would have to allow');
};

const notConnected = (place: Sftp, seen: string | null, fault: unknown): FilesClosed => {
  if (seen !== null && seen !== place.hostKey) {
    return closed('unauthorised',
      `the server shows the host key SHA256:${seen}, and hostKey pins SHA256:${place.hostKey}; ` +
      'ask the server’s owner whether its key was changed before you pin another');
  }
  const text = fault instanceof Error ? fault.message : '';
  if (/authentication methods failed/i.test(text)) {
    return closed('unauthorised',
      `the login of ${place.user} was refused: the server takes neither the password nor the key`);
  }
  if (/privateKey|passphrase|decrypt|OpenSSH/i.test(text)) {
    return closed('unauthorised',
      'the private key cannot be read: it is none of OpenSSH’s, or the passphrase is not its own');
  }
  if (/ECONNREFUSED|refused connection/i.test(text)) {
    return closed('silence', 'nothing listens there (connection refused)');
  }
  if (/Timed out/i.test(text)) return closed('silence', 'the server did not let us in in time');
  return closed('silence', `no connection: ${text}`);
};
