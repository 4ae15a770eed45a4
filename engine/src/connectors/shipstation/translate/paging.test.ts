import { describe, expect, test } from 'vitest';
import { placeAfter, placeAfterBreak, readPlace, renderPlace, type Place } from './paging.ts';

const place = (token: string | null): Place => {
  const read = readPlace(token);
  if (read === null) throw new Error(`no token: ${String(token)}`);
  return read;
};

describe('page tokens', () => {
  test.each(['1', '17', '3/250', '137/1', '138/1+2'])('%s is read and written back', (token) => {
    expect(renderPlace(place(token))).toBe(token);
  });

  test.each(['0', '-1', '1/400', '1/', 'next', '1/1+9', ''])('%j is no token', (token) => {
    expect(readPlace(token)).toBeNull();
  });
});

describe('where the list ends', () => {
  const answer = (rows: number, page: number | null, pages: number | null) => ({
    rows, page, pages,
  });

  test.each([
    ['fewer rows than asked, pages unknown', '1', answer(2, 1, 0), null],
    ['a full page, pages unknown', '1', answer(500, 1, 0), '2'],
    ['a full page that is the last', '2', answer(500, 2, 2), null],
    ['a short page although more are announced', '1', answer(100, 1, 5), '2'],
    ['an empty page although more are announced', '4', answer(0, 4, 5), null],
    ['an earlier page than asked for', '3', answer(500, 2, 0), null],
    ['no page numbers at all', '1', answer(500, null, null), '2'],
  ])('%s', (_, token, said, next) => {
    const after = placeAfter(place(token), said);
    expect(after === null ? null : renderPlace(after)).toBe(next);
  });
});

/** A list in which some rows break V1's answer; reads it as the loop would, page by page. */
const readThrough = (rows: number, isBroken: (row: number) => boolean) => {
  const seen: number[] = [];
  const passedOver: number[] = [];
  let here: Place | null = place(null);
  for (let calls = 1; calls < 400; calls += 1) {
    const { page, size }: Place = here;
    const first = (page - 1) * size;
    const inPage = Array.from({ length: size }, (_, i) => first + i).filter((row) => row < rows);
    if (inPage.some(isBroken)) {
      const broken = placeAfterBreak(here);
      if (broken === null) return { seen, passedOver, calls, end: 'given up' };
      if (broken.isPassedOver) passedOver.push(first);
      here = place(renderPlace(broken.next));
      continue;
    }
    seen.push(...inPage);
    const pages = Math.ceil(rows / size);
    const after = placeAfter(here, { rows: inPage.length, page, pages });
    if (after === null) return { seen, passedOver, calls, end: 'the end' };
    here = place(renderPlace(after));
  }
  return { seen, passedOver, calls: 400, end: 'too many calls' };
};

describe('rows that break a page', () => {
  test.each([0, 1, 136, 249, 499, 500, 777, 1199])(
    'row %i alone is passed over, all others are seen once, in few calls',
    (broken) => {
      const read = readThrough(1200, (row) => row === broken);
      expect(read.passedOver).toEqual([broken]);
      expect(new Set(read.seen).size).toBe(1199);
      expect(read.seen).toHaveLength(1199);
      expect(read.end).toBe('the end');
      expect(read.calls).toBeLessThan(40);
    },
  );

  test('three broken rows side by side are passed over', () => {
    const read = readThrough(600, (row) => row >= 20 && row < 23);
    expect(read.passedOver).toEqual([20, 21, 22]);
    expect(read.seen).toHaveLength(597);
  });

  test('a service that breaks on every row is given up on, and soon', () => {
    const read = readThrough(600, () => true);
    expect(read.end).toBe('given up');
    expect(read.calls).toBeLessThan(10);
  });
});
