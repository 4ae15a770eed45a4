import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, paperOn, visible, widthOfPaper, type Line } from './paper.ts';

function written(lines: readonly (Line | string)[], isTerminal = false, env = {}): string {
  const pieces: string[] = [];
  paperOn({ env, isTerminal }, (text) => { pieces.push(text); }).write(...lines);
  return pieces.join('');
}

describe('texts of other systems cannot act on the terminal', () => {
  it('shows what would recolour, move the cursor or ring', () => {
    expect(visible('a\u001B[31mb\u0007\u009B2Jc')).toBe(
      String.raw`a\u001b[31mb\u0007\u009b2Jc`);
  });

  it('shows what would turn the reading direction or hide', () => {
    expect(visible('SO-\u202E54321\u2066\uFEFF')).toBe(String.raw`SO-\u202e54321\u2066\ufeff`);
  });

  it('makes one line of several', () => {
    expect(visible('first\r\nsecond\tthird')).toBe('first second third');
  });

  it('leaves names of people and places alone', () => {
    expect(visible('Zoë Łukasz 東京 😀')).toBe('Zoë Łukasz 東京 😀');
  });

  it('holds for any text, in words and in JSON', () => {
    const acting = /[\p{Cc}\p{Bidi_Control}]/u;
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = jsonText({ text });
      expect(acting.test(written([text]).trimEnd() + json.replaceAll('\n', ''))).toBe(false);
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify({ text }));
    }));
  });
});

describe('a line keeps to the width', () => {
  it('goes on below its own text', () => {
    const text = `13:51:40  ${'word '.repeat(25)}`;
    expect(written([{ text, indent: 2, hang: 12 }])).toBe(
      `  13:51:40  ${'word '.repeat(17).trimEnd()}\n` +
      `${' '.repeat(12)}${'word '.repeat(8).trimEnd()}\n`,
    );
  });

  it('never breaks an address', () => {
    const address = `https://gatepass.example/${'x'.repeat(120)}`;
    expect(written([`What to do: ${address} now`])).toBe(`What to do:\n${address}\nnow\n`);
  });

  it('loses and invents no word', () => {
    const word = fc.stringMatching(/^[a-z]{1,130}$/);
    const blanks = fc.integer({ min: 0, max: 30 });
    fc.assert(fc.property(fc.array(word), blanks, blanks, (words, indent, hang) => {
      const text = written([{ text: words.join(' '), indent, hang }]);
      expect(text.split(/\s+/).filter((one) => one !== '')).toEqual(words);
      for (const row of text.split('\n')) {
        const isOneWord = !row.trim().includes(' ');
        expect(row.length <= widthOfPaper || isOneWord).toBe(true);
      }
    }));
  });
});

describe('colours', () => {
  const line: Line = { text: 'LATE', look: 'bad' };
  it('are used on a terminal, beside the word', () => {
    expect(written([line], true)).toBe('\u001B[1;31mLATE\u001B[0m\n');
  });

  it('are left out elsewhere, and where NO_COLOR asks for it', () => {
    expect(written([line])).toBe('LATE\n');
    expect(written([line], true, { NO_COLOR: '1' })).toBe('LATE\n');
  });
});
