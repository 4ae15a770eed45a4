import { describe, expect, it } from 'vitest';
import { parseChanged } from './live.ts';

describe('a told change', () => {
  it('names the orders that changed', () => {
    expect(parseChanged('{"orders":["ord_1","ord_2"]}')).toEqual(['ord_1', 'ord_2']);
  });

  it.each(['', 'gone', '[]', 'null', '7', '{"orders":"ord_1"}', '{"order":["ord_1"]}'])(
    'that cannot be read (%s) names none',
    (text) => expect(parseChanged(text)).toEqual([]),
  );

  it('keeps only ids', () => {
    expect(parseChanged('{"orders":["ord_1",7,null]}')).toEqual(['ord_1']);
  });
});
