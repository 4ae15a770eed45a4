import {
  mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileAnswer, FileDeed } from '../../contract/files.ts';
import { openFiles } from './open.ts';

let base = '';
let root = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'gatepass-local-files-'));
  root = join(base, 'exchange');
  await mkdir(join(root, 'in'), { recursive: true });
});
afterEach(() => rm(base, { recursive: true }));

const perform = (deed: FileDeed, at = root, under = [root]): Promise<FileAnswer> =>
  openFiles({ under, allowPrivate: false }).request({
    place: { is: 'folder', root: at }, timeoutMilliseconds: 1_000, purpose: 'test', ...deed,
  });

const path = (name: string, folder = 'in') => ({ folder, name });
const bytes = new TextEncoder().encode('a,b\r\n');

describe('a folder of this machine', () => {
  test('is listed, read, written, moved in and cleared, and no half file is seen', async () => {
    expect(await perform({ do: 'write', path: path('a.csv'), bytes })).toEqual({ is: 'done' });
    expect(await readdir(join(root, 'in'))).toEqual(['a.csv']);
    const listed = await perform({ do: 'list', folder: 'in' });
    if (listed.is !== 'listing') throw new Error(listed.is);
    expect(listed.files).toMatchObject([{ name: 'a.csv', size: 5, steadyMilliseconds: 0 }]);
    const [entry] = listed.files;
    if (entry === undefined) throw new Error('nothing is listed');
    expect(await perform({ do: 'read', path: path('a.csv'), mostBytes: 5 }))
      .toMatchObject({ is: 'content', bytes });
    expect(await perform({ do: 'read', path: path('a.csv'), mostBytes: 4 }))
      .toEqual({ is: 'too-large' });
    const move = {
      do: 'move', path: path('a.csv'), to: path('b.csv', 'processed'), as: entry,
    } as const;
    expect(await perform({ ...move, as: { ...entry, size: 4 } })).toEqual({ is: 'changed' });
    expect(await perform(move)).toEqual({ is: 'done' });
    // As after a death between moving and telling.
    expect(await perform(move)).toEqual({ is: 'done' });
    expect(await readFile(join(root, 'processed', 'b.csv'), 'utf8')).toBe('a,b\r\n');
    expect(await perform({ do: 'remove', path: path('b.csv', 'processed') }))
      .toEqual({ is: 'done' });
    expect(await perform({ do: 'remove', path: path('b.csv', 'processed') }))
      .toEqual({ is: 'missing' });
  });

  test('says how long a file has been as it is, once it was seen twice', async () => {
    const files = openFiles({ under: [root], allowPrivate: false });
    const steady = async (): Promise<readonly number[]> => {
      const answer = await files.request({
        place: { is: 'folder', root }, timeoutMilliseconds: 1_000, purpose: 'test', do: 'list',
        folder: 'in',
      });
      return answer.is === 'listing' ? answer.files.map((one) => one.steadyMilliseconds) : [];
    };
    await writeFile(join(root, 'in', 'a.csv'), 'half');
    expect(await steady()).toEqual([0]);
    expect((await steady())[0]).toBeGreaterThan(0);
    await writeFile(join(root, 'in', 'a.csv'), 'half and more');
    expect(await steady()).toEqual([0]);
  });

  test('is out of reach when no setting names a folder above it', async () => {
    expect(await perform({ do: 'list', folder: 'in' }, root, [])).toMatchObject({
      is: 'closed', why: 'refused',
      text: `the folder ${root} is not below one that GATEPASS_FILES names, and so out of reach`,
    });
    expect(await perform({ do: 'list', folder: 'in' }, '/etc', [root]))
      .toMatchObject({ is: 'closed' });
    expect(await perform({ do: 'list', folder: 'in' }, `${root}/..`, [root]))
      .toMatchObject({ is: 'closed' });
  });

  test.each([
    [{ do: 'list', folder: '..' }], [{ do: 'list', folder: 'in/../..' }],
    [{ do: 'list', folder: '/etc' }], [{ do: 'list', folder: 'in\0' }],
    [{ do: 'read', path: path('../../secret'), mostBytes: 9 }],
    [{ do: 'read', path: path('..'), mostBytes: 9 }], [{ do: 'remove', path: path('a/b') }],
    [{ do: 'write', path: path('n'.repeat(300)), bytes }],
    [{ do: 'move', path: path('a.csv'), to: path('../out'), as: { size: 0, modifiedAt: 0 } }],
  ] as const)('no name leads out of it: %j', async (deed) => {
    expect(await perform(deed)).toMatchObject({ is: 'closed', why: 'refused' });
  });

  test('links are followed neither to files nor to folders elsewhere', async () => {
    await writeFile(join(base, 'secret'), 'x');
    await symlink(join(base, 'secret'), join(root, 'in', 'link.csv'));
    await symlink(base, join(root, 'elsewhere'));
    expect(await perform({ do: 'list', folder: 'in' })).toEqual({ is: 'listing', files: [] });
    expect(await perform({ do: 'read', path: path('link.csv'), mostBytes: 9 }))
      .toEqual({ is: 'missing' });
    for (const deed of [
      { do: 'list', folder: 'elsewhere' },
      { do: 'read', path: path('secret', 'elsewhere'), mostBytes: 9 },
      { do: 'write', path: path('a.csv', 'elsewhere'), bytes },
      { do: 'write', path: path('a.csv', 'elsewhere/deep'), bytes },
    ] as const) {
      expect(await perform(deed)).toMatchObject({
        is: 'closed', why: 'refused', text: expect.stringContaining('leads elsewhere') as string,
      });
    }
    expect(await readdir(base)).toEqual(['exchange', 'secret']);
  });

  test('a folder that is not there, or is none, is named', async () => {
    expect(await perform({ do: 'list', folder: 'out' })).toMatchObject({
      is: 'closed', why: 'refused', text: expect.stringContaining('there is no folder') as string,
    });
    await writeFile(join(root, 'out'), '');
    expect(await perform({ do: 'list', folder: 'out' })).toMatchObject({
      is: 'closed', why: 'refused', text: expect.stringContaining('is no folder') as string,
    });
  });

  test('a sparse file of two gigabytes is too large without being read', async () => {
    await writeFile(join(root, 'in', 'huge.csv'), '');
    await truncate(join(root, 'in', 'huge.csv'), 2 ** 31);
    expect(await perform({ do: 'read', path: path('huge.csv'), mostBytes: 16_000_000 }))
      .toEqual({ is: 'too-large' });
  });

  test('a file that was written to between listing and moving stays where it is', async () => {
    const file = join(root, 'in', 'a.csv');
    await writeFile(file, 'a');
    const { mtimeMs } = await stat(file);
    await utimes(file, 1, 1);
    expect(await perform({
      do: 'move', path: path('a.csv'), to: path('a.csv', 'processed'),
      as: { size: 1, modifiedAt: Math.floor(mtimeMs) },
    })).toEqual({ is: 'changed' });
    expect(await readdir(join(root, 'in'))).toEqual(['a.csv']);
  });
});
