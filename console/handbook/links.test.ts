/** Every link into the handbook and the guides leads to a page, and to an anchor on it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileAtAddress, type HandbookPage } from '../src/handbook/addresses.ts';
import { renderPage } from './render.ts';

const repository = path.join(import.meta.dirname, '../..');

const filesIn = async (folder: string, ending: RegExp): Promise<string[]> =>
  (await readdir(path.join(repository, folder), { recursive: true }))
    .filter((name) => ending.test(name)).map((name) => path.posix.join(folder, name));

const read = (file: string): Promise<string> => readFile(path.join(repository, file), 'utf8');

const pages = new Map<string, HandbookPage>();
beforeAll(async () => {
  const files = [...await filesIn('handbook', /\.md$/), ...await filesIn('docs', /\.md$/)];
  for (const file of files) pages.set(file, renderPage(file, await read(file)));
});

/** What is wrong with a link to an address of this console; null when it leads somewhere. */
function problemOf(address: string): string | null {
  const [at = '', anchor] = address.split('#');
  const page = pages.get(fileAtAddress(at));
  if (page === undefined) return `${address}: no such page`;
  if (anchor === undefined || page.html.includes(` id="${anchor}"`)) return null;
  return `${address}: no such anchor`;
}

const broken = (addresses: readonly string[]): string[] =>
  addresses.flatMap((address) => problemOf(address) ?? []);

/** Addresses and files of the handbook that stand in code, in quotes or in a sentence. */
const cited = (source: string): string[] => [
  ...source.matchAll(/['"`](\/(?:handbook|docs)(?:\/[\w./-]*)?(?:#[\w-]+)?)['"`]/g),
  ...source.matchAll(/\b((?:handbook|docs)\/[\w./-]+\.md(?:#[\w-]+)?)/g),
].flatMap(([, found = '']) => found === '/docs/api' ? [] : [found.replace('.md', '')]);

const citedIn = async (folder: string): Promise<string[]> => {
  const files = (await filesIn(folder, /\.tsx?$/)).filter((file) => !/\.test\./.test(file));
  const texts = await Promise.all(files.map(read));
  return texts.flatMap(cited);
};

describe('links lead to a page that exists, and to its anchor', () => {
  it('from each page to the others', () => {
    const found = [...pages].flatMap(([file, { html }]) =>
      [...html.matchAll(/<a href="([^"]+)"/g)].flatMap(([, address = '']) =>
        /^https?:/.test(address) ? []
          : problemOf(address.startsWith('#') ? `/${file.slice(0, -3)}${address}` : address)
            ?? []).map((problem) => `${file}: ${problem}`));
    expect(pages.size).toBeGreaterThan(90);
    expect(found).toEqual([]);
  });

  it('from the console', async () => {
    const addresses = await citedIn('console/src');
    expect(addresses).toContain('/handbook');
    expect(broken(addresses)).toEqual([]);
  });

  it('from what the engine says', async () => {
    const addresses = await citedIn('engine/src');
    expect(addresses).toContain('docs/people');
    expect(broken(addresses)).toEqual([]);
  });

  it('from every exception, which leads to the page of its code', async () => {
    const catalogue = await read('engine/src/core/model/exceptions.ts');
    const codes = [...catalogue.matchAll(/^ {2}'([a-z-]+\.[a-z-]+)':/gm)]
      .map(([, code = '']) => code);
    expect(codes).toContain('pick.short');
    expect(broken(codes.map((code) => `/handbook/${code}`))).toEqual([]);
  });

  it('and one that leads nowhere is found', () => {
    expect(broken(cited("see '/handbook/pick.long' and docs/keys.md#nothing")))
      .toEqual(['/handbook/pick.long: no such page', 'docs/keys#nothing: no such anchor']);
  });
});
