import { expect, test } from 'vitest';
import { replace } from './sftp.ts';

/** A server without OpenSSH's extension: it renames onto names that are free, and no others. */
const server = (...names: readonly string[]) => {
  const there = new Set(names);
  const fault = (code: string): Error => Object.assign(new Error('no'), { code });
  return {
    there,
    posixRename: () => Promise.reject(new Error('Server does not support this extended request')),
    rename: (from: string, to: string) => {
      if (!there.has(from)) return Promise.reject(fault('2'));
      if (there.has(to)) return Promise.reject(fault('4'));
      there.delete(from);
      there.add(to);
      return Promise.resolve('');
    },
    lstat: (path: string) => (there.has(path)
      ? Promise.resolve({ isFile: true, size: 1, modifyTime: 1 } as never)
      : Promise.reject(fault('2'))),
    delete: (path: string) => {
      there.delete(path);
      return Promise.resolve('');
    },
  };
};

test('a file takes the place of one of its name on a server that cannot do both at once',
  async () => {
    const client = server('.a.csv.part', 'a.csv');
    await replace(client, '.a.csv.part', 'a.csv');
    expect([...client.there]).toEqual(['a.csv']);
  });

test('what is brought back takes the place of nobody’s file', async () => {
  const client = server('processed/a.csv', 'in/a.csv');
  await expect(replace(client, 'processed/a.csv', 'in/a.csv', 'waiting')).rejects.toThrow('no');
  await expect(replace(client, 'gone.csv', 'in/a.csv')).rejects.toThrow('no');
  expect(client.there.size).toBe(2);
});
