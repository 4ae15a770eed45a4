/**
 * A page of the documentation as somebody follows it: its shell blocks in order, and what each has
 * to show. ```sh blocks are run, word by word; a ```text or ```json block right after one is what
 * it answers, with … for what differs each time. ```sh again is asked until it says so. Blocks of
 * other kinds (```console: another terminal; ```yaml) are only read.
 */
export type Step = {
  readonly line: number;
  readonly code: string;
  /** Asked again and again until the answer is there: for what others have to do first. */
  readonly isAgain: boolean;
  readonly answer: string | null;
};

export type Block = { readonly line: number; readonly kind: string; readonly text: string };

export const stepsOf = (markdown: string): readonly Step[] => {
  const blocks = blocksOf(markdown);
  return blocks.flatMap(({ line, kind, text }, at) => {
    if (kind !== 'sh' && kind !== 'sh again') return [];
    const next = blocks[at + 1];
    const isAnswered = next !== undefined && (next.kind === 'text' || next.kind === 'json');
    return [{
      line, code: text, isAgain: kind === 'sh again', answer: isAnswered ? next.text : null,
    }];
  });
};

/** Blocks of a numbered list are indented with it. */
export const blocksOf = (markdown: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: { line: number; kind: string; indent: number; lines: string[] } | null = null;
  for (const [at, line] of markdown.split('\n').entries()) {
    const fence = /^( *)```(.*)$/.exec(line);
    if (fence === null) {
      open?.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
    } else if (open === null) {
      open = {
        line: at + 1, kind: fence[2]?.trim() ?? '', indent: fence[1]?.length ?? 0, lines: [],
      };
    } else {
      blocks.push({ line: open.line, kind: open.kind, text: open.lines.join('\n') });
      open = null;
    }
  }
  return blocks;
};

/**
 * Whether all that is shown was said, in this order. Spaces and line breaks count for nothing: a
 * page shows JSON by lines that a server writes in one.
 */
export const says = (said: string, shown: string): boolean => {
  const text = squeezed(said);
  let from = 0;
  for (const piece of shown.split('…').map(squeezed)) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return true;
};

const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');
