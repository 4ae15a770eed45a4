import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { words } from './en-gb.ts';

const source = join(import.meta.dirname, '..');

/** Attributes that a reader sees or hears. */
const spokenAttributes = [
  'title', 'aria-label', 'placeholder', 'label', 'description', 'alt', 'text', 'button', 'caption',
];

type File = { readonly name: string; readonly text: string };

function sourcesOf(names: readonly string[], ending: RegExp): Promise<File[]> {
  const wanted = names.filter((name) => ending.test(name) && !/\.(test|d)\.tsx?$/.test(name));
  return Promise.all(
    wanted.map(async (name) => ({ name, text: await readFile(join(source, name), 'utf8') })),
  );
}

const sources = async (ending: RegExp): Promise<File[]> =>
  sourcesOf(await readdir(source, { recursive: true }), ending);

/** Text between tags or beside a value in braces; code has signs there that words have not. */
const textInPage =
  /(?:(?<!=)>|(?<!^)\})([^<>{}=;()[\]|&:?]*\p{L}{2,}[^<>{}=;()[\]|&:?]*)(?=[<{])/gmu;

const spoken = new RegExp(`\\b(?:${spokenAttributes.join('|')})="([^"]*\\p{L}{2,}[^"]*)"`, 'gu');

/** Words that stand in a page instead of the catalogue, each with its file. */
export function strayWords(file: File): string[] {
  const code = file.text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const found = [...code.matchAll(spoken), ...code.matchAll(textInPage)];
  return found
    .map((match) => (match[1] ?? '').trim())
    // What follows a block of code, up to the next brace.
    .filter((text) => text !== 'const')
    .map((text) => `${file.name}: ${text}`);
}

/** The names of keys are on the keys themselves, in every language. */
const keyCaps = ['keys/help.tsx: Enter', 'keys/help.tsx: Ctrl'];

it('pages have no words of their own', async () => {
  const files = await sources(/\.tsx$/);
  expect(files.length).toBeGreaterThan(15);
  expect(files.flatMap(strayWords).filter((stray) => !keyCaps.includes(stray))).toEqual([]);
});

it('a page with words of its own is found', () => {
  const text = 'const page = <p title="Old news">Nothing <b>{here}</b> 12 % ! </p>;';
  expect(strayWords({ name: 'page.tsx', text })).toEqual([
    'page.tsx: Old news', 'page.tsx: Nothing',
  ]);
});

it('every word of the catalogue is said somewhere', async () => {
  const text = (await sources(/\.tsx?$/))
    .filter((file) => !/^words.(?!measures)/.test(file.name))
    .map((file) => file.text)
    .join('\n');
  const isSaid = (name: string) =>
    new RegExp(`\\.${name}\\b|\\b${name}[,}]| ${name} \\}`).test(text);
  const groups = [
    'frame', 'keys', 'signIn', 'account', 'people', 'flow', 'charts', 'exceptions', 'guide',
    'orders', 'order', 'find', 'connections', 'connect', 'plans', 'provider', 'rulings',
    'standstill', 'views', 'wall', 'trouble', 'deedTrouble', 'duration',
  ] as const;
  const unsaid = groups.flatMap((group) =>
    Object.keys(words[group]).filter((name) => !isSaid(name)).map((name) => `${group}.${name}`));
  expect(unsaid).toEqual([]);
});

it('says dispatch and parcel, never the words we avoid', async () => {
  const text = (await sources(/^words.[^/]*\.ts$/)).map((file) => file.text).join('\n');
  expect(text).toContain('parcel');
  expect(text).not.toMatch(/shipment|fulfil|despatch|payload|sync\b|entity/i);
  expect(text).not.toMatch(/\bjob\b|unauthori[sz]ed/i);
});

it('pages take their words from the catalogue of the reader, never the British one', async () => {
  const own = /^words[^/]*.(words|en-us|pseudo)\.ts$/;
  const wrong = (await sources(/\.tsx?$/))
    .filter(({ name, text }) => !own.test(name) && text.includes("en-gb.ts'"))
    .map(({ name }) => name);
  expect(wrong).toEqual([]);
});
