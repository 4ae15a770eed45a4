/**
 * Files that a page shows. A block whose fence names a path (```ts engine/src/…) is that file,
 * whole; one that says ```diff and a path adds lines to it, each behind the line above it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, type Block } from './page.ts';

export type Shown = { readonly path: string; readonly text: string };

const pathIn = (kind: string): string | null => /^(?:ts|json|diff) (\S+)$/.exec(kind)?.[1] ?? null;

const isDiff = ({ kind }: Block): boolean => kind.startsWith('diff ');

export const filesShownIn = (markdown: string): readonly Shown[] =>
  blocksOf(markdown).flatMap((block) => {
    const path = pathIn(block.kind);
    return path === null || isDiff(block) ? [] : [{ path, text: `${block.text}\n` }];
  });

/** The page with each of its files as it is in this repository. */
export const withFilesOf = (root: string, markdown: string): string =>
  markdown.replaceAll(/^```(?:ts|json) (\S+)\n[\s\S]*?^```$/gm, (block, path: string) =>
    `${block.slice(0, block.indexOf('\n'))}\n${readFileSync(join(root, path), 'utf8')}\`\`\``);

/** What becomes of the files that the page adds lines to; `read` gives them as they were. */
export const additionsIn = (
  markdown: string,
  read: (path: string) => string,
): readonly Shown[] =>
  blocksOf(markdown).filter(isDiff).map((block) => {
    const path = pathIn(block.kind) ?? '';
    return { path, text: added(read(path), block.text) };
  });

const added = (text: string, diff: string): string => {
  let changed = text;
  let above = '';
  for (const line of diff.split('\n').filter((one) => !one.startsWith('@@'))) {
    if (line.startsWith('+')) {
      const behind = `\n${above}\n`;
      const at = `\n${changed}`.indexOf(behind);
      if (at < 0) throw new Error(`no line says ${above}`);
      const end = at + behind.length - 1;
      changed = `${changed.slice(0, end)}${line.slice(1)}\n${changed.slice(end)}`;
    }
    above = line.slice(1);
  }
  return changed;
};
