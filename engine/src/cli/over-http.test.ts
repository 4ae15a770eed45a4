import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { policyAnswerShape } from '../api/shapes.ts';
import { pretend } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(listener: Listener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${String(address.port)}`, close };
}

async function run(argv: readonly string[], env: Record<string, string>) {
  const { surroundings, printed, complained } = pretend({}, {
    env, fetch, readFile: async (path) => readFile(path, 'utf8'),
  });
  const code = await runCommand(argv, surroundings);
  return { code, printed: printed(), complained: complained() };
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepass-cli-'));
  endings.push(async () => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

it('a policy travels with the key of this machine, behind a path too', async () => {
  const heard: unknown[] = [];
  const { url, close } = await listen((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => { pieces.push(piece); });
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(pieces).toString());
      heard.push([request.method, request.url, request.headers.authorization, body]);
      const document = policyAnswerShape.parse({
        version: 1, isChanged: true, changes: ['limits: new'], missingSecrets: [], warnings: [],
      });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    });
  });
  endings.push(close);
  const folder = await folderWith({ 'local.key': 'k1\n', 'p.yaml': 'settings: { k: ${K} }\n' });
  const env = { GATEPASS_DATA: folder, GATEPASS_URL: `${url}/gatepass`, K: 'v' };
  expect(await run(['apply', join(folder, 'p.yaml')], env)).toEqual({
    code: 0, complained: '', printed: 'Version 1 is in force. Changed:\n  limits: new\n',
  });
  expect(heard).toEqual([[
    'PUT', '/gatepass/v1/policy', 'Bearer k1',
    { document: { settings: { k: '${K}' } }, secrets: { K: 'v' }, dryRun: false },
  ]]);
});

it('a closed port is told in plain words', async () => {
  const { url, close } = await listen(() => {});
  await close();
  const { code, complained } = await run(['why', 'SO-1'], { GATEPASS_URL: url, GATEPASS_KEY: 'k' });
  expect(complained).toContain(
    `Gatepass does not answer at ${url}: is it running? Start it with npm start.\n(ECONNREFUSED.`);
  expect(code).toBe(4);
});

it('an answer that breaks off is no answer', async () => {
  const { url, close } = await listen((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"version":', () => { response.destroy(); });
  });
  endings.push(close);
  const { code } = await run(['export'], { GATEPASS_URL: url, GATEPASS_KEY: 'k' });
  expect(code).toBe(4);
});

it('another program at the address is not taken for Gatepass', async () => {
  const { url, close } = await listen((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not Found"}');
  });
  endings.push(close);
  for (const argv of [['why', 'SO-1'], ['doctor']]) {
    const { code, printed, complained } = await run(
      ['--url', url, '--key', 'k1', ...argv], {});
    expect(code).toBe(4);
    expect(printed + complained).toContain(`Something answers at ${url}, but it does not speak`);
  }
});
