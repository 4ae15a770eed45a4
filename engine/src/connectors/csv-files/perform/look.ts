/**
 * A look at the folder. What was committed with an earlier page is put away first; then files are
 * read that have stopped growing, the oldest first. A file leaves the folder only when what it says
 * is committed: whoever dies in between finds it where it was, and knows what was taken of it.
 */
import assert from 'node:assert/strict';
import type { LookAnswer, LookRequest, Seen } from '../../../contract/connector.ts';
import type { FileEntry, Files, FilesClosed, Took } from '../../../contract/files.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { most } from '../manifest.ts';
import type { CsvSettings } from '../settings.ts';
import { inOrder, sortNames } from '../translate/names.ts';
import {
  contentMark, fileMark, oddMark, readNote, renderNote, stuckMark, type Note,
} from '../translate/notes.ts';
import { isBehind, placeOf, readPlace, renderPlace, type PagePlace } from '../translate/page.ts';
import { readFile, type FileRead } from '../translate/read-file.ts';
import { lookAtAcknowledged } from './acknowledged.ts';
import { unanswered, type Folder } from './folder.ts';
import { removeOld } from './remove-old.ts';
import { putAway } from './put-away.ts';

export type Bench = {
  readonly settings: CsvSettings;
  readonly folder: Folder;
  readonly files: Files;
};

/** So many consignments go in one page; a file with more is taken in by slices. */
const consignmentsPerPage = 100;

/** Of one file no more mistakes are listed here; its acknowledgement has them all. */
const mostMistakes = 50;

export const look = async (
  bench: Bench, request: LookRequest, now: Instant,
): Promise<LookAnswer> => {
  const place = readPlace(request.page);
  assert(place !== null, 'the page token is not one that this connector gave');
  const { folder, files, settings } = bench;
  const acknowledged = request.page === null ? await lookAtAcknowledged(bench) : null;
  if (acknowledged !== null) return acknowledged;
  const listed = await folder.list('in', 'list files');
  if (listed.is === 'closed') return unanswered(listed);
  const { taken: entries, odd } = sortNames(listed.files, settings.names);
  const odds = await files.taken(odd.map(oddMark));
  const page = newPage(odd.filter((name) => !odds.has(oddMark(name))));
  const { fresh, noted } = await sortByNotes(
    bench, entries.filter((one) => isBehind(one, place)));
  for (const { entry, note, isStuck } of noted.slice(0, most.settled)) {
    if (page.trouble !== null) break;
    const became = await putAway(bench, entry, note);
    if (became === 'other-content') fresh.push({ entry, isStuck });
    else if (became !== null) {
      meet(page, entry, isStuck, became, 'was taken, and cannot be put away');
    }
  }
  if (request.page === null) page.trouble ??= await removeOld(bench, request, now);
  const next = await takeIn(bench, fresh, place, page);
  return answerOf(page, next);
};

/** No more new ones are asked for in one page: the rest comes when they are gone. */
const mostFresh = 400;

type Fresh = { readonly entry: FileEntry; readonly isStuck: boolean };
type Noted = Fresh & { readonly note: Note };

/** Those that could not be moved before come last: they keep no other one waiting. */
const sortByNotes = async (
  { files }: Bench, entries: readonly FileEntry[],
): Promise<{ readonly fresh: Fresh[]; readonly noted: readonly Noted[] }> => {
  const fresh: Fresh[] = [];
  const noted: Noted[] = [];
  for (let from = 0; from < entries.length && fresh.length < mostFresh; from += mostFresh) {
    const some = entries.slice(from, from + mostFresh);
    const known = await files.taken(some.flatMap((one) => [fileMark(one), stuckMark(one)]));
    for (const entry of some) {
      const note = readNote(known.get(fileMark(entry)) ?? null);
      const isStuck = known.has(stuckMark(entry));
      if (note === null) fresh.push({ entry, isStuck });
      else noted.push({ entry, isStuck, note });
    }
  }
  return { fresh, noted: noted.toSorted((a, b) => Number(a.isStuck) - Number(b.isStuck)) };
};

/** A no to one file is told by its name, once; what keeps us from all of them ends the look. */
const meet = (
  page: Page, entry: FileEntry, isStuck: boolean, trouble: FilesClosed, what: string,
): void => {
  if (trouble.why !== 'refused') {
    page.trouble ??= trouble;
    return;
  }
  if (isStuck) return;
  page.unreadable.push(`${entry.name} ${what}: ${trouble.text}.`);
  page.took.push({ mark: stuckMark(entry), note: '' });
};

type Page = {
  seen: Seen[];
  unreadable: string[];
  took: Took[];
  trouble: FilesClosed | null;
};

const newPage = (odd: readonly string[]): Page => ({
  seen: [], trouble: null,
  unreadable: odd.map((name) => `“${name}” is left where it is: its name is too long, or has ` +
    'signs that no file should have. Rename it.'),
  took: odd.map((name) => ({ mark: oddMark(name), note: '' })),
});

/** Trouble with putting away is told, once what could be read is taken in. */
const answerOf = (
  { seen, unreadable, took, trouble }: Page, next: string | null,
): LookAnswer => {
  const isBare = seen.length === 0 && took.length === 0 && unreadable.length === 0;
  if (trouble !== null && isBare) return unanswered(trouble);
  return {
    is: 'page', seen, unreadable, next: trouble !== null && next === null ? null : next,
    ...(took.length === 0 ? {} : { took }),
  };
};

/** Answers the token of what is still to be read; null when that is all for now. */
const takeIn = async (
  bench: Bench, fresh: readonly Fresh[], place: PagePlace, page: Page,
): Promise<string | null> => {
  const steady = fresh.filter(({ entry }) =>
    entry.steadyMilliseconds >= bench.settings.steadySeconds * 1_000)
    .toSorted((one, other) => inOrder(one.entry, other.entry));
  let read = 0;
  let last: string | null = null;
  for (const { entry, isStuck } of steady) {
    const room = consignmentsPerPage - page.seen.length;
    if (read === most.read || room <= 0) return last;
    read += 1;
    const from = placeOf(entry, place);
    const result = await readOne(bench, entry, { from, room }, page);
    if (result.is === 'shut') {
      meet(page, entry, isStuck, result.trouble, 'cannot be read');
      if (page.trouble !== null) return last;
      last = renderPlace(entry, null);
      continue;
    }
    if (result.is === 'in-part') return renderPlace(entry, result.next);
    last = renderPlace(entry, null);
  }
  return null;
};

type ReadOne =
  | { readonly is: 'over' }
  | { readonly is: 'in-part'; readonly next: number }
  | { readonly is: 'shut'; readonly trouble: FilesClosed };

const readOne = async (
  { folder, files, settings }: Bench,
  entry: FileEntry,
  slice: { readonly from: number; readonly room: number },
  page: Page,
): Promise<ReadOne> => {
  const tell = (note: Note): void => {
    page.took.push({ mark: fileMark(entry), note: renderNote(note) });
  };
  const isLarge = entry.size > settings.largestMegabytes * 1_000_000;
  const content = isLarge ? { is: 'too-large' } as const : await folder.read('in', entry.name);
  if (content.is === 'closed') return { is: 'shut', trouble: content };
  if (content.is === 'missing') return { is: 'over' };
  if (content.is === 'too-large') {
    tell({ is: 'too-large' });
    page.unreadable.push(`${entry.name} is refused: it has ${String(entry.size)} bytes, more ` +
      `than ${String(settings.largestMegabytes)} MB.`);
    return { is: 'over' };
  }
  // Written to since it was listed: it is looked at again when it has come to rest.
  if (content.bytes.length !== entry.size) return { is: 'over' };
  const { sha256 } = content;
  const mark = contentMark(sha256);
  const before = page.took.find((one) => one.mark === mark)?.note ??
    (slice.from > 0 ? null : (await files.taken([mark])).get(mark) ?? null);
  if (before !== null) {
    tell({ is: 'same-again', sha256, as: before });
    return { is: 'over' };
  }
  const said = readFile({ ...entry, bytes: content.bytes }, settings);
  if (slice.from === 0) page.unreadable.push(...mistakesOf(entry.name, said));
  const part = said.consignments.slice(slice.from, slice.from + slice.room);
  page.seen.push(...part.map(({ place, reference, snapshot }): Seen =>
    ({ kind: 'consignment', reference, place, snapshot })));
  const next = slice.from + part.length;
  if (next < said.consignments.length) return { is: 'in-part', next };
  tell({ is: 'read', sha256 });
  page.took.push({ mark, note: entry.name });
  return { is: 'over' };
};

const mistakesOf = (name: string, { mistakes }: FileRead): readonly string[] => {
  const more = mistakes.length - mostMistakes;
  return [
    ...mistakes.slice(0, mostMistakes).map(({ line, words }) =>
      (line === 0 ? `${name}: ${words}` : `${name}, line ${String(line)}: ${words}`)),
    ...(more > 0 ? [`${name}: ${String(more)} more lines are wrong; its acknowledgement has them.`]
      : []),
  ];
};
