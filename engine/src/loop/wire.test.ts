import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { WireRequest } from '../contract/wire.ts';
import { isPrivateAddress } from './wire-addresses.ts';
import { openWire, type Resolve, type WireCall, type WireOptions } from './wire.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const wireOf = (options: Partial<WireOptions> = {}) => {
  const wire = openWire({ allowPrivate: true, ...options });
  closing.push(wire.close);
  return wire;
};

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  // A listening TCP server has an address of this shape.
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
};

/** A server that speaks raw bytes, to break off where an HTTP server would not. */
const serveBytes = async (onBytes: (socket: Socket) => void): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => onBytes(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((done) => server.close(done)));
  // As above.
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
};

const ask = (url: string, more: Partial<WireRequest> = {}): WireRequest => ({
  method: 'GET', url, headers: {}, body: null, timeoutMilliseconds: 5000, purpose: 'test', ...more,
});

describe('an answer', () => {
  test('comes with status, lower-case headers and body; ours arrive as given', async () => {
    const url = await serve((incoming, answer) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        answer.writeHead(201, { 'X-Rate-Limit-Remaining': '39', 'Set-Cookie': ['a=1', 'b=2'] });
        answer.end(`${String(incoming.method)} ${String(incoming.headers['x-ours'])} ${
          Buffer.concat(chunks).toString()}`);
      });
    });
    const answer = await wireOf().request(
      ask(`${url}/orders`, { method: 'POST', headers: { 'x-ours': 'yes' }, body: 'größer 📦' }),
    );
    expect(answer).toMatchObject({
      is: 'answer', status: 201, body: 'POST yes größer 📦',
      headers: { 'x-rate-limit-remaining': '39', 'set-cookie': 'a=1, b=2' },
    });
  });

  test.each([302, 404, 500, 503])('%i is an answer like any other', async (status) => {
    const url = await serve((_, answer) => answer.writeHead(status).end('no'));
    expect(await wireOf().request(ask(url))).toMatchObject({ is: 'answer', status, body: 'no' });
  });

  test('a redirect is not followed', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((incoming, answer) => {
      asked.push(incoming.url);
      answer.writeHead(307, { location: '/elsewhere' }).end();
    });
    await wireOf().request(ask(`${url}/here`));
    expect(asked).toEqual(['/here']);
  });
});

describe('silence: bytes may have left', () => {
  test('an answer that does not come within the time-out', async () => {
    const url = await serve(() => {
      // Never answers.
    });
    expect(await wireOf().request(ask(url, { timeoutMilliseconds: 60 }))).toEqual({
      is: 'silence', reason: 'no whole answer within 0.06 seconds',
    });
  });

  test('an answer whose body drips on past the time-out', async () => {
    const url = await serve((_, answer) => {
      answer.writeHead(200);
      answer.write('{');
    });
    const answer = await wireOf().request(ask(url, { timeoutMilliseconds: 60 }));
    expect(answer.is).toBe('silence');
  });

  test('a connection that is cut before the answer', async () => {
    const url = await serveBytes((socket) => socket.destroy());
    expect(await wireOf().request(ask(url, { method: 'POST', body: '{}' }))).toEqual({
      is: 'silence', reason: 'the connection was cut',
    });
  });

  test('a body that is cut short of its announced length', async () => {
    const url = await serveBytes((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"results":[');
    });
    expect((await wireOf().request(ask(url))).is).toBe('silence');
  });

  test('an answer that is no HTTP', async () => {
    const url = await serveBytes((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    expect((await wireOf().request(ask(url))).is).toBe('silence');
  });

  test.each([
    ['announced', (body: string) => ({ 'content-length': String(body.length) })],
    ['not announced', () => ({})],
  ])('a body over the limit, its length %s', async (_, headers) => {
    const body = 'x'.repeat(2000);
    const url = await serve((incoming, answer) => {
      answer.writeHead(200, headers(body)).end(incoming.url === '/small' ? 'x' : body);
    });
    const wire = wireOf({ limits: { answerBytes: 1999 } });
    expect(await wire.request(ask(`${url}/large`))).toEqual({
      is: 'silence', reason: 'the answer was too large (1999 bytes)',
    });
    const enough = wireOf({ limits: { answerBytes: 2000 } });
    expect((await enough.request(ask(`${url}/large`))).is).toBe('answer');
  });
});

describe('not sent: nothing left this machine', () => {
  test('nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    // As above.
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    expect(await wireOf().request(ask(`http://127.0.0.1:${String(port)}`))).toEqual({
      is: 'not-sent', reason: 'nothing listens there (connection refused)',
    });
  });

  test('an unknown host', async () => {
    const unknown = Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
    const wire = wireOf({ resolve: (_, answer) => answer(unknown, []) });
    expect(await wire.request(ask('http://nowhere.example'))).toEqual({
      is: 'not-sent', reason: 'the host name is not known',
    });
  });

  test('a name without any address', async () => {
    const wire = wireOf({ resolve: (_, answer) => answer(null, []) });
    expect((await wire.request(ask('http://nowhere.example'))).is).toBe('not-sent');
  });

  test.each([
    ['not a url', 'the address cannot be read'],
    ['ftp://files.example/x', 'calls go out by http or https, not ftp'],
    ['file:///etc/passwd', 'calls go out by http or https, not file'],
    ['https://user:word@shop.example/', 'the address holds a user name or password'],
  ])('the address %s', async (url, reason) => {
    expect(await wireOf().request(ask(url))).toEqual({ is: 'not-sent', reason });
  });

  test.each([
    { 'x-ours': 'a\r\nx-theirs: b' }, { 'x-ours': 'a\nb' }, { 'x\r\ny': 'a' }, { '': 'a' },
    { 'x-ours': 'a\u0000b' },
  ])('the header %j', async (headers) => {
    let calls = 0;
    const url = await serve((_, answer) => {
      calls += 1;
      answer.end();
    });
    expect((await wireOf().request(ask(url, { headers }))).is).toBe('not-sent');
    expect(calls).toBe(0);
  });
});

describe('private addresses', () => {
  const privates = [
    '127.0.0.1', '127.9.9.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1',
    '169.254.169.254', '0.0.0.0', '0.1.2.3', '100.64.0.1', '198.18.0.1', '224.0.0.1',
    '255.255.255.255', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1',
    '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::10.0.0.1',
    '64:ff9b:1::7f00:1', '2002:7f00:1::', 'not-an-address',
  ];
  test.each(privates)('%s is one', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each([
    '8.8.8.8', '172.15.255.255', '172.32.0.1', '192.169.0.1', '11.0.0.1', '223.255.255.255',
    '2606:4700::1111', '64:ff9b::8.8.8.8',
  ])('%s is none', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  test.each([
    'http://127.0.0.1:PORT', 'http://localhost:PORT', 'http://[::1]:PORT', 'http://2130706433:PORT',
    'http://0x7f.1:PORT', 'http://[::ffff:127.0.0.1]:PORT', 'http://0:PORT',
  ])('%s is not called unless allowed', async (pattern) => {
    let calls = 0;
    const url = await serve((_, answer) => {
      calls += 1;
      answer.end();
    });
    const address = pattern.replace('PORT', new URL(url).port);
    const answer = await wireOf({ allowPrivate: false }).request(ask(address));
    expect(answer).toMatchObject({
      is: 'not-sent', reason: expect.stringContaining('GATEPASS_ALLOW_PRIVATE_URLS'),
    });
    expect(calls).toBe(0);
  });

  test('a public-looking name that resolves to a private address is not called', async () => {
    let calls = 0;
    const url = await serve((_, answer) => {
      calls += 1;
      answer.end();
    });
    const resolve: Resolve = (_, answer) => answer(null, [
      { address: '93.184.216.34', family: 4 }, { address: '127.0.0.1', family: 4 },
    ]);
    const wire = wireOf({ allowPrivate: false, resolve });
    const { port } = new URL(url);
    expect((await wire.request(ask(`http://shop.example:${port}`))).is).toBe('not-sent');
    expect(calls).toBe(0);
  });

  test('what is in the way is known without a call', async () => {
    const wire = wireOf({ allowPrivate: false, resolve: (name, answer) => {
      if (name === 'unknown.example') answer(new Error('unknown'), []);
      else answer(null, [
        { address: name === 'shop.example' ? '93.184.216.34' : '10.1.1.1', family: 4 },
      ]);
    } });
    expect(await wire.obstacleTo?.('http://127.0.0.1:9/hooks')).toContain('private network');
    expect(await wire.obstacleTo?.('http://[::1]/hooks')).toContain('private network');
    expect(await wire.obstacleTo?.('https://wms.example/hooks')).toContain('private network');
    expect(await wire.obstacleTo?.('https://unknown.example/hooks')).toBe('unknown');
    expect(await wire.obstacleTo?.('https://shop.example/hooks')).toBeNull();
    expect(await wireOf().obstacleTo?.('http://127.0.0.1:9/hooks')).toBeNull();
  });

  test('a name is resolved once, and that address is the one that is called', async () => {
    const url = await serve((incoming, answer) => answer.end(incoming.headers.host));
    const asked: string[] = [];
    const wire = wireOf({
      resolve: (name, answer) => {
        asked.push(name);
        answer(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    });
    const { port } = new URL(url);
    expect(await wire.request(ask(`http://shop.example:${port}/`))).toMatchObject({
      is: 'answer', body: `shop.example:${port}`,
    });
    expect(asked).toEqual(['shop.example']);
  });
});

test('every call is observed once, without its query and its headers', async () => {
  const url = await serve((_, answer) => answer.writeHead(204).end());
  const calls: WireCall[] = [];
  const wire = wireOf({ observe: (call) => calls.push(call) });
  await wire.request(ask(`${url}/orders?secret=1`, {
    headers: { authorization: 'Basic c2VjcmV0' }, purpose: 'feed orders',
  }));
  await wire.request(ask('ftp://files.example/x'));
  expect(calls).toMatchObject([
    { purpose: 'feed orders', method: 'GET', host: new URL(url).host, path: '/orders', status: 204,
      reason: null },
    { status: null, reason: 'not-sent: calls go out by http or https, not ftp' },
  ]);
  expect(JSON.stringify(calls)).not.toMatch(/secret|c2VjcmV0/);
});
