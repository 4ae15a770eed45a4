import { spawn } from 'node:child_process';
import {
  chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from './source.ts';

// A checkout of two files and a stand-in for npm: what the launcher does, without a network.
let checkout = '';
let tools = '';

const lock = (version: string) => JSON.stringify({
  packages: {
    '': { name: 'gatepass' },
    'node_modules/thing': { version },
    'node_modules/left-out': { version: '1.0.0', optional: true },
  },
});

beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'gatepass-ready-'));
  tools = path.join(checkout, 'tools');
  cpSync(path.join(root, 'bin'), path.join(checkout, 'bin'), { recursive: true });
  mkdirSync(path.join(checkout, 'engine', 'src'), { recursive: true });
  writeFileSync(path.join(checkout, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(checkout, 'package-lock.json'), lock('1.0.0'));
  writeFileSync(
    path.join(checkout, 'engine', 'src', 'main.ts'),
    'console.log(JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = 3;\n',
  );
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

/** The stand-in notes each call and then does as told. */
function npmThat(does: string): void {
  mkdirSync(tools, { recursive: true });
  const script = `#!/bin/sh\necho "$@" >> '${checkout}/npm-calls'\n${does}\n`;
  writeFileSync(path.join(tools, 'npm'), script);
  chmodSync(path.join(tools, 'npm'), 0o755);
}

function installed(version: string): string {
  const record = path.join(checkout, 'node_modules', '.package-lock.json');
  return `mkdir -p '${path.dirname(record)}' && printf '%s' '${npmRecord(version)}' > '${record}'`;
}

function npmRecord(version: string): string {
  return JSON.stringify({ packages: { 'node_modules/thing': { version } } });
}

function npmCalls(): string[] {
  const file = path.join(checkout, 'npm-calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

type Ended = { code: number | null; out: string; words: string };

function gatepass(...args: string[]): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = spawn(process.execPath, [path.join(checkout, 'bin', 'gatepass.js'), ...args], {
    cwd: tmpdir(), env: { PATH: `${tools}:/usr/bin:/bin` },
  });
  let out = '';
  let words = '';
  child.stdout.on('data', (data) => (out += String(data)));
  child.stderr.on('data', (data) => (words += String(data)));
  child.on('close', (code) => resolve({ code, out, words }));
  return promise;
}

test('what is missing is installed, then the command runs as it was asked', async () => {
  npmThat(installed('1.0.0'));
  const first = await gatepass('why', 'SO-412345');
  expect(first).toMatchObject({ code: 3, out: '["why","SO-412345"]\n' });
  expect(first.words).toContain('installing packages');
  const second = await gatepass('why', 'SO-412345');
  expect(second).toMatchObject({ code: 3, words: '' });
  expect(npmCalls()).toHaveLength(1);
});

test('a changed lock file installs again', async () => {
  npmThat(installed('1.0.0'));
  await gatepass();
  writeFileSync(path.join(checkout, 'package-lock.json'), lock('2.0.0'));
  npmThat(installed('2.0.0'));
  expect((await gatepass()).code).toBe(3);
  expect(npmCalls()).toHaveLength(2);
});

test('packages that somebody installed by hand are taken as they are', async () => {
  npmThat('exit 1');
  mkdirSync(path.join(checkout, 'node_modules'));
  const record = path.join(checkout, 'node_modules', '.package-lock.json');
  writeFileSync(record, npmRecord('1.0.0'));
  expect(await gatepass()).toMatchObject({ code: 3, words: '' });
  writeFileSync(record, npmRecord('0.9.0'));
  rmSync(path.join(checkout, 'node_modules', '.gatepass-stamp'));
  expect((await gatepass()).code).toBe(1);
});

test('two at once install once', async () => {
  npmThat(`sleep 0.5; ${installed('1.0.0')}`);
  const both = await Promise.all([gatepass('one'), gatepass('two')]);
  expect(both.map(({ code }) => code)).toEqual([3, 3]);
  expect(npmCalls()).toHaveLength(1);
});

test('a lock left by a process that is gone does not hold up the next', async () => {
  npmThat(installed('1.0.0'));
  mkdirSync(path.join(checkout, '.gatepass'));
  // No process can have this number: Linux ends at 2^22.
  writeFileSync(path.join(checkout, '.gatepass', 'installing'), '99999999');
  expect((await gatepass()).code).toBe(3);
});

test('without a network it says so', async () => {
  npmThat('echo "npm error code ENOTFOUND" >&2; exit 1');
  const { code, out, words } = await gatepass();
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(words).toContain('the package registry could not be reached');
  expect(existsSync(path.join(checkout, '.gatepass', 'installing'))).toBe(false);
});
