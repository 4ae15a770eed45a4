/** A feed is read to its end, from any page on, and is called complete only when it was. */
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import type { OtherSide } from '../bench.ts';
import { hold, holdEqual, type Case, type FeedGiven } from '../case.ts';
import { misbehaviours } from '../misbehaviours.ts';
import {
  holdSeen, identities, lookOnce, pageOf, pagesOf, readAll, rowsOf,
} from '../reading.ts';

const needs = 'a feed';
const of = 'feed';

/** More rows in one page than this would not be bounded memory. */
const mostRowsAPage = 1_000;

const drift = async (
  given: FeedGiven,
  move: (rows: readonly unknown[], number: number) => readonly unknown[],
): Promise<void> => {
  const { rows, names } = await pagesOf(given);
  // Before the second look the first row moves, before the third the second one, too.
  const otherAt = (at: number): OtherSide =>
    given.of.list(Array.from({ length: Math.min(at - 1, 3) }, (_, i) => i).reduce(move, rows));
  for (const by of ['one session', 'a session per page'] as const) {
    const read = await readAll(given, otherAt, by);
    // Those that moved away may be seen or not; all that stayed must be.
    const shown = new Set(identities(read.seen));
    const missing = names.slice(3).filter((one) => !shown.has(one));
    hold(read.end === 'complete', 'a feed whose rows move is not read to its end');
    holdEqual(missing, [], 'rows that slipped past while others moved');
  }
};

const without = (rows: readonly unknown[], one: unknown): readonly unknown[] =>
  rows.filter((row) => row !== one);

export const pageCases: readonly Case[] = [
  {
    name: 'pages.empty', promise: 'an empty page is a complete look', needs, of,
    async check(given) {
      const { said } = await lookOnce(given, given.of.list([]));
      const empty = { is: 'page', seen: [], next: null, unreadable: [], leavesOut: [] };
      holdEqual({ leavesOut: [], ...said }, empty, 'nothing to be seen');
    },
  },
  {
    name: 'pages.every-row', promise: 'every row of a page is seen', needs, of,
    async check(given) {
      const { said } = await lookOnce(given, given.of.list(rowsOf(given, 3)));
      const { seen, next, unreadable } = pageOf(said);
      holdEqual(seen.length, 3, 'rows seen of three');
      holdEqual({ next, unreadable }, { next: null, unreadable: [] }, 'the only page');
      const strangers = seen.filter((one) => !given.declared.shows.includes(one.kind));
      holdEqual(strangers, [], 'things seen that the manifest does not say');
    },
  },
  {
    name: 'pages.to-the-end', needs, of,
    promise: 'a list of several pages is read to its end, each look at the declared cost',
    async check(given) {
      const { rows, names, perPage } = await pagesOf(given);
      const other = given.of.list(rows);
      const read = await readAll(given, () => other);
      holdSeen(read, names, `${String(rows.length)} rows`);
      hold(read.looks <= 5, `three pages took ${String(read.looks)} looks`);
      const full = given.of.list(rows.slice(0, perPage));
      holdSeen(await readAll(given, () => full), names.slice(0, perPage), 'one full page');
    },
  },
  {
    name: 'pages.resume', needs, of,
    promise: 'a page token is all that a new session needs to go on, as after a restart',
    async check(given) {
      const { rows } = await pagesOf(given);
      const other = given.of.list(rows);
      const whole = await readAll(given, () => other);
      const resumed = await readAll(given, () => other, 'a session per page');
      holdEqual(resumed, whole, 'read with a restart between the pages');
    },
  },
  {
    name: 'pages.complete-only-when', needs, of,
    promise: 'a look is complete only when every page was answered, and goes on where it broke off',
    async check(given) {
      const { rows, names } = await pagesOf(given);
      const good = given.of.list(rows);
      const { empty, ...others } = misbehaviours(given.kit.secrets);
      const breaks = [
        ...[1, 2, 3].flatMap((page) => empty.map((one) => ({ page, one }))),
        ...Object.values(others).flatMap(([one]) => (one === undefined ? [] : { page: 2, one })),
      ];
      for (const { page, one } of breaks) {
        const other = (at: number): OtherSide => (at === page ? () => one.answer : good);
        const read = await readAll(given, other);
        const isLost = read.end === 'complete' && identities(read.seen).length < names.length;
        hold(!isLost, `page ${String(page)} answered with ${one.title}: called complete`);
      }
    },
  },
  {
    name: 'pages.broken-off', needs, of,
    promise: 'the token of a page that was not answered still leads to all the rest',
    async check(given) {
      const { rows, names } = await pagesOf(given);
      const good = given.of.list(rows);
      const first = pageOf((await lookOnce(given, good)).said);
      hold(first.next !== null, 'the first of several pages is called the last');
      const gone = await lookOnce(given, () => ({ is: 'silence', reason: 'cut' }), first.next);
      hold(gone.said.is === 'unanswered', 'a page without an answer is taken for one');
      const rest = await readAll(given, () => good, 'one session', first.next);
      const all = { ...rest, seen: [...first.seen, ...rest.seen] };
      holdSeen(all, names, 'gone on with after silence');
    },
  },
  {
    name: 'pages.rows-leave', needs, of,
    promise: 'rows that leave the list while it is paged make no other slip past',
    check: (given) => drift(given, (rows) => without(rows, rows[0])),
  },
  {
    name: 'pages.rows-move', needs, of,
    promise: 'rows that move to the end of the list while it is paged make no other slip past',
    check: (given) => drift(given, (rows, number) => {
      const moved = rows[0];
      return [...without(rows, moved), given.of.row(number, { sortsAs: 5_000 + number })];
    }),
  },
  {
    name: 'pages.bounded', needs, of,
    promise: 'a list of any length is read in pages of bounded size',
    async check(given) {
      const { said, requests } = await lookOnce(given, given.of.list(rowsOf(given, 20_000)));
      const { seen, next } = pageOf(said);
      hold(seen.length <= mostRowsAPage, `one look took in ${String(seen.length)} rows`);
      hold(next !== null, 'the first of many pages is called the last');
      hold(requests.length <= given.declared.costInCalls, 'more calls than declared');
    },
  },
  {
    name: 'pages.foreign-token', needs, of,
    promise: 'a page token that is none of its own is refused, never read as the first page',
    async check(given) {
      const asked: WireRequest[] = [];
      const other = given.of.list(rowsOf(given, 3));
      const heard = (request: WireRequest): WireAnswer => {
        asked.push(request);
        return other(request);
      };
      for (const page of ['', 'no such page', '-1', '0', '{}', '__proto__']) {
        let isRefused = false;
        try {
          const { said } = await lookOnce(given, heard, page);
          isRefused = said.is === 'unanswered';
        } catch {
          isRefused = true;
        }
        hold(isRefused && asked.length === 0, `the page token ${JSON.stringify(page)} is taken`);
      }
    },
  },
];
