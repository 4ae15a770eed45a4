import { describe, expect, it } from 'vitest';
import { readViews, withoutView, withView, type KeptView } from './kept-views.ts';

const view = (name: string, search = '?open=yes'): KeptView => ({ page: '/orders', name, search });

describe('views that were given a name', () => {
  it('are read back as they were written', () => {
    const kept = [view('Late'), { ...view('Mine'), page: '/exceptions' as const }];
    expect(readViews(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([null, '', 'no json', '{}', '[1, null, {}]', '[{"page":"/people","name":"x"}]'])(
    'are none where storage holds %s', (text) => {
      expect(readViews(text)).toEqual([]);
    });

  it('take the place of one of the same name on the same page, and of no other', () => {
    const other = { ...view('Late'), page: '/exceptions' as const };
    const kept = withView([view('Late'), other, view('Picks')], view('Late', '?age=late'));
    expect(kept).toEqual([other, view('Picks'), view('Late', '?age=late')]);
    expect(withoutView(kept, view('Late'))).toEqual([other, view('Picks')]);
  });

  it('are thirty at most for a page: the oldest one goes', () => {
    const many = Array.from({ length: 30 }, (_, number) => view(`View ${String(number)}`));
    const kept = withView(many, view('One more'));
    expect(kept).toHaveLength(30);
    expect(kept[0]?.name).toBe('View 1');
    expect(kept.at(-1)?.name).toBe('One more');
  });
});
