import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildConsole } from './built.ts';

const dist = join(import.meta.dirname, '../dist');
const kilobyte = 1000;

const gzippedSize = async (file: string) => gzipSync(await readFile(join(dist, file))).length;

async function total(files: Iterable<string>): Promise<number> {
  const sizes = await Promise.all([...files].map(gzippedSize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

type Chunk = {
  readonly file: string;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
};

let manifest: Record<string, Chunk>;
let page: string;

beforeAll(async () => {
  await buildConsole();
  // Vite writes the manifest in this shape.
  manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8')) as typeof manifest;
  page = await readFile(join(dist, 'index.html'), 'utf8');
}, 120_000);

const firstLoad = (ending: string) =>
  new Set([...page.matchAll(/(?:src|href)="\/([^"]+)"/g)]
    .map((match) => match[1] ?? '').filter((file) => file.endsWith(ending)));

describe('what a browser has to fetch, gzipped', () => {
  it('is at most 220 kB of script before the first page', async () => {
    const files = firstLoad('.js');
    expect(files.size).toBeGreaterThan(1);
    expect(await total(files)).toBeLessThan(220 * kilobyte);
  });

  it('is at most 30 kB of style, all pages together', async () => {
    const files = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []));
    for (const file of firstLoad('.css')) files.add(file);
    expect(files.size).toBeGreaterThan(1);
    expect(await total(files)).toBeLessThan(30 * kilobyte);
  });

  it('is at most 45 kB for each page, with what it brings along', async () => {
    const first = firstLoad('.js');
    const pages = Object.values(manifest).filter((chunk) => chunk.isDynamicEntry === true);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    for (const chunk of pages) {
      const brought = (chunk.imports ?? []).flatMap((name) => manifest[name]?.file ?? []);
      const files = new Set([chunk.file, ...brought].filter((file) => !first.has(file)));
      expect({ chunk: chunk.file, isSmall: await total(files) < 45 * kilobyte })
        .toEqual({ chunk: chunk.file, isSmall: true });
    }
  });
});

describe('the page in the HTML file', () => {
  it('shows its head before any script has come, and has no script inside', () => {
    expect(page).toContain('<span class="top-name">Gatepass</span>');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/\son[a-z]+=/);
  });
});
