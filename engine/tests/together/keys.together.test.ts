/** Keys and audit by the commands alone, as a script would call them, against a real server. */
import { afterEach, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { exitCode } from '../../src/cli/ending.ts';
import { adminKey, freshPlace, gatepass, startEngine } from './processes.ts';
import { ask, policyText } from './hands.ts';
import { parse } from 'yaml';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const madeShape = z.object({ id: z.string(), key: z.string() });

test('keys are made, rotated, revoked and audited by commands, the last one never', async () => {
  const place = await freshPlace(inject('postgresUrl'));
  undo.push(() => place.remove());
  const engine = await startEngine(place);
  undo.push(() => engine.stop('SIGKILL'));
  await ask(`${engine.url}/v1/policy`, 'PUT', {
    document: parse(policyText('http://127.0.0.1:9')),
  });
  const as = (key: string) => (...words: string[]) =>
    gatepass(words, { GATEPASS_URL: engine.url, GATEPASS_KEY: key });
  const first = as(adminKey);
  const opens = async (key: string): Promise<number> => (await fetch(`${engine.url}/v1/me`, {
    headers: { authorization: `Bearer ${key}` },
  })).status;

  const made = await first('key', 'make', '--name', 'Leicester WMS', '--role', 'warehouse',
    '--warehouse', 'leicester');
  expect(made.code).toBe(exitCode.done);
  const old = /gp_[A-Za-z0-9]{40}/.exec(made.printed)?.[0] ?? '';
  expect(await opens(old)).toBe(200);
  const nowhere = await first('key', 'make', '--name', 'x', '--role', 'warehouse',
    '--warehouse', 'leicster');
  expect(nowhere.code).toBe(exitCode.refused);
  expect(nowhere.printed).toContain('It knows leicester.');

  const turned = await first('key', 'rotate', 'Leicester WMS', '--json');
  const fresh = madeShape.parse(JSON.parse(turned.printed));
  expect([turned.code, await opens(old), await opens(fresh.key)])
    .toEqual([exitCode.done, 200, 200]);
  const warehouse = await as(fresh.key)('key', 'list');
  expect(warehouse.code).toBe(exitCode.notAllowed);
  const asked = await first('key', 'revoke', fresh.id);
  expect([asked.code, await opens(fresh.key)]).toEqual([exitCode.notUnderstood, 200]);
  expect(asked.printed).toContain('--yes');
  expect((await first('key', 'revoke', fresh.id, '--yes')).code).toBe(exitCode.done);
  expect(await opens(fresh.key)).toBe(401);
  const listed = await first('key', 'list', '--all');
  expect(listed.printed).toContain('was revoked by admin');
  for (const key of [old, fresh.key]) expect(listed.printed).not.toContain(key);

  // The key of this machine lies in a file that may be gone: with it alone nobody is left.
  const last = await first('key', 'revoke', 'admin', '--yes');
  expect(last.code).toBe(exitCode.refused);
  expect(last.printed).toContain('is the last key of an admin');
  expect(await opens(adminKey)).toBe(200);
  const ada = madeShape.parse(JSON.parse(
    (await first('key', 'make', '--name', 'Ada', '--role', 'admin', '--json')).printed));
  const second = as(ada.key);
  expect((await second('key', 'revoke', 'admin', '--yes')).code).toBe(exitCode.done);
  expect((await first('key', 'list')).code).toBe(exitCode.notAllowed);
  expect((await second('key', 'revoke', 'Ada', '--yes')).code).toBe(exitCode.refused);
  expect((await second('key', 'revoke', 'Nobody', '--yes')).code).toBe(exitCode.no);

  const audit = await second('audit', '--json', '--target', 'key');
  expect(audit.code).toBe(exitCode.done);
  const { items } = z.object({ items: z.array(z.object({ who: z.string(), summary: z.string() })) })
    .parse(JSON.parse(audit.printed));
  expect(items.map(({ who, summary }) => [who, summary.replace(/;.*/, '')])).toEqual([
    ['Ada', 'Revoked the key admin'],
    ['admin', 'Made the key Ada with the role admin'],
    ['admin', 'Revoked the key Leicester WMS'],
    ['admin', 'Rotated the key Leicester WMS'],
    ['admin', 'Made the key Leicester WMS with the role warehouse, leicester'],
  ]);
  const words = await second('audit', '--who', 'Ada');
  expect([words.code, words.printed.includes('Revoked the key admin')])
    .toEqual([exitCode.done, true]);
}, 300_000);
