import type { Surroundings } from './surroundings.ts';

/** No line is longer than this, except where one word alone is. */
export const widthOfPaper = 100;

/** Adds to the words, never replaces them: each look is used beside a word that says the same. */
export type Look = 'plain' | 'strong' | 'faint' | 'good' | 'bad';

export type Line = {
  readonly text: string;
  readonly look?: Look;
  /** Blanks before the first line. */
  readonly indent?: number;
  /** Blanks before the lines that follow when the text is too long for one. */
  readonly hang?: number;
};

export type Paper = { readonly write: (...lines: readonly (Line | string)[]) => void };

const escapes: Readonly<Record<Look, string>> = {
  plain: '', strong: '\u001B[1m', faint: '\u001B[2m', good: '\u001B[32m', bad: '\u001B[1;31m',
};
const reset = '\u001B[0m';

/**
 * Where everything for people is written. Texts come from other systems: whatever could move a
 * terminal's cursor, recolour it or turn its reading direction is made visible here, once.
 */
export function paperOn(
  surroundings: Pick<Surroundings, 'env' | 'isTerminal'>,
  put: (text: string) => void,
): Paper {
  const noColor = surroundings.env['NO_COLOR'] ?? '';
  const isColoured = surroundings.isTerminal && noColor === '';
  const dress = (row: string, look: Look): string =>
    isColoured && look !== 'plain' && row !== '' ? `${escapes[look]}${row}${reset}` : row;
  return {
    write: (...lines) => {
      for (const line of lines) {
        const { text, look = 'plain', indent = 0, hang = indent } =
          typeof line === 'string' ? { text: line } : line;
        const rows = folded(visible(text), indent, hang);
        put(rows.map((row) => `${dress(row, look)}\n`).join(''));
      }
    },
  };
}

// Controls, line separators, and whatever changes the reading direction; all below U+10000.
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu;

/** Line breaks and tabs become blanks; other characters that act unseen are spelled out. */
export function visible(text: string): string {
  return spelledOut(text.replaceAll(/[\t\n\r]+/g, ' '));
}

/** Spells out as `\u001b`, which inside quotes of JSON and YAML still means the same character. */
export function spelledOut(text: string): string {
  return text.replaceAll(unseen, (character) =>
    `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** A document for programs, on several lines; safe on a terminal and equal when parsed. */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2).split('\n').map(spelledOut).join('\n')}\n`;
}

function folded(text: string, indent: number, hang: number): readonly string[] {
  const rows: string[] = [];
  let rest = ' '.repeat(indent) + text.trimEnd();
  let from = indent;
  while (rest.length > widthOfPaper) {
    // A word longer than the paper (an address of a page) stays whole: half of it opens nothing.
    const fits = rest.lastIndexOf(' ', widthOfPaper);
    const end = fits > from ? fits : rest.indexOf(' ', widthOfPaper);
    if (end === -1) break;
    rows.push(rest.slice(0, end).trimEnd());
    rest = ' '.repeat(hang) + rest.slice(end).trimStart();
    from = hang;
  }
  return [...rows, rest.trimEnd()];
}
