import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pretend, problem, type Routes } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';
import type { Surroundings } from './surroundings.ts';

async function run(argv: readonly string[], routes: Routes = {}, changes = {}) {
  const pretended = pretend(routes, changes);
  const code = await runCommand(argv, pretended.surroundings);
  const { printed, complained, asked } = pretended;
  return { code, printed: printed(), complained: complained(), asked };
}

const page = new URL('../../../docs/commands.md', import.meta.url);
/** Those of the page, which another test holds to the program. */
const commands = [...readFileSync(page, 'utf8').matchAll(/^## ([\w-]+)$/gm)]
  .map(([, name]) => name ?? '');

describe('help', () => {
  it.each([[['help']], [['--help']], [[]]])('%j lists every command', async (argv) => {
    const { code, printed, complained } = await run(argv);
    const listed = [...printed.matchAll(/^ {2}(\w[\w-]*)(?= .* )/gm)].map(([, name]) => name);
    expect(listed).toEqual([...commands, 'help']);
    expect(listed).toEqual(expect.arrayContaining(['up', 'worker', 'api', 'apply', 'doctor']));
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
  });

  it.each([[['help', 'apply']], [['apply', '--help']]])('%j explains one', async (argv) => {
    const { code, printed } = await run(argv);
    expect(printed).toContain('--dry-run');
    expect(printed).toContain('  3  Gatepass refused the policy; nothing was applied');
    expect(code).toBe(0);
  });

  it('keeps to the width', async () => {
    for (const name of commands) {
      const { printed } = await run(['help', name]);
      expect(Math.max(...printed.split('\n').map((row) => row.length))).toBeLessThanOrEqual(100);
    }
  });

  it('tells the version', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0, printed: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('what is not understood ends with 2, in words, and asks nobody', () => {
  it.each([
    [['wyh', 'SO-1'], "Unknown command 'wyh'. Did you mean why?"],
    [['help', 'wyh'], "Unknown command 'wyh'. Did you mean why?"],
    [['why'], "Missing required argument 'order'."],
    [['why', 'SO-1', '--chanel', 'x'], "Unknown option '--chanel'. Did you mean --channel?"],
    [['apply', 'a', 'b'], "Too many arguments for 'apply'. Expected 1 argument but got 2: a, b."],
  ])('%j', async (argv, words) => {
    const { code, printed, complained, asked } = await run(argv);
    expect(complained).toBe(`${words}\ngatepass help lists every command.\n`);
    expect({ code, printed, asked }).toEqual({ code: 2, printed: '', asked: [] });
  });
});

function failing(cause: unknown): Surroundings['fetch'] {
  return async () => { throw new TypeError('fetch failed', { cause }); };
}

const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('when Gatepass cannot be reached, 4 and the reason', () => {
  it.each<[string, Surroundings['fetch'], string]>([
    ['nobody listens', failing(withCode('ECONNREFUSED')),
      'Gatepass does not answer at http://127.0.0.1:4600: is it running? Start it with npm start.'],
    ['nobody knows the name', failing(withCode('ENOTFOUND')),
      'The name 127.0.0.1 is not known here'],
    ['the certificate is foreign', failing(withCode('SELF_SIGNED_CERT_IN_CHAIN')),
      'is not one that this machine trusts (SELF_SIGNED_CERT_IN_CHAIN)'],
    ['no answer comes', async () => { throw new DOMException('late', 'TimeoutError'); },
      'no answer came within a minute'],
  ])('%s', async (_, fetch, words) => {
    const { code, complained } = await run(['export'], {}, { fetch });
    expect(complained.replaceAll('\n', ' ')).toContain(words);
    expect(code).toBe(4);
  });

  it('something else answers there', async () => {
    const routes: Routes = { 'GET /v1/policy': () => ({ document: '<h1>Printer</h1>' }) };
    const { code, complained } = await run(['export'], routes);
    expect(complained).toContain('does not speak like Gatepass (200, text/html)');
    expect(code).toBe(4);
  });

  it('follows no redirect, and says where it leads', async () => {
    const routes: Routes = {
      'GET /v1/policy': () => ({
        status: 301, headers: { location: 'https://gp.example/' }, document: '',
      }),
    };
    const { code, complained, asked } = await run(['export'], routes);
    expect(complained).toContain('It sends callers on to https://gp.example/.');
    expect([code, asked.length]).toEqual([4, 1]);
  });
});

describe('when Gatepass says no', () => {
  it('names where an unknown key came from, and never the key', async () => {
    const routes: Routes = { 'GET /v1/policy': () => problem(401, 'Who are you?') };
    const { code, printed, complained } = await run(['export'], routes);
    expect(complained).toContain(
      'Gatepass at http://127.0.0.1:4600 does not accept the key from GATEPASS_KEY.');
    expect(printed + complained).not.toContain('key-for-tests');
    expect(code).toBe(5);
  });

  it('says where it looked for a key', async () => {
    const routes: Routes = { 'GET /v1/policy': () => problem(401, 'Who are you?') };
    const { complained, asked } = await run(['export'], routes, { env: {} });
    expect(complained).toContain('Looked at: --key, GATEPASS_KEY, GATEPASS_BOOTSTRAP_KEY, ' +
      'the file data/local.key.');
    expect(asked[0]?.key).toBeNull();
  });

  it('gives its reason when the role does not suffice', async () => {
    const detail = 'Reading the policy needs the role Lead.';
    const routes: Routes = { 'GET /v1/policy': () => problem(403, detail) };
    const { code, complained } = await run(['export', '--key', 'k2'], routes);
    expect(complained).toBe(`${detail}\nThe key came from --key.\n`);
    expect(code).toBe(5);
  });

  it.each([[500, 3], [503, 4], [429, 3]])('%i ends with %i', async (status, expected) => {
    const routes: Routes = { 'GET /v1/policy': () => problem(status, 'Not now.') };
    expect(await run(['export'], routes)).toMatchObject({
      code: expected, complained: 'Not now.\n',
    });
  });

  it('cannot make the terminal act by its words', async () => {
    const routes: Routes = { 'GET /v1/policy': () => problem(500, 'bad\u001B]0;x\u0007') };
    const { complained } = await run(['export'], routes, { isTerminal: true });
    expect(complained).toBe(String.raw`bad\u001b]0;x\u0007` + '\n');
  });

  it('says so when the answer has a form of another version', async () => {
    const routes: Routes = { 'GET /v1/policy': () => ({ document: { version: 'three' } }) };
    const { code, complained } = await run(['export'], routes);
    expect(complained).toContain('in a form that this command does not know (at version)');
    expect(code).toBe(3);
  });
});

describe('backup', () => {
  const asFile: Partial<Surroundings> = {
    fetch: async () => new Response('the bytes', {
      headers: { 'content-type': 'application/gzip', 'gatepass-rows': '2' },
    }),
  };

  it('says how much the file holds, and that it is as secret as the store', async () => {
    const written: string[] = [];
    const { code, printed } = await run(['backup', 'all.backup'], {}, {
      ...asFile,
      writeNewFile: async (path: string, body: AsyncIterable<Uint8Array>) => {
        for await (const piece of body) written.push(path, Buffer.from(piece).toString());
        return { is: 'written' };
      },
    });
    expect(written).toEqual(['all.backup', 'the bytes']);
    expect(printed).toContain('all.backup holds 2 rows of Gatepass at http://127.0.0.1:4600');
    expect(code).toBe(0);
  });

  it('says so when the file cannot be written', async () => {
    expect(await run(['backup', 'all.backup'], {}, asFile)).toEqual({
      code: 2, printed: '', asked: [],
      complained: 'This disk is full.\nThere is no backup.\n',
    });
  });
});
