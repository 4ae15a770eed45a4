/**
 * Places in a V1 list. Normally pages of 500. Rows change while they are read, which moves them to
 * the end or out of the window and all behind them forward (inferred), so that the next page would
 * skip a row for each: therefore a full page is followed by the first page of what begins where its
 * last row stands, and a few rows come twice. One order that breaks V1's own answer makes its
 * whole page a 500 [skv]; then the page is read again in smaller ones, down to single rows. A row
 * that breaks alone is only suspected: it is called broken, and passed over, when a row after it
 * could be read and it broke once more. Else an outage would pass for broken rows and lose them.
 * The page token carries all of that, so nothing is remembered between two calls.
 */
export type Place = {
  /** Only rows from this Pacific wall-clock second on; null for the beginning of the window. */
  readonly since: string | null;
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

const token =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)@)?([1-9]\d{0,8})(?:\/(\d{1,3})|\/1([+?])([1-3]))?$/;

/**
 * Reads a page token: `3`, or `137/1` for the 137th single row; before them, `…@` for what begins
 * at a time. Null for no token of ours.
 */
export const readPlace = (text: string | null): Place | null => {
  if (text === null) return { since: null, page: 1, size: sizes[0], doing: reading };
  const parts = token.exec(text);
  if (parts === null) return null;
  const since = parts[1] ?? null;
  const page = Number(parts[2]);
  const rows = Number(parts[5]);
  if (parts[4] === '+') return { since, page, size: 1, doing: { is: 'probing', suspects: rows } };
  if (parts[4] === '?') return { since, page, size: 1, doing: { is: 'confirming', left: rows } };
  const size = Number(parts[3] ?? sizes[0]);
  return sizes.some((one) => one === size) ? { since, page, size, doing: reading } : null;
};

export const renderPlace = (place: Place): string =>
  (place.since === null ? '' : `${place.since}@`) + renderPage(place);

const renderPage = ({ page, size, doing }: Place): string => {
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
  /** All rows of the list by its own count; null where it does not say. */
  readonly total: number | null;
  /** The second of its last row, where its rows do come in the order of their times. */
  readonly lastAt: string | null;
};

/**
 * The place after a page that was read; null when it was the last. `pages` may be 0 although
 * there are rows (three official examples), and a page may be shorter than asked without being
 * the last, so `pages` decides where it says something, then `total`, and an empty page always
 * ends the list. Without `total` a page beyond the end that shows the last one again under the
 * number that was asked for would never end where the last one is full.
 */
export const placeAfter = (place: Place, answer: PageFacts): Place | null => {
  const { since, page, size, doing } = place;
  switch (doing.is) {
    case 'reading':
      return isLast(place, answer) ? null : placeAfterReading(place, answer);
    case 'probing': {
      const { suspects } = doing;
      return { since, page: page - suspects, size, doing: { is: 'confirming', left: suspects } };
    }
    case 'confirming':
      return afterConfirming(place, doing.left);
    default:
      return doing satisfies never;
  }
};

/** By time where that leads on: not from one second that fills whole pages, nor around breaks. */
const placeAfterReading = (place: Place, { lastAt }: PageFacts): Place => {
  const { since, page, size } = place;
  const isByTime = size === sizes[0] && lastAt !== null && (since === null || lastAt > since);
  return isByTime
    ? { since: lastAt, page: 1, size, doing: reading } : placeAt(page * size, since);
};

const isLast = ({ page, size }: Place, answer: PageFacts): boolean => {
  const isPastEnd = answer.page !== null && answer.page > 0 && answer.page < page;
  if (answer.rows === 0 || isPastEnd) return true;
  const pages = answer.pages ?? 0;
  if (pages > 0) return page >= pages;
  const total = answer.total ?? 0;
  // A first page with more rows than there are at all: that count says nothing.
  const isCounted = total > 0 && (page > 1 || answer.rows <= total);
  return isCounted ? page * size >= total : answer.rows < size;
};

/**
 * Where to go on when V1's answer for a place broke, and whether the row there is now known to be
 * broken itself; null when it is the service that is broken.
 */
export const placeAfterBreak = (
  place: Place,
): { readonly next: Place; readonly isRowBroken: boolean } | null => {
  const { since, page, size, doing } = place;
  switch (doing.is) {
    case 'reading': {
      const smaller = sizes[sizes.findIndex((one) => one === size) + 1];
      const next: Place = smaller === undefined
        ? { since, page: page + 1, size, doing: { is: 'probing', suspects: 1 } }
        : { since, page: ((page - 1) * size) / smaller + 1, size: smaller, doing: reading };
      return { next, isRowBroken: false };
    }
    case 'probing': {
      if (doing.suspects >= mostSuspects) return null;
      const suspects = doing.suspects + 1;
      return { next: { since, page: page + 1, size, doing: { is: 'probing', suspects } },
        isRowBroken: false };
    }
    case 'confirming':
      return { next: afterConfirming(place, doing.left), isRowBroken: true };
    default:
      return doing satisfies never;
  }
};

const afterConfirming = ({ since, page }: Place, left: number): Place =>
  left > 1
    ? { since, page: page + 1, size: 1, doing: { is: 'confirming', left: left - 1 } }
    : placeAt(page, since);

/** The largest page that begins after so many rows. */
const placeAt = (offset: number, since: string | null): Place => {
  const size = sizes.find((one) => offset % one === 0) ?? 1;
  return { since, page: offset / size + 1, size, doing: reading };
};
