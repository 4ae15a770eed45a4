/**
 * Reads a filter out of words, by rule: the longest words that are known, from the left on. What
 * is not understood is told, never left out or guessed.
 */
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import { joiningWords } from '../words/typed-filter.ts';
import { opposites, several, yesOrNo } from './chips.ts';
import { longest, wordsIn, type Found, type Word } from './typed-text.ts';
import { timeAt, type Clock, type Span } from './typed-times.ts';
import { isYesNo, type Edge, type Meaning, type Vocabulary } from './typed-vocabulary.ts';

type Unclear = { readonly text: string; readonly parts: readonly OrderFilterName[] };

export type TypedFilter = {
  readonly filter: OrderFilter;
  /** As they were typed. */
  readonly notUnderstood: readonly string[];
  /** Names that more than one part has. */
  readonly unclear: readonly Unclear[];
  /** What was joined by "or" although it is of different parts, which a filter cannot say. */
  readonly together: readonly string[];
};

type Last = { readonly part: OrderFilterName; readonly isNot: boolean; readonly start: number };

type Reading = {
  readonly text: string;
  readonly words: readonly Word[];
  readonly vocabulary: Vocabulary;
  readonly clock: Clock;
  filter: OrderFilter;
  notUnderstood: { start: number; end: number }[];
  unclear: Unclear[];
  together: string[];
  /** Where words began that need a value after them. */
  pending: number | null;
  isNot: boolean;
  part: OrderFilterName | null;
  edge: Edge | null;
  /** What came last, and whether an "or" came after it. */
  last: Last | null;
  isOr: boolean;
};

export function readFilter(text: string, vocabulary: Vocabulary, clock: Clock): TypedFilter {
  const reading: Reading = {
    text, words: wordsIn(text), vocabulary, clock, filter: {}, notUnderstood: [], unclear: [],
    together: [], pending: null, isNot: false, part: null, edge: null, last: null, isOr: false,
  };
  for (let at = 0; at < reading.words.length;) at += step(reading, at);
  endPending(reading, reading.words.length);
  return {
    filter: reading.filter, unclear: reading.unclear, together: reading.together,
    notUnderstood: joined(reading.notUnderstood, text)
      .map(({ start, end }) => text.slice(start, end)),
  };
}

/** Reads from that word on; how many words it took. */
function step(reading: Reading, at: number): number {
  const { words, vocabulary, clock } = reading;
  const known = longest(vocabulary.phrases, words, at);
  const value = valueAt(reading, at, known);
  if (value !== null && value.count >= (known?.count ?? 0)) {
    take(reading, value.value, at, value.count);
    return value.count;
  }
  const time = timeAt(words, at, clock);
  if (time !== null && time.count >= (known?.count ?? 0)) {
    takeTime(reading, time.value, at, time.count);
    return time.count;
  }
  if (known === null) {
    leave(reading, at, 1);
    return 1;
  }
  takeMeaning(reading, known.value, at, known.count);
  return known.count;
}

/** A value of the part that was named, or of the one before an "or". */
function valueAt(
  { part: named, last, isOr, words, vocabulary, text }: Reading, at: number,
  known: Found<Meaning> | null,
): Found<OrderFilter> | null {
  const part = named ?? (isOr ? last?.part ?? null : null);
  if (part === null) return null;
  const found = longest(vocabulary.valuesOf(part), words, at);
  if (found !== null) return { value: { [part]: found.value.join(',') }, count: found.count };
  const isJoining = known !== null && ['not', 'or', 'filler'].includes(known.value.is);
  if (named === null || isJoining || !vocabulary.isTyped(part)) return null;
  const [typed = ''] = /^[^\s,;]+/.exec(text.slice(words[at]?.start)) ?? [];
  const end = (words[at]?.start ?? 0) + typed.length;
  const count = words.slice(at).filter((one) => one.end <= end).length;
  return { value: { [part]: typed }, count };
}

function takeMeaning(reading: Reading, meaning: Meaning, at: number, count: number): void {
  switch (meaning.is) {
    case 'filter':
      endPart(reading, at);
      take(reading, meaning.filter, at, count);
      return;
    case 'part':
      endPart(reading, at);
      reading.pending ??= at;
      reading.part = meaning.part;
      return;
    case 'time':
      endPart(reading, at);
      if (isNoTime(reading, at, count)) return;
      reading.pending ??= at;
      reading.edge = meaning.edge;
      return;
    case 'unclear':
      endPart(reading, at);
      reading.unclear.push({ text: textOf(reading, at, count), parts: meaning.parts });
      forget(reading);
      return;
    case 'not':
      if (reading.isNot || isSaidAlone(reading)) endPending(reading, at);
      reading.pending ??= at;
      reading.isNot = true;
      return;
    case 'or':
      if (isSaidAlone(reading)) endPending(reading, at);
      reading.isOr = reading.last !== null;
      return;
    case 'filler': return;
    default: meaning satisfies never;
  }
}

const isSaidAlone = ({ part }: Reading): boolean => part !== null && isYesNo(part);

/** "from Leicester" is no time, and says nothing beside the name. */
const isNoTime = ({ words, clock }: Reading, at: number, count: number): boolean =>
  count === 1 && joiningWords.placeOrTime.some((one) => one === words[at]?.word)
    && timeAt(words, at + 1, clock) === null;

/** A part that got no value: by itself it is a yes or it is not understood. */
function endPart(reading: Reading, at: number): void {
  if (reading.part !== null || reading.edge !== null) endPending(reading, at);
}

function endPending(reading: Reading, at: number): void {
  const { pending, part } = reading;
  if (pending === null) return;
  if (part !== null && isYesNo(part)) {
    take(reading, { [part]: 'yes' }, pending, at - pending);
  } else {
    miss(reading, pending, at - pending);
    forget(reading);
  }
}

const forget = (reading: Reading): void => {
  Object.assign(reading, { pending: null, isNot: false, part: null, edge: null, isOr: false });
};

/** With what needed a value before it: "not blue" is not understood as a whole. */
function leave(reading: Reading, at: number, count: number): void {
  const { part } = reading;
  if (part !== null && isYesNo(part)) {
    endPending(reading, at);
    miss(reading, at, count);
    return;
  }
  const from = reading.pending ?? at;
  miss(reading, from, at + count - from);
  const { isOr } = reading;
  forget(reading);
  reading.isOr = isOr;
}

function miss({ words, notUnderstood }: Reading, at: number, count: number): void {
  const [first, last] = [words[at], words[at + count - 1]];
  if (first !== undefined && last !== undefined) {
    notUnderstood.push({ start: first.start, end: last.end });
  }
}

const textOf = ({ words, text }: Reading, at: number, count: number): string =>
  text.slice(words[at]?.start, words[at + count - 1]?.end);

function take(reading: Reading, given: OrderFilter, at: number, count: number): void {
  const from = reading.pending ?? at;
  const { last, isOr } = reading;
  const said = Object.entries(given) as [OrderFilterName, string][];
  const first = said[0]?.[0];
  if (first === undefined) return;
  const isSame = isOr && last !== null && alike(last.part, first);
  const isNot = reading.isNot || (isSame && last.isNot && last.part === first);
  const turned = isNot ? oppositeOf(said) : said;
  const next = turned === null ? null : added(reading.filter, turned);
  if (next === null) {
    miss(reading, from, at + count - from);
    forget(reading);
    return;
  }
  if (isOr && last !== null && !isSame) {
    reading.together.push(reading.text.slice(last.start, reading.words[at + count - 1]?.end));
  }
  reading.filter = next;
  forget(reading);
  reading.last = { part: first, isNot, start: reading.words[from]?.start ?? 0 };
}

const alike = (one: OrderFilterName, other: OrderFilterName): boolean =>
  one === other || opposites[one] === other;

/** Null where it has none, as a list of several parts. */
function oppositeOf(
  said: readonly [OrderFilterName, string][],
): [OrderFilterName, string][] | null {
  const [one] = said;
  if (one === undefined || said.length > 1) return null;
  const [part, value] = one;
  const other = opposites[part];
  if (other !== undefined) return [[other, value]];
  return yesOrNo.has(part) ? [[part, value === 'yes' ? 'no' : 'yes']] : null;
}

/** Null where a part that takes one value has another already: none of them is dropped unsaid. */
function added(
  filter: OrderFilter, said: readonly [OrderFilterName, string][],
): OrderFilter | null {
  const isTaken = said.some(([part, value]) =>
    !several.has(part) && filter[part] !== undefined && filter[part] !== value);
  const all = said.map(([part, value]) => [part, several.has(part)
    ? [...new Set([...filter[part]?.split(',') ?? [], ...value.split(',')])].join(',') : value]);
  return isTaken ? null : { ...filter, ...Object.fromEntries(all) };
}

function takeTime(reading: Reading, span: Span, at: number, count: number): void {
  if (reading.part !== null) endPending(reading, at);
  const edge = reading.edge ?? reading.vocabulary.times;
  const given = edge === null ? null : timesOf(span, edge);
  if (given === null) leave(reading, at, count);
  else take(reading, given, at, count);
}

/** Null where the words say no beginning and no end, or the parts have only one of them. */
function timesOf(span: Span, { from, to, day }: Edge): OrderFilter | null {
  const text = (instant: number) => new Date(instant).toISOString();
  switch (span.is) {
    case 'day':
      if (day !== 'whole') {
        const part = from ?? to;
        return part === null ? null : { [part]: text(day === 'end' ? span.to : span.from) };
      }
      return from === null || to === null ? null
        : { [from]: text(span.from), [to]: text(span.to) };
    case 'since': return from === null ? null : { [from]: text(span.at) };
    case 'instant': {
      const part = from ?? to;
      return day === 'whole' || part === null ? null : { [part]: text(span.at) };
    }
    default: return span satisfies never;
  }
}

/** Words beside one another are told as one. */
function joined(
  spans: readonly { start: number; end: number }[], text: string,
): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const before = found.at(-1);
    if (before !== undefined && /^\s*$/.test(text.slice(before.end, span.start))) {
      before.end = span.end;
    } else found.push({ ...span });
  }
  return found;
}
