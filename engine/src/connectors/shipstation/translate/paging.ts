/**
 * Places in a V1 list. Normally pages of 500. One order that breaks V1's own answer makes its
 * whole page a 500 [skv]; then the page is read again in smaller ones, down to single rows, and
 * the broken row is passed over. The page token carries all of that, so nothing is remembered.
 */
export type Place = {
  /** From 1, counted in pages of this size. */
  readonly page: number;
  readonly size: number;
  /** Broken rows just passed over, one after another. */
  readonly passedOver: number;
};

/** Each divides the one before, so that smaller pages tile a larger one. */
const sizes = [500, 250, 125, 25, 5, 1] as const;

/** More broken rows in a row than this is no broken row but a broken service. */
const mostPassedOver = 3;

export const firstPlace: Place = { page: 1, size: sizes[0], passedOver: 0 };

/** Reads a page token: `3`, or `137/1` for the 137th single row. Null for no token of ours. */
export const readPlace = (token: string | null): Place | null => {
  if (token === null) return firstPlace;
  const parts = /^([1-9]\d{0,8})(?:\/(\d{1,3})(?:\+([0-3]))?)?$/.exec(token);
  if (parts === null) return null;
  const size = Number(parts[2] ?? sizes[0]);
  if (!sizes.some((one) => one === size)) return null;
  return { page: Number(parts[1]), size, passedOver: Number(parts[3] ?? 0) };
};

export const renderPlace = (place: Place): string => {
  if (place.size === sizes[0]) return String(place.page);
  const passed = place.passedOver === 0 ? '' : `+${String(place.passedOver)}`;
  return `${String(place.page)}/${String(place.size)}${passed}`;
};

/**
 * The place after a page that was read; null when it was the last. `pages` may be 0 although
 * there are rows (three official examples), and a page may be shorter than asked without being
 * the last, so `pages` decides where it says something, and an empty page always ends the list.
 */
export const placeAfter = (
  place: Place,
  answer: { readonly rows: number; readonly page: number | null; readonly pages: number | null },
): Place | null => {
  const isPastEnd = answer.page !== null && answer.page > 0 && answer.page < place.page;
  if (answer.rows === 0 || isPastEnd) return null;
  const pages = answer.pages ?? 0;
  const isLast = pages > 0 ? place.page >= pages : answer.rows < place.size;
  return isLast ? null : placeAt(place.page * place.size, place.size, 0);
};

/** Where to go on when V1's answer for a place broke; null when it is time to give up. */
export const placeAfterBreak = (
  place: Place,
): { readonly next: Place; readonly isPassedOver: boolean } | null => {
  const offset = (place.page - 1) * place.size;
  const smaller = sizes[sizes.findIndex((one) => one === place.size) + 1];
  if (smaller !== undefined) {
    const next = { page: offset / smaller + 1, size: smaller, passedOver: place.passedOver };
    return { next, isPassedOver: false };
  }
  if (place.passedOver >= mostPassedOver) return null;
  return { next: placeAt(offset + 1, 1, place.passedOver + 1), isPassedOver: true };
};

/** Grows back to larger pages as soon as the offset allows, but not before a row was readable. */
const placeAt = (offset: number, size: number, passedOver: number): Place => {
  const fitting = sizes.find((one) => offset % one === 0) ?? size;
  const next = passedOver > 0 ? size : fitting;
  return { page: offset / next + 1, size: next, passedOver };
};
