import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv.ts';

const cells = (text: string) => readCsv(text, 'auto').map((row) =>
  ('cells' in row ? row.cells : `${String(row.line)}: ${row.problem}`));

describe('rows', () => {
  test.each([
    ['a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['a;b\n1,5;2', [['a', 'b'], ['1,5', '2']]],
    ['a\tb\r1\t2\r', [['a', 'b'], ['1', '2']]],
    ['a|b\n"x|y"|2\n', [['a', 'b'], ['x|y', '2']]],
    ['a,b\n"say ""no""","one\ntwo"\n', [['a', 'b'], ['say "no"', 'one\ntwo']]],
    ['a,b\n5" pipe,2\n', [['a', 'b'], ['5" pipe', '2']]],
    ['a,b\n\n , \n1,\n', [['a', 'b'], ['1', '']]],
    ['', []],
  ])('%j', (text, rows) => { expect(cells(text)).toEqual(rows); });

  test('a quote that is never closed spoils its own line and no other', () => {
    expect(cells('a,b\n1,"x\n2,y\n3,z\n')).toEqual([
      ['a', 'b'], '2: a quote is opened in it and not closed', ['2', 'y'], ['3', 'z'],
    ]);
  });

  test('a quote that the next quote would close spoils one line', () => {
    expect(cells('a,b\n1,"x\n2,"y"\n3,z\n')).toEqual([
      ['a', 'b'], '2: something stands between a closing quote and the next cell', ['2', 'y'],
      ['3', 'z'],
    ]);
  });

  test('lines are counted as an editor counts them, through cells of several lines', () => {
    const rows = readCsv('a,b\r\n"one\r\ntwo",2\r\n3,"\r\n', 'auto');
    expect(rows.map((row) => row.line)).toEqual([1, 2, 4]);
  });

  test('a file of nothing but unclosed quotes comes to an end', () => {
    expect(readCsv('x,"y\n'.repeat(200_000), ',')).toHaveLength(200_000);
  });
});

test('what is written opens in a spreadsheet without doing anything', () => {
  const row = ['=1+1', '@SUM(A1)', '+44', '-1', '\tx', 'plain', 7, null, { exact: '-6.42' }];
  expect(writeCsv([row])).toBe(`'=1+1,'@SUM(A1),'+44,'-1,"'\tx",plain,7,,-6.42\r\n`);
  expect(writeCsv([['a,b', 'say "no"', 'two\nlines']])).toBe('"a,b","say ""no""","two\nlines"\r\n');
});
