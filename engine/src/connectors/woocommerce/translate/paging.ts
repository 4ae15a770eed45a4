/**
 * Places in the list of orders, oldest change first. A row that changes while it is read moves to
 * the end and all behind it one forward, so that a full page is followed by the first page of what
 * begins with its last row's second, not by the second page. Only where one second fills a whole
 * page is it paged by number.
 */
export const rowsPerPage = 100;

export type Place = {
  /** Only what changed in this second or later; null for the beginning of the window. */
  readonly since: string | null;
  readonly page: number;
};

const token = /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)@)?([1-9]\d{0,6})$/;

/** Null for no token of ours. */
export const readPlace = (text: string | null): Place | null => {
  if (text === null) return { since: null, page: 1 };
  const parts = token.exec(text);
  return parts === null ? null : { since: parts[1] ?? null, page: Number(parts[2]) };
};

export const renderPlace = ({ since, page }: Place): string =>
  `${since === null ? '' : `${since}@`}${String(page)}`;

/** After a full page whose last row changed then; null where that cannot be read. */
export const placeAfter = (place: Place, lastChanged: string | null): Place =>
  lastChanged === null || lastChanged === place.since
    ? { ...place, page: place.page + 1 } : { since: lastChanged, page: 1 };

/** `2026-11-22T13:40:12`, the way the shop writes its `_gmt` times. */
export const renderGmt = (at: number): string => new Date(at).toISOString().slice(0, 19);
