import { expect, test } from 'vitest';
import { lineAt, openingLine } from './live-line.ts';

const nothing: ReadonlySet<string> = new Set();
const here = 'event: here\ndata: {}\n\n';
const seconds = Array.from({ length: 20 }, (_, at) => at + 1);

test('a quiet line says every five seconds that it is there, in an event and no comment', () => {
  const said = seconds.map((second) => lineAt(second, nothing, 7));
  expect(said.map(({ text }) => text).join('')).toBe(here.repeat(4));
  expect(said.every(({ count }) => count === 7)).toBe(true);
});

test('a busy line says so as well, and numbers what changed', () => {
  const { text, count } = lineAt(5, new Set(['ord_1', 'ord_2']), 7);
  expect(text).toBe(
    `id: 8\nevent: changed\ndata: {"orders":["ord_1","ord_2"],"all":false}\n\n${here}`);
  expect(count).toBe(8);
});

test('too many, or any of them, means all', () => {
  const many = new Set(Array.from({ length: 501 }, (_, at) => `ord_${String(at)}`));
  expect(lineAt(1, many, 0).text).toContain('"ord_499"],"all":true');
  expect(lineAt(1, new Set(['']), 0).text).toContain('{"orders":[],"all":true}');
});

test('whoever opens it reads anew', () => {
  expect(openingLine(3))
    .toBe('retry: 2000\nid: 3\nevent: changed\ndata: {"orders":[],"all":true}\n\n');
});
