import { describe, expect, test } from 'vitest';
import { placeAfter, placeAfterBreak, readPlace, renderPlace, type Place } from './paging.ts';

const place = (token: string | null): Place => {
  const read = readPlace(token);
  if (read === null) throw new Error(`no token: ${String(token)}`);
  return read;
};

describe('page tokens', () => {
  const tokens = [
    '1', '17', '3/250', '137/1', '138/1+2', '136/1?3',
    '2026-11-01T01:30:00@1', '2026-11-22T05:31:08@138/1+2',
  ];
  test.each(tokens)('%s is read and written back', (token) => {
    expect(renderPlace(place(token))).toBe(token);
  });

  test.each([
    '0', '-1', '1/400', '1/', 'next', '1/1+9', '1/5+1', '',
    '2026-11-01@1', '2026-11-22T05:31:08@', '2026-11-22T05:31:08Z@1',
  ])('%j is no token', (token) => {
    expect(readPlace(token)).toBeNull();
  });
});

describe('where the list ends', () => {
  const answer = (
    rows: number, page: number | null, pages: number | null, total: number | null = null,
  ) => ({ rows, page, pages, total, lastAt: null });

  test.each([
    ['fewer rows than asked, pages unknown', '1', answer(2, 1, 0), null],
    ['a full page, pages unknown', '1', answer(500, 1, 0), '2'],
    ['a full page that is the last', '2', answer(500, 2, 2), null],
    ['a short page although more are announced', '1', answer(100, 1, 5), '2'],
    ['an empty page although more are announced', '4', answer(0, 4, 5), null],
    ['an earlier page than asked for', '3', answer(500, 2, 0), null],
    ['no page numbers at all', '1', answer(500, null, null), '2'],
    ['a full page that is all there is, pages unknown', '1', answer(500, 1, 0, 500), null],
    ['a full page of more, pages unknown', '1', answer(500, 1, 0, 501), '2'],
    ['a short page of more, pages unknown', '1', answer(100, 1, 0, 501), '2'],
    ['the last page again under the number asked for', '3', answer(500, 3, 0, 1000), null],
    ['the last page again without a number', '3', answer(500, null, null, 1000), null],
    ['a smaller page at the end of all', '4/250', answer(250, 4, 0, 1000), null],
    ['a count that cannot be true', '1', answer(500, 1, 0, 2), '2'],
    ['a count of none', '1', answer(500, 1, 0, 0), '2'],
  ])('%s', (_, token, said, next) => {
    const after = placeAfter(place(token), said);
    expect(after === null ? null : renderPlace(after)).toBe(next);
  });
});

test.each([1, 499, 500, 501, 1000, 1500])(
  'a list of %i rows ends and is seen whole, though every page beyond shows the last one again',
  (rows) => {
    const seen = new Set<number>();
    let here: Place | null = place(null);
    for (let call = 1; here !== null; call += 1) {
      expect(call).toBeLessThanOrEqual(Math.ceil(rows / 500));
      const last = Math.ceil(rows / here.size);
      const first = (Math.min(here.page, last) - 1) * here.size;
      const count = Math.min(here.size, rows - first);
      for (let row = first; row < first + count; row += 1) seen.add(row);
      here = placeAfter(here, {
        rows: count, page: here.page, pages: 0, total: rows, lastAt: null,
      });
    }
    expect(seen.size).toBe(rows);
  },
);

describe('where a full page leads', () => {
  const full = (lastAt: string | null) => ({
    rows: 500, page: 1, pages: 3, total: 1_400, lastAt,
  });
  const eight = '2026-11-22T05:31:08';

  test.each([
    ['to what begins at its last row', '1', full(eight), `${eight}@1`],
    ['to a later time', `${eight}@1`, full('2026-11-22T05:33:00'), '2026-11-22T05:33:00@1'],
    ['one page on within a second that fills it', `${eight}@1`, full(eight), `${eight}@2`],
    ['one page on where times go back', `${eight}@1`, full('2026-11-22T05:31:07'), `${eight}@2`],
    ['one page on where no times are told', '1', full(null), '2'],
    ['one page on around a row that broke', '1/250', full(eight), '2/250'],
  ])('%s', (_, token, said, next) => {
    const after = placeAfter(place(token), said);
    expect(after === null ? null : renderPlace(after)).toBe(next);
  });
});

/**
 * A list of which some rows break V1's answer, or all while it is out; read as the loop reads it,
 * page by page, coming back to the same token after it was given up.
 */
const readThrough = (
  rows: number,
  isBroken: (row: number) => boolean,
  isOut: (call: number) => boolean = () => false,
) => {
  const seen = new Set<number>();
  const broken: number[] = [];
  let givenUp = 0;
  let here = place(null);
  for (let call = 1; call < 400; call += 1) {
    const { page, size } = here;
    const first = (page - 1) * size;
    const inPage = Array.from({ length: size }, (_, i) => first + i).filter((row) => row < rows);
    if (isOut(call) || inPage.some(isBroken)) {
      const after = placeAfterBreak(here);
      if (after === null) givenUp += 1;
      else {
        if (after.isRowBroken) broken.push(first);
        here = place(renderPlace(after.next));
      }
      continue;
    }
    for (const row of inPage) seen.add(row);
    const pages = Math.ceil(rows / size);
    const after = placeAfter(here, { rows: inPage.length, page, pages, total: rows, lastAt: null });
    if (after === null) return { seen, broken, givenUp, calls: call };
    here = place(renderPlace(after));
  }
  return { seen, broken, givenUp, calls: 400 };
};

describe('rows that break a page', () => {
  test.each([0, 1, 136, 249, 499, 500, 777, 1198, 1199])(
    'row %i alone is passed over and all others are seen, in few calls',
    (row) => {
      const read = readThrough(1200, (one) => one === row);
      expect(read.broken).toEqual([row]);
      expect(read.seen.size).toBe(1199);
      expect(read.givenUp).toBe(0);
      expect(read.calls).toBeLessThan(45);
    },
  );

  test('three broken rows side by side are passed over', () => {
    const read = readThrough(600, (row) => row >= 20 && row < 23);
    expect(read.broken).toEqual([20, 21, 22]);
    expect(read.seen.size).toBe(597);
  });

  test('broken rows far apart are each passed over', () => {
    const read = readThrough(600, (row) => [7, 9, 300].includes(row));
    expect(read.broken).toEqual([7, 9, 300]);
    expect(read.seen.size).toBe(597);
  });

  test.each([1, 2, 3, 5, 6, 7, 8, 9, 20, 50])(
    'an outage of %i calls loses no row and calls none broken',
    (length) => {
      for (let begin = 1; begin <= 4; begin += 1) {
        const isOut = (call: number) => call >= begin && call < begin + length;
        const read = readThrough(1200, () => false, isOut);
        expect(read.broken).toEqual([]);
        expect(read.seen.size).toBe(1200);
      }
    },
  );

  test('a service that breaks on every row is given up on, and soon', () => {
    const read = readThrough(600, () => true);
    expect(read.givenUp).toBeGreaterThan(380);
    expect(read.broken).toEqual([]);
  });
});
