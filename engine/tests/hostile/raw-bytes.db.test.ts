/** Bytes that are no request, or nearly one: answered in words, or hung up on; nothing else. */
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import type { Database } from '../../src/store/database.ts';
import { onEveryDatabase, rowsOf } from '../databases.ts';
import { bodyOf, keyOf, openDoor, type Door } from '../door.ts';
import { diceFrom } from './dice.ts';
import { faultsOf } from './judge.ts';

const seed = Number(process.env['GATEPASS_TEST_SEED'] ?? 1);
const mutations = 60;

const at = '/v1/warehouses/leicester/consignments/LE-1';
const key = `Authorization: Bearer ${keyOf('admin')}`;
const good = (body: string, ...headers: readonly string[]): string => [
  `PUT ${at} HTTP/1.1`, 'Host: x', key, 'Content-Type: application/json',
  `Content-Length: ${String(Buffer.byteLength(body))}`, 'Connection: close', ...headers, '', body,
].join('\r\n');
const reading = (target: string, ...headers: readonly string[]): string =>
  [`GET ${target} HTTP/1.1`, 'Host: x', key, 'Connection: close', ...headers, '', ''].join('\r\n');
const body = JSON.stringify(bodyOf('SO-1'));
const chunked = (...chunks: readonly string[]): string => [
  `PUT ${at} HTTP/1.1`, 'Host: x', key, 'Content-Type: application/json',
  'Transfer-Encoding: chunked', 'Connection: close', '', chunks.join('\r\n'),
].join('\r\n');

const odd: Readonly<Record<string, string | Buffer>> = {
  'nothing': '', 'an empty line': '\r\n\r\n', 'a word': 'hello\r\n\r\n',
  'a greeting of TLS': Buffer.from('16030100a5010000a10303', 'hex'),
  'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'no host': 'GET /v1/me HTTP/1.1\r\n\r\n', 'HTTP/0.9': 'GET /v1/me\r\n\r\n',
  'HTTP/9.9': 'GET /v1/me HTTP/9.9\r\nHost: x\r\n\r\n',
  'only line feeds': 'GET /v1/me HTTP/1.1\nHost: x\n\n',
  'a space before the colon': reading('/v1/me', 'X : y'),
  'a folded header': reading('/v1/me', ' x'),
  'NUL in a header': reading('/v1/me', 'X: a\0b'), 'NUL in the address': reading('/v1/\0'),
  'a header of 20 KB': reading('/v1/me', `X: ${'x'.repeat(20_000)}`),
  'three thousand headers': reading('/v1/me', ...Array.from({ length: 3_000 }, () => 'X: y')),
  'an address of 20 KB': reading(`/v1/${'x'.repeat(20_000)}`),
  'two lengths': good(body, 'Content-Length: 3'),
  'a negative length': good(body, 'Content-Length: -1'),
  'a length beyond all': reading('/v1/me', `Content-Length: ${'9'.repeat(30)}`),
  'length and chunks': good('0\r\n\r\n', 'Transfer-Encoding: chunked'),
  'an unknown transfer': good(body, 'Transfer-Encoding: gzip, identity'),
  'chunks of no size': chunked('zz', 'x', '0', '', ''),
  'a chunk that lies': chunked('4', 'x', '0', '', ''),
  'a chunk without end': chunked('ffffffffffffffff', 'x'), 'half a body': good(body).slice(0, -20),
  'good chunks': chunked(Buffer.byteLength(body).toString(16), body, '0', '', ''),
  'an address elsewhere': reading('http://evil.example/v1/me'), 'a star': reading('*'),
  'an answer': 'HTTP/1.1 200 OK\r\n\r\n',
  'CONNECT': 'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  'an upgrade': reading('/v1/me', 'Upgrade: websocket', 'Connection: Upgrade'),
  'a strange expectation': good(body, 'Expect: the unexpected'),
  'an unknown method': reading('/v1/me').replace('GET', 'BREW'),
  'two requests in one': `${reading('/v1/me').replace('close', 'keep-alive')}${reading('/v1/me')}`,
  'raw signs in the address': Buffer.from(reading('/v1/orders/\u00ff\u00fe'), 'latin1'),
  ...Object.fromEntries([
    '/../../../../etc/passwd', '/handbook/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd',
    '/handbook/..%2f..%2f..%2fetc%2fpasswd', '/assets/..%5c..%5cwin.ini', '//etc/passwd', '/%',
    '/v1/orders/%ff', '/v1/orders/%00', '/v1/./me', '/v1/warehouses/../me', '/v1/me%0d%0aX:1',
    '/openapi.json/../../package.json', '/assets/%252e%252e/package.json', '/\\..\\..\\etc',
  ].map((target) => [`GET ${target}`, reading(target)])),
};

onEveryDatabase('raw bytes', (size) => {
  let database: Database;
  let door: Door;
  let port = 0;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
    door = await openDoor(database);
    await door.server.listen({ host: '127.0.0.1', port: 0 });
    // Listening on TCP it has an address with a port.
    ({ port } = door.server.server.address() as AddressInfo);
  });
  afterAll(async () => {
    await door.server.close();
    await size.drop();
  });

  /** Hangs up after a while, as somebody who has sent half of something and given up. */
  const say = (
    bytes: string | Buffer, patience: number | null = 300,
  ): Promise<string> => new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    if (patience !== null) setTimeout(() => { socket.destroy(); }, patience).unref();
    socket.setEncoding('latin1');
    socket.on('data', (some) => { heard += String(some); });
    // A line that was hung up on is an answer too.
    socket.on('error', () => undefined);
    socket.on('close', () => { resolve(heard); });
  });

  const isWell = async (): Promise<void> => {
    expect(await say(good(JSON.stringify(bodyOf('SO-well'))), null)).toMatch(/^HTTP\/1\.1 200 /);
  };

  test.each(Object.entries(odd))('%s', async (_what, bytes) => {
    const heard = await say(bytes);
    expect(faultsIn(heard, bytes.toString())).toEqual([]);
    await isWell();
  });

  test('a good request with a byte changed here and there is answered in words', async () => {
    const faults: string[] = [];
    for (let index = 0; index < mutations; index += 1) {
      const bytes = Buffer.from(good(body));
      const dice = diceFrom(seed + index);
      for (let time = dice.below(4); time >= 0; time -= 1) {
        bytes[dice.below(bytes.length)] = dice.once(2)
          ? dice.below(256) : dice.pick([0, 10, 13, 32, 58]);
      }
      faults.push(...faultsIn(
        await say(bytes), `seed ${String(seed + index)}: ${bytes.toString('latin1')}`));
    }
    expect(faults).toEqual([]);
    await isWell();
    expect(await rowsOf(database, `select order_id from exception where code = 'gatepass.bug'`))
      .toEqual([]);
  });
});

/** Nothing at all, or answers of which none is a fault of ours. */
const faultsIn = (heard: string, itself: string): readonly string[] => {
  if (heard === '') return [];
  if (heard.includes('root:')) return [`shows a file for ${itself}`];
  const [head = '', ...rest] = heard.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  if (!/^HTTP\/1\.1 [1-4]\d\d /.test(first)) return [`answers ${first} to ${itself}`];
  const statusCode = Number(first.slice(9, 12));
  // Node itself answers what expects too much or names no host, and without words.
  if (statusCode === 417 || statusCode < 200) return [];
  if (statusCode === 400 && rest.join('').trim().length < 6) return [];
  const headers = Object.fromEntries(lines.map((line) => {
    const [name = '', ...value] = line.split(':');
    return [name.toLowerCase(), value.join(':').trim()];
  }));
  const body = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString('utf8');
  return faultsOf('GET', { statusCode, headers, body }, itself)
    .map((fault) => `${fault} to ${itself}`);
};
