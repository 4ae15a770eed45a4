/** What the palette offers for what was typed. Pure, so that every word can be tried. */
export type Entry = {
  readonly kind: 'page' | 'view' | 'find';
  readonly name: string;
  /** Where it leads in this console. */
  readonly address: string;
};

/** More are not looked through any more: a few more letters find it sooner. */
const mostShown = 12;

/**
 * Those whose name has every word that was typed, pages first; and a search for it, which goes
 * first where it looks like a number of an order or a parcel.
 */
export function entriesFor(
  typed: string, all: readonly Entry[], findNamed: (typed: string) => string,
): readonly Entry[] {
  const asked = typed.trim();
  const parts = asked.toLowerCase().split(/\s+/);
  const found = all.filter(({ name }) => parts.every((part) => name.toLowerCase().includes(part)));
  if (asked === '') return all.slice(0, mostShown);
  const find: Entry = {
    kind: 'find', name: findNamed(asked),
    address: `/find?${new URLSearchParams({ q: asked }).toString()}`,
  };
  return /\d/.test(asked) ? [find, ...found.slice(0, mostShown - 1)]
    : [...found.slice(0, mostShown - 1), find];
}
