/** Texts of other systems come into logs, onto paper and into files: they do nothing there. */
import { expect, test } from 'vitest';
import { openLog } from '../../src/compose.ts';
import { discreetText } from '../../src/discreet.ts';
import { jsonText, paperOn } from '../../src/cli/paper.ts';
import { readPolicyFile } from '../../src/cli/policy-file/read.ts';
import { writePolicyFile } from '../../src/cli/policy-file/write.ts';
import { texts } from './values.ts';

/** What moves a cursor, ends a line or turns letters round, and is not the end of our own line. */
const acting = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/u;

/** Each by the beginning of what it is. */
const named = (some: readonly string[]) =>
  some.map((text) => [JSON.stringify(text).slice(0, 40), text] as const);

const linesOf = (text: string): readonly string[] => {
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
};

test.each(named(texts))('%s in a log is one line, which says exactly it', (_name, text) => {
  const written: string[] = [];
  const log = openLog('info', { write: (line: string) => { written.push(line); } });
  log(text, { text, [text === '' ? 'empty' : `the ${text}`]: [text] });
  const [line = '', ...more] = linesOf(written.join(''));
  expect(more).toEqual([]);
  expect(acting.exec(line)).toBeNull();
  // Half a character is no text: it comes out as the sign for that, or by its number.
  const said: unknown = JSON.parse(line);
  if (text.isWellFormed()) expect(said).toMatchObject({ msg: text, text: discreetText(text) });
});

test.each(named(texts))('%s on paper and as JSON moves nothing', (_name, text) => {
  for (const isTerminal of [true, false]) {
    let paper = '';
    const { write } = paperOn({ env: {}, isTerminal }, (row) => { paper += row; });
    write(text, { text: `Order ${text} waits.`, indent: 2, look: 'bad' });
    const ours = paper.replaceAll(/\u001b\[(?:1;)?\d{1,2}m/g, '');
    for (const line of linesOf(ours)) expect(acting.exec(line)).toBeNull();
  }
  const json = jsonText({ [text]: [text] });
  for (const line of linesOf(json)) expect(acting.exec(line)).toBeNull();
  expect(JSON.parse(json)).toEqual({ [text]: [text] });
});

test.each(named(texts.filter((one) => one.isWellFormed() && !one.includes('${'))))(
  '%s in an exported policy reads back as it was, and acts nowhere', (_name, text) => {
    const document = {
      mappings: { services: [{ says: text, leave: 'shipstation', expect: [text, `x${text}`] }] },
    };
    const file = writePolicyFile({
      version: 3, appliedAt: '2026-11-22T12:00:00Z', appliedBy: text, document,
    });
    for (const line of linesOf(file)) expect(acting.exec(line)).toBeNull();
    const read = readPolicyFile(file);
    expect(read.is === 'policy' ? read.document : read).toEqual(document);
  });
