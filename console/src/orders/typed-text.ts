/** A typed text as words, each with its place; capitals and punctuation do not matter. */
export type Word = {
  readonly word: string;
  readonly start: number;
  readonly end: number;
};

/** A day, a time and a name with signs in it: the first two stay whole, the last falls apart. */
const shapes = /\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|[\p{L}\p{N}]+/gu;

export const wordsIn = (text: string): readonly Word[] =>
  [...text.matchAll(shapes)].map(({ 0: found, index }) => ({
    word: found.toLowerCase(), start: index, end: index + found.length,
  }));

/** The same for what is looked up: "Royal_Mail" and "royal mail" are one. */
export const keyOf = (text: string): string => wordsIn(text).map(({ word }) => word).join(' ');

export const keyAt = (words: readonly Word[], from: number, count: number): string =>
  words.slice(from, from + count).map(({ word }) => word).join(' ');

export type Found<Value> = { readonly value: Value; readonly count: number };

/** The longest run of words from there on that is known. */
export function longest<Value>(
  known: ReadonlyMap<string, Value>, words: readonly Word[], from: number,
): Found<Value> | null {
  for (let count = Math.min(longestPhrase, words.length - from); count > 0; count -= 1) {
    const value = known.get(keyAt(words, from, count));
    if (value !== undefined) return { value, count };
  }
  return null;
}

/** Longer than any words of ours; names of carriers' services are shorter still. */
const longestPhrase = 12;
