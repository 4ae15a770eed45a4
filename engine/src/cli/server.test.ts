import { describe, expect, it } from 'vitest';
import { Ending } from './ending.ts';
import { diskWith, pretend } from './pretend-gatepass.ts';
import { findServer, type Whereabouts } from './server.ts';
import type { Surroundings } from './surroundings.ts';

type Env = Surroundings['env'];

const keyFile = diskWith({ 'data/local.key': 'from-file\n', '/srv/gp/local.key': 'from-srv' });

const found = (said: Whereabouts, env: Env, readFile = keyFile) =>
  findServer(said, pretend({}, { env, readFile }).surroundings);

describe('where Gatepass is', () => {
  it.each<[Whereabouts, Env, string]>([
    [{}, {}, 'http://127.0.0.1:4600'],
    [{}, { GATEPASS_URL: 'https://gp.example/' }, 'https://gp.example'],
    [{}, { GATEPASS_URL: '' }, 'http://127.0.0.1:4600'],
    [{}, { PORT: '4780' }, 'http://127.0.0.1:4780'],
    [{}, { PORT: 'nonsense' }, 'http://127.0.0.1:4600'],
    [{}, { PORT: '4780', GATEPASS_URL: 'https://gp.example' }, 'https://gp.example'],
    [{ url: 'http://here:1/x/' }, { GATEPASS_URL: 'https://gp.example' }, 'http://here:1/x'],
  ])('%o with %o is %s', async (said, env, shown) => {
    expect((await found(said, env)).shown).toBe(shown);
  });

  it.each(['gatepass', 'ftp://gatepass.example', 'https://'])('refuses %s', async (url) => {
    await expect(found({ url }, {})).rejects.toThrow('--url is not one that Gatepass can have');
  });

  it('refuses a password in the address without repeating it', async () => {
    const refusal = found({}, { GATEPASS_URL: 'https://me:hunter2@gp.example' });
    await expect(refusal).rejects.toThrow('GATEPASS_URL carries a name or password');
    await expect(refusal).rejects.not.toThrow('hunter2');
  });
});

describe('who asks', () => {
  const all = { GATEPASS_KEY: 'from-key', GATEPASS_BOOTSTRAP_KEY: 'from-bootstrap' };
  it.each<[Whereabouts, Env, string, string]>([
    [{ key: 'said' }, all, 'said', '--key'],
    [{}, all, 'from-key', 'GATEPASS_KEY'],
    [{}, { GATEPASS_BOOTSTRAP_KEY: 'b' }, 'b', 'GATEPASS_BOOTSTRAP_KEY'],
    [{}, {}, 'from-file', 'the file data/local.key'],
    [{}, { GATEPASS_DATA: '/srv/gp' }, 'from-srv', 'the file /srv/gp/local.key'],
    [{ url: 'http://localhost:1' }, {}, 'from-file', 'the file data/local.key'],
    [{ url: 'http://[::1]:1' }, {}, 'from-file', 'the file data/local.key'],
  ])('%o with %o is %s', async (said, env, text, from) => {
    expect((await found(said, env)).key).toEqual({ is: 'key', text, from });
  });

  it.each(['https://gp.example', 'http://127.0.0.1.evil.example', 'http://10.0.0.1'])(
    'does not show the key of this machine to %s', async (url) => {
      expect((await found({ url }, {})).key).toEqual({
        is: 'none', looked: ['--key', 'GATEPASS_KEY', 'GATEPASS_BOOTSTRAP_KEY'],
      });
    });

  it('says where it looked when there is none', async () => {
    expect((await found({}, {}, diskWith({}))).key).toEqual({
      is: 'none',
      looked: [
        '--key', 'GATEPASS_KEY', 'GATEPASS_BOOTSTRAP_KEY', 'the file data/local.key',
      ],
    });
  });

  it('says that a key file may not be read, instead of asking without a key', async () => {
    const readFile = async () => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    };
    await expect(found({}, {}, readFile)).rejects.toThrow(
      'The key in data/local.key cannot be read (EACCES)');
  });

  it('refuses what no header can carry without repeating it', async () => {
    const refusal = found({}, { GATEPASS_KEY: 'sécret\nX: 1' });
    await expect(refusal).rejects.toBeInstanceOf(Ending);
    await expect(refusal).rejects.not.toThrow('sécret');
  });
});
