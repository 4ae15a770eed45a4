/**
 * Which words mean what, made of the parts that somebody may filter by, of the words of their
 * chips and of the names in the policy. A part that is new in the list is understood by itself.
 */
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import type { Names } from '../api/names.ts';
import {
  alsoParts, alsoSaid, edgeWords, joiningWords as joining,
} from '../words/typed-filter.ts';
import { words } from '../words/words.ts';
import { builtInViews } from './built-in-views.ts';
import { isTime, wordsOfPart } from './chips.ts';
import { addable, optionsOf } from './parts.ts';
import { keyOf } from './typed-text.ts';

/** Which part gets a day's beginning or its end; a day without a word before it is both. */
export type Edge = {
  readonly from: OrderFilterName | null;
  readonly to: OrderFilterName | null;
  readonly day: 'beginning' | 'end' | 'whole';
};

export type Meaning =
  | { readonly is: 'filter'; readonly filter: OrderFilter }
  /** Its values may follow. */
  | { readonly is: 'part'; readonly part: OrderFilterName }
  | { readonly is: 'time'; readonly edge: Edge }
  | { readonly is: 'unclear'; readonly parts: readonly OrderFilterName[] }
  | { readonly is: 'not' } | { readonly is: 'or' } | { readonly is: 'filler' };

export type Vocabulary = {
  readonly phrases: ReadonlyMap<string, Meaning>;
  /** The values of each part after words that name it; several where a name is cut short. */
  readonly valuesOf: (part: OrderFilterName) => ReadonlyMap<string, readonly string[]>;
  /** Whether there is nothing to choose from: then any word is taken. */
  readonly isTyped: (part: OrderFilterName) => boolean;
  /** For a day that is said alone. */
  readonly times: Edge | null;
};

/** Their words mean a step or a stage as well, so they are read only after their own beginning. */
const onlyNamed: ReadonlySet<OrderFilterName> = new Set(['waitingOn', 'entered', 'left']);

const isOpposite = (part: OrderFilterName): boolean => /^not[A-Z]/.test(part);

const isGiven = (part: OrderFilterName): boolean => wordsOfPart[part] === undefined;

export function vocabularyOf(
  names: Names, parts: readonly OrderFilterName[] = addable,
): Vocabulary {
  const values = new Map(parts.map((part) => [part, valuesIn(part, names)]));
  const edges = edgesIn(parts);
  const phrases = new Map<string, Meaning>();
  // What was said first stands: nothing takes the place of a value or of a chip's own words.
  const say = (text: string, meaning: Meaning) => {
    const key = keyOf(text);
    if (key !== '' && !phrases.has(key)) phrases.set(key, meaning);
  };
  const bare = parts.filter((part) => !onlyNamed.has(part) && !isOpposite(part)
    && !isYesNo(part));
  sayAll(say, wholeNames(bare, names));
  for (const part of parts.filter((one) => !isTime(one))) {
    for (const text of beginningsOf(part)) say(text, { is: 'part', part });
  }
  for (const [text, filter] of Object.entries(alsoSaid)) say(text, { is: 'filter', filter });
  for (const [text, part] of Object.entries(alsoParts)) say(text, { is: 'part', part });
  for (const [text, edge] of edges.phrases) say(text, { is: 'time', edge });
  for (const { name, filter } of builtInViews) {
    if (Object.keys(filter).length > 0) say(name, { is: 'filter', filter });
  }
  for (const text of joining.not) say(text, { is: 'not' });
  for (const text of joining.or) say(text, { is: 'or' });
  for (const text of joining.filler) say(text, { is: 'filler' });
  sayAll(say, cutNames(bare, values));
  return {
    phrases, times: edges.bare,
    valuesOf: (part) => values.get(part) ?? new Map(),
    isTyped: (part) => !isTime(part) && optionsOf(part, names).length === 0,
  };
}

type Say = (text: string, meaning: Meaning) => void;
type Readings = ReadonlyMap<string, ReadonlyMap<OrderFilterName, readonly string[]>>;

function sayAll(say: Say, readings: Readings): void {
  for (const [text, found] of readings) {
    const filter = Object.fromEntries([...found].map(([part, said]) => [part, said.join(',')]));
    say(text, found.size === 1 ? { is: 'filter', filter }
      : { is: 'unclear', parts: [...found.keys()] });
  }
}

/** Every value said in full. Words of ours that two parts have belong to the first. */
function wholeNames(parts: readonly OrderFilterName[], names: Names): Readings {
  const readings = new Map<string, Map<OrderFilterName, string[]>>();
  for (const part of parts) {
    for (const { value, label } of optionsOf(part, names)) {
      const found = readings.get(keyOf(label)) ?? new Map<OrderFilterName, string[]>();
      const isTaken = !isGiven(part) && [...found.keys()].some((one) => !isGiven(one));
      // "late" alone is more than the value of that name.
      if (isTaken || Object.hasOwn(alsoSaid, keyOf(label))) continue;
      found.set(part, [...found.get(part) ?? [], value]);
      readings.set(keyOf(label), found);
    }
  }
  return readings;
}

/** The beginnings of names that people gave: "shopify" of shopify-uk and shopify-de. */
function cutNames(
  parts: readonly OrderFilterName[],
  values: ReadonlyMap<OrderFilterName, ReadonlyMap<string, readonly string[]>>,
): Readings {
  const readings = new Map<string, Map<OrderFilterName, readonly string[]>>();
  for (const part of parts.filter(isGiven)) {
    for (const [text, said] of values.get(part) ?? []) {
      readings.set(text, (readings.get(text) ?? new Map()).set(part, said));
    }
  }
  return readings;
}

/** By each way to say them: as they stand, without an article, and names cut short. */
function valuesIn(
  part: OrderFilterName, names: Names,
): ReadonlyMap<string, readonly string[]> {
  const whole = new Map<string, string[]>();
  const cut = new Map<string, string[]>();
  const put = (into: Map<string, string[]>, key: string, value: string) => {
    if (key !== '') into.set(key, [...into.get(key) ?? [], value]);
  };
  for (const { value, label } of optionsOf(part, names)) {
    const key = keyOf(label);
    put(whole, key, value);
    if (!isGiven(part)) {
      if (withoutArticle(key) !== key) put(whole, withoutArticle(key), value);
      continue;
    }
    const said = key.split(' ');
    for (let count = 1; count < said.length; count += 1) {
      put(cut, said.slice(0, count).join(' '), value);
    }
  }
  return new Map([...cut, ...whole]);
}

const startsWithArticle = new RegExp(`^(?:${joining.article.join('|')}) `);
const withoutArticle = (key: string): string => key.replace(startsWithArticle, '');

/** Said by itself it is a yes. */
export const isYesNo = (part: OrderFilterName): boolean => wordsOfPart[part] === words.orders.yesNo;

/** "stage is" and "stage"; "the carrier is known" and "carrier is known". */
function beginningsOf(part: OrderFilterName): readonly string[] {
  const whole = keyOf(words.orders.begins[part]);
  const short = isOpposite(part) ? whole
    : whole.replace(new RegExp(` ${joining.is}$`), '');
  return [...new Set([whole, short, withoutArticle(whole), withoutArticle(short)])];
}

type Edges = { readonly bare: Edge | null; readonly phrases: readonly (readonly [string, Edge])[] };

/** "first heard of since" is a stem with a word for an edge, and takes the like words as well. */
function edgesIn(parts: readonly OrderFilterName[]): Edges {
  const stems = new Map<string, { from: OrderFilterName | null; to: OrderFilterName | null }>();
  // A word for an edge alone belongs to the part whose chip says it, else to the first part.
  const alone: (readonly [string, Edge])[] = [];
  for (const part of parts.filter(isTime)) {
    const said = keyOf(words.orders.begins[part]).split(' ');
    const edge = said.at(-1) ?? '';
    const side = sideOf(edge);
    if (side === null) continue;
    const stem = said.slice(0, -1).join(' ');
    alone.push([edge, { from: null, to: null, [side]: part, day: dayOf(side, edge) }]);
    stems.set(stem, { ...stems.get(stem) ?? { from: null, to: null }, [side]: part });
  }
  const [first] = stems.values();
  const bare: Edge | null = first === undefined ? null : { ...first, day: 'whole' };
  return {
    bare,
    phrases: [...[...stems].flatMap(([stem, both]) => phrasesOf(`${stem} `, both)
      .concat([[stem, { ...both, day: 'whole' }]])),
    ...alone, ...(first === undefined ? [] : phrasesOf('', first))],
  };
}

const sides = ['from', 'to'] as const;
const dayOf = (side: 'from' | 'to', word: string): Edge['day'] =>
  edgeWords[side].beginning.some((one) => one === word) ? 'beginning' : 'end';
const edgesOf = (side: 'from' | 'to'): readonly string[] =>
  [...edgeWords[side].beginning, ...edgeWords[side].end];
const sideOf = (word: string) => sides.find((side) => edgesOf(side).includes(word)) ?? null;

function phrasesOf(
  stem: string, both: Pick<Edge, 'from' | 'to'>,
): (readonly [string, Edge])[] {
  return sides.filter((side) => both[side] !== null).flatMap((side) =>
    edgesOf(side).map((word): readonly [string, Edge] => [`${stem}${word}`, {
      from: null, to: null, [side]: both[side],
      day: dayOf(side, word),
    }]));
}
