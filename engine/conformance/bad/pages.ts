import type { Session } from '../../src/contract/connector.ts';
import type { Changes } from '../model/connector.ts';
import { own, soundParts, type Page } from '../model/parts.ts';
import { bodyOf, believing, fault, type Fault } from './fault.ts';

/** Counts rows instead of taking up where the last page ended. */
const byOffset: Changes = {
  parts: {
    query: (after) => `skip=${String(after)}&size=10`,
    next: (after, { rows, hasMore }) => (hasMore ? String(after + rows.length) : null),
  },
};

/** The token says nothing: the place is in the session. */
const placeInSession = (): Changes => ({
  over: (session) => {
    let place: string | null = null;
    const look: Session['look'] = async (request, now) => {
      const page = request.page === null ? null : place;
      const said = await session.look({ ...request, page }, now);
      if (said.is === 'page') place = said.next;
      return said.is === 'page' && said.next !== null ? { ...said, next: '1' } : said;
    };
    return { ...session, look };
  },
});

/** A token is good for one look; after that there is nothing behind it. */
const tokensAreUsedUp = (): Changes => {
  const used = new Set<string>();
  return {
    over: (session) => ({
      ...session,
      look: async (request, now) => {
        if (request.page !== null && used.has(request.page)) {
          return { is: 'page', seen: [], unreadable: [], next: null };
        }
        if (request.page !== null) used.add(request.page);
        return session.look(request, now);
      },
    }),
  };
};

const shorter = (page: Page | null): Page | null =>
  (page === null ? null : { ...page, rows: page.rows.slice(0, page.hasMore ? 10 : -1) });

export const pageFaults: readonly Fault[] = [
  fault('never finds the end of an empty list', 'pages.empty', {
    parts: { next: (after, { hasMore, rows }) =>
      (hasMore || rows.length === 0 ? String(after + 1) : null) },
  }),
  fault('leaves out the last row', 'pages.every-row', {
    parts: { page: (answer) => shorter(soundParts.page(answer)) },
  }),
  fault('swallows the last page', 'pages.to-the-end', {
    parts: { next: (after, page) => (after === 0 ? soundParts.next(after, page) : null) },
  }),
  fault('keeps its place in the session', 'pages.resume', placeInSession),
  fault('takes an empty answer for the end of the list', 'pages.complete-only-when', {
    parts: believing((answer) => answer.is === 'answer' && bodyOf(answer) === ''),
  }),
  fault('uses a page token up', 'pages.broken-off', tokensAreUsedUp),
  fault('counts rows while they leave', 'pages.rows-leave', byOffset),
  fault('counts rows while they move', 'pages.rows-move', byOffset),
  fault('asks for the whole list at once', 'pages.bounded', {
    parts: { query: (after) => `after=${String(after)}&size=1000000` },
  }),
  fault('reads any page token as the first page', 'pages.foreign-token', {
    parts: { place: (token) => soundParts.place(token) ?? 0 },
  }),
  fault('lets one row spoil its page', 'rows.unreadable', {
    parts: { page: (answer) => {
      const page = soundParts.page(answer);
      const isSpoilt = page?.rows.some((row) => row !== null &&
        soundParts.row(row, soundParts) === null);
      return isSpoilt === true ? null : page;
    } },
  }),
  fault('ends a page at an empty row', 'rows.nulls', {
    parts: { page: (answer) => {
      const page = soundParts.page(answer);
      const empty = page?.rows.indexOf(null) ?? -1;
      return page === null || empty < 0 ? page : { ...page, rows: page.rows.slice(0, empty) };
    } },
  }),
  fault('takes only rows of just these members', 'rows.more-fields', {
    parts: { row: (row, parts) =>
      (Object.keys(Object(row) as object).length > 7 ? null : soundParts.row(row, parts)) },
  }),
  fault('copies rows with what they inherit', 'rows.hostile-keys', {
    parts: { row: (row, parts) => {
      const copy: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(Object(row) as object)) copy[name] = value;
      const seen = soundParts.row(copy, parts);
      return seen?.kind === 'label' && copy['voided'] === true
        ? { ...seen, label: { ...seen.label, voidedAt: seen.label.madeAt } } : seen;
    } },
  }),
  fault('passes an id on once', 'rows.seen-again', () => {
    const known = new Set<unknown>();
    return { parts: { page: (answer) => {
      const page = soundParts.page(answer);
      const fresh = page?.rows.filter((row) =>
        !known.has(own(row, 'id')) && known.add(own(row, 'id')));
      return page === null ? null : { ...page, rows: fresh ?? [] };
    } } };
  }),
];
