/**
 * Places in a V1 list. Normally pages of 500. One order that breaks V1's own answer makes its
 * whole page a 500 [skv]; then the page is read again in smaller ones, down to single rows. A row
 * that breaks alone is only suspected: it is called broken, and passed over, when a row after it
 * could be read and it broke once more. Else an outage would pass for broken rows and lose them.
 * The page token carries all of that, so nothing is remembered between two calls.
 */
export type Place = {
  /** From 1, counted in pages of this size. */
  readonly page: number;
  readonly size: number;
  readonly doing:
    | { readonly is: 'reading' }
    /** The rows just before this one broke; can this one be read? */
    | { readonly is: 'probing'; readonly suspects: number }
    /** It can: the suspects, this one first, are read once more. */
    | { readonly is: 'confirming'; readonly left: number };
};

/** Each divides the one before, so that smaller pages tile a larger one. */
const sizes = [500, 250, 125, 25, 5, 1] as const;

/** More broken rows side by side than this is no broken row but a broken service. */
const mostSuspects = 3;

const reading = { is: 'reading' } as const;

/** Reads a page token: `3`, or `137/1` for the 137th single row. Null for no token of ours. */
export const readPlace = (token: string | null): Place | null => {
  if (token === null) return { page: 1, size: sizes[0], doing: reading };
  const parts = /^([1-9]\d{0,8})(?:\/(\d{1,3})|\/1([+?])([1-3]))?$/.exec(token);
  if (parts === null) return null;
  const page = Number(parts[1]);
  const rows = Number(parts[4]);
  if (parts[3] === '+') return { page, size: 1, doing: { is: 'probing', suspects: rows } };
  if (parts[3] === '?') return { page, size: 1, doing: { is: 'confirming', left: rows } };
  const size = Number(parts[2] ?? sizes[0]);
  return sizes.some((one) => one === size) ? { page, size, doing: reading } : null;
};

export const renderPlace = ({ page, size, doing }: Place): string => {
  switch (doing.is) {
    case 'reading':
      return size === sizes[0] ? String(page) : `${String(page)}/${String(size)}`;
    case 'probing':
      return `${String(page)}/1+${String(doing.suspects)}`;
    case 'confirming':
      return `${String(page)}/1?${String(doing.left)}`;
    default:
      return doing satisfies never;
  }
};

export type PageFacts = {
  readonly rows: number;
  /** As the answer counts them; null where it does not. */
  readonly page: number | null;
  readonly pages: number | null;
};

/**
 * The place after a page that was read; null when it was the last. `pages` may be 0 although
 * there are rows (three official examples), and a page may be shorter than asked without being
 * the last, so `pages` decides where it says something, and an empty page always ends the list.
 */
export const placeAfter = (place: Place, answer: PageFacts): Place | null => {
  const { page, size, doing } = place;
  switch (doing.is) {
    case 'reading':
      return isLast(place, answer) ? null : placeAt(page * size);
    case 'probing': {
      const { suspects } = doing;
      return { page: page - suspects, size, doing: { is: 'confirming', left: suspects } };
    }
    case 'confirming':
      return afterConfirming(page, doing.left);
    default:
      return doing satisfies never;
  }
};

const isLast = ({ page, size }: Place, answer: PageFacts): boolean => {
  const isPastEnd = answer.page !== null && answer.page > 0 && answer.page < page;
  if (answer.rows === 0 || isPastEnd) return true;
  const pages = answer.pages ?? 0;
  return pages > 0 ? page >= pages : answer.rows < size;
};

/**
 * Where to go on when V1's answer for a place broke, and whether the row there is now known to be
 * broken itself; null when it is the service that is broken.
 */
export const placeAfterBreak = (
  { page, size, doing }: Place,
): { readonly next: Place; readonly isRowBroken: boolean } | null => {
  switch (doing.is) {
    case 'reading': {
      const smaller = sizes[sizes.findIndex((one) => one === size) + 1];
      const next: Place = smaller === undefined
        ? { page: page + 1, size, doing: { is: 'probing', suspects: 1 } }
        : { page: ((page - 1) * size) / smaller + 1, size: smaller, doing: reading };
      return { next, isRowBroken: false };
    }
    case 'probing': {
      if (doing.suspects >= mostSuspects) return null;
      const suspects = doing.suspects + 1;
      return { next: { page: page + 1, size, doing: { is: 'probing', suspects } },
        isRowBroken: false };
    }
    case 'confirming':
      return { next: afterConfirming(page, doing.left), isRowBroken: true };
    default:
      return doing satisfies never;
  }
};

const afterConfirming = (page: number, left: number): Place =>
  left > 1
    ? { page: page + 1, size: 1, doing: { is: 'confirming', left: left - 1 } }
    : placeAt(page);

/** The largest page that begins after so many rows. */
const placeAt = (offset: number): Place => {
  const size = sizes.find((one) => offset % one === 0) ?? 1;
  return { page: offset / size + 1, size, doing: reading };
};
