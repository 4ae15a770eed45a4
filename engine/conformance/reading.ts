/** Reading a feed to its end, as the loop does: page by page by the token that it was given. */
import type { LookAnswer, Seen } from '../src/contract/connector.ts';
import { holdEqual, hold, type FeedGiven } from './case.ts';
import { identityOf, now, openOn, window, type OtherSide } from './bench.ts';

/** More looks than this for one window is no reading but a circle. */
const mostLooks = 60;

export type Read = {
  readonly seen: readonly Seen[];
  readonly unreadable: readonly string[];
  readonly looks: number;
  /** How it ended: with the last page, or with a page that was not answered. */
  readonly end: Extract<LookAnswer, { is: 'unanswered' }> | 'complete';
};

/** Each page by a session of its own, as after a restart, or all by one. */
export type By = 'one session' | 'a session per page';

export const lookOnce = async (
  given: Pick<FeedGiven, 'kit' | 'name'>,
  other: OtherSide,
  page: string | null = null,
) => {
  const { session, requests } = openOn(given.kit, other);
  const said = await session.look({ feed: given.name, ...window, page }, now);
  return { said, requests };
};

export const pageOf = (said: LookAnswer): Extract<LookAnswer, { is: 'page' }> => {
  hold(said.is === 'page', `a good page is not taken: ${JSON.stringify(said)}`);
  return said;
};

/** What is on the other side may differ from look to look; `at` counts them from 1. */
export const readAll = async (
  { kit, name, declared }: FeedGiven,
  otherAt: (at: number) => OtherSide,
  by: By = 'one session',
  from: string | null = null,
): Promise<Read> => {
  let looks = 0;
  const open = () => openOn(kit, (request) => otherAt(looks)(request));
  let opened = open();
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  let page = from;
  for (;;) {
    looks += 1;
    hold(looks <= mostLooks, `the feed has no end: page ${String(page)} after ${looks} looks`);
    const before = opened.requests.length;
    const said = await opened.session.look({ feed: name, ...window, page }, now);
    const calls = opened.requests.length - before;
    hold(calls > 0 && calls <= declared.costInCalls,
      `a look made ${String(calls)} calls; ${String(declared.costInCalls)} are declared`);
    if (said.is === 'unanswered') return { seen, unreadable, looks, end: said };
    seen.push(...said.seen);
    unreadable.push(...said.unreadable);
    if (said.next === null) return { seen, unreadable, looks, end: 'complete' };
    page = said.next;
    if (by === 'a session per page') opened = open();
  }
};

export const rowsOf = ({ of }: FeedGiven, count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, number) => of.row(number));

/** A list that fills two pages and a part of a third, and by what its rows are known. */
export type Pages = {
  readonly perPage: number;
  readonly rows: readonly unknown[];
  readonly names: readonly string[];
};

const found = new WeakMap<object, Map<string, Pages>>();

/** How many rows go on a page is found out, once for a connector and feed: it takes many rows. */
export const pagesOf = async (given: FeedGiven): Promise<Pages> => {
  const ofConnector = found.get(given.kit.connector) ?? new Map<string, Pages>();
  found.set(given.kit.connector, ofConnector);
  const known = ofConnector.get(given.name);
  if (known !== undefined) return known;
  const { said } = await lookOnce(given, given.of.list(rowsOf(given, 2_000)));
  const perPage = pageOf(said).seen.length;
  hold(perPage > 0 && perPage < 900, `a page holds ${String(perPage)} of 2000 rows`);
  const rows = rowsOf(given, 2 * perPage + Math.ceil(perPage / 2) + 1);
  const pages = { perPage, rows, names: await namesOf(given, rows) };
  ofConnector.set(given.name, pages);
  return pages;
};

export const identities = (seen: readonly Seen[]): readonly string[] =>
  [...new Set(seen.map(identityOf))];

/** Nothing missing, nothing made up; a row seen twice is fine. */
export const holdSeen = (read: Read, promised: readonly string[], when: string): void => {
  hold(read.end === 'complete', `${when}: it ends with ${JSON.stringify(read.end)}`);
  holdEqual(read.unreadable, [], `${when}: rows that could not be read`);
  const shown = new Set(identities(read.seen));
  const missing = promised.filter((one) => !shown.has(one));
  holdEqual(missing, [], `${when}: rows never seen`);
  holdEqual(shown.size, new Set(promised).size, `${when}: rows seen`);
};

/** By what each of the rows is known, each looked at alone: reading pages is what is on trial. */
const namesOf = async (
  given: FeedGiven,
  rows: readonly unknown[],
): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const row of rows) {
    const { said } = await lookOnce(given, given.of.list([row]));
    names.push(...identities(pageOf(said).seen));
  }
  holdEqual(names.length, rows.length, 'rows seen that were alone in their list');
  return names;
};
