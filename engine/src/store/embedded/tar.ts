import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The little of tar (POSIX ustar) that a folder of our own needs: files and folders with short
 * names, nothing of owners or rights. Kept here because forty lines are less than a dependency.
 */
type Entry = { readonly name: string; /** Null for a folder. */ readonly content: Buffer | null };

/** A tar file is a row of blocks this long; a header's fields are at fixed places in its block. */
const block = 512;

/** Everything in a folder, folders before what is in them. */
export const packTar = (folder: string): Buffer => {
  const parts: Buffer[] = [];
  const add = (inside: string): void => {
    for (const found of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const name = inside === '' ? found.name : `${inside}/${found.name}`;
      const content = found.isDirectory() ? null : readFileSync(join(folder, name));
      parts.push(headerOf({ name, content }));
      if (content === null) add(name);
      else parts.push(content, Buffer.alloc(-content.length & (block - 1)));
    }
  };
  add('');
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
};

export const unpackTar = (tar: Buffer): Entry[] => {
  const entries: Entry[] = [];
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + block);
    const name = textIn(header, 0, 100);
    const size = Number.parseInt(textIn(header, 124, 12), 8);
    const sum = Number.parseInt(textIn(header, 148, 8), 8);
    if (sum !== sumOf(header) || name.split('/').includes('..') || name.startsWith('/')) {
      throw new Error(`the prepared database folder is damaged near "${name}"`);
    }
    const isFolder = textIn(header, 156, 1) === '5';
    entries.push({ name, content: isFolder ? null : tar.subarray(at + block, at + block + size) });
    at += block + Math.ceil(size / block) * block;
  }
  return entries;
};

const headerOf = ({ name, content }: Entry): Buffer => {
  if (Buffer.byteLength(name) > 100) throw new Error(`a name too long for tar: ${name}`);
  const header = Buffer.alloc(block);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(name, 0);
  header.write(octal(content === null ? 0o700 : 0o600, 7), 100);
  header.write(octal(content?.length ?? 0, 11), 124);
  header.write(content === null ? '5' : '0', 156);
  header.write('ustar\u000000', 257);
  header.write(octal(sumOf(header), 6), 148);
  return header;
};

const textIn = (header: Buffer, from: number, length: number): string => {
  const field = header.toString('utf8', from, from + length);
  const end = field.indexOf('\0');
  return (end === -1 ? field : field.slice(0, end)).trim();
};

/** The sum of a header's bytes, its own field counted as spaces. */
const sumOf = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
