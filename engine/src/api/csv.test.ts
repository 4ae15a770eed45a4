import { expect, it } from 'vitest';
import { csvCell, csvLine } from './csv.ts';

it.each([
  ['=1+1', "'=1+1"], ['+44 113', "'+44 113"], ['-2', "'-2"], ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"], ['\t=1', "'\t=1"], ['\r=1', '"\'\r=1"'], ['=HYPERLINK("x","y")',
    '"\'=HYPERLINK(""x"",""y"")"'],
])('%j is no formula any more', (given, cell) => {
  expect(csvCell(given)).toBe(cell);
});

it('a number of ours stays a number, and a comma or a quotation mark breaks no line', () => {
  expect(csvLine(['SO-1', -2, null, 'a, b', 'say "no"', 'two\nlines']))
    .toBe('SO-1,-2,,"a, b","say ""no""","two\nlines"\r\n');
});
