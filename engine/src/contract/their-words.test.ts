import { expect, test } from 'vitest';
import { quote, readJson } from './their-words.ts';

test('a quoted text is one line without control characters', () => {
  expect(quote(' Invalid\r\n\tserviceCode\u0000 ', [])).toBe('Invalid serviceCode');
});

test('a secret that the other side echoes is not stored, nor the longer one that holds it', () => {
  expect(quote('key abc and abcdef are wrong', ['abc', 'abcdef', ''])).toBe(
    'key ••• and ••• are wrong',
  );
});

test('a long text is cut to 300 characters, and never inside one', () => {
  const quoted = quote('📦'.repeat(400), []);
  expect(Array.from(quoted)).toHaveLength(300);
  expect(quoted.endsWith('📦…')).toBe(true);
});

test.each(['', '<html>', '{"results":[', 'undefined'])('%j is not JSON', (body) => {
  expect(readJson(body)).toBeNull();
});

test('the JSON value null is told from a body that cannot be read', () => {
  expect(readJson('null')).toEqual({ value: null });
});
