/**
 * What an unmapped word for a service most likely means, from the words that are mapped and from
 * what orders with those words went as. A suggestion for a person: nothing is ever mapped by it.
 */
import type { ServiceMapping } from './policy.ts';

/** How many older orders with a word of the warehouse were labelled by a carrier and service. */
export type WentAs = {
  readonly says: string;
  readonly carrier: string;
  readonly service: string | null;
  readonly orders: number;
};

export type ServiceSuggestion = {
  /** The row that would be added, for the word that has none. */
  readonly mapping: ServiceMapping;
  /** The known word that it is taken from. */
  readonly like: string;
  /** From 0 to 1. */
  readonly score: number;
  readonly isSure: boolean;
  /** Older orders with the known word that got a label, and those that went as it is mapped. */
  readonly older: number;
  readonly agreeing: number;
};

const leastScore = 0.7;
const leastLead = 0.05;
/** What is less alike than this is no suggestion. */
const worthSaying = 0.3;
/** Fewer orders than this, or less agreement, are no proof of what a word means. */
const fewestOrders = 5;
const leastAgreement = 0.95;
const mostShown = 3;

/** The likeliest first, each meaning once. */
export const suggestServices = (
  says: string,
  known: readonly ServiceMapping[],
  history: readonly WentAs[],
): readonly ServiceSuggestion[] => {
  const ranked = known
    .filter((row) => row.says !== says)
    .map((row) => weigh(says, row, history))
    .toSorted((one, other) => other.score - one.score || (one.like < other.like ? -1 : 1));
  const meanings = new Map<string, Weighed>();
  for (const one of ranked) {
    if (!meanings.has(meaningOf(one.mapping))) meanings.set(meaningOf(one.mapping), one);
  }
  const distinct = [...meanings.values()];
  const lead = (distinct[0]?.score ?? 0) - (distinct[1]?.score ?? 0);
  return distinct.filter(({ score }) => score >= worthSaying).slice(0, mostShown)
    .map((one, index) => ({
      ...one,
      isSure: index === 0 && one.score >= leastScore && lead >= leastLead &&
        one.older >= fewestOrders && one.agreeing / one.older >= leastAgreement,
    }));
};

type Weighed = Omit<ServiceSuggestion, 'isSure'>;

const weigh = (
  says: string,
  row: ServiceMapping,
  history: readonly WentAs[],
): Weighed => {
  const lived = history.filter((one) => one.says === row.says);
  const count = (of: readonly WentAs[]): number => of.reduce((sum, one) => sum + one.orders, 0);
  const older = count(lived);
  const agreeing = count(lived.filter((one) => isAsMapped(row, one)));
  const trust = older === 0 ? 0.75 : agreeing / older;
  const score = Math.round(likeness(says, row.says) * trust * 100) / 100;
  return { mapping: { ...row, says }, like: row.says, score, older, agreeing };
};

const isAsMapped = (row: ServiceMapping, { carrier, service }: WentAs): boolean =>
  row.is === 'mapped'
    ? row.carrier === carrier && (service === null || row.service === service)
    : row.expect.includes(carrier);

const meaningOf = (row: ServiceMapping): string => JSON.stringify(
  row.is === 'mapped' ? [row.carrier, row.service, row.package] : row.expect);

/** Words that change what is promised: one that only one side has makes it another service. */
const weighty = new Set([
  's', 'sat', 'saturday', 'sun', 'sunday', 'sig', 'sign', 'signed', 'signature', 'i', 'int', 'intl',
  'international', 'eu', 'world', 'return', 'returns', 'economy', 'express', 'next', 'nextday',
  'am', 'pm', 'xl', 'large', 'letter', 'pallet', 'cod', 'age', 'frozen', 'chilled', 'insured',
]);

/**
 * How alike two words are, from 0 to 1: by their pairs of letters, halved where numbers differ
 * (24 is not 48) or where only one of them has a word that changes the promise.
 */
export const likeness = (one: string, other: string): number => {
  const [first, second] = [wordsOf(one), wordsOf(other)];
  const pairs = [pairsOf(first.join('')), pairsOf(second.join(''))] as const;
  const shared = pairs[0].filter((pair) => pairs[1].includes(pair)).length;
  const all = pairs[0].length + pairs[1].length;
  const alike = all === 0 ? 0 : Math.min(1, (2 * shared) / all);
  const isOtherNumber = numbersIn(first) !== numbersIn(second);
  const isOtherPromise = promisesIn(first) !== promisesIn(second);
  return alike * (isOtherNumber ? 0.5 : 1) * (isOtherPromise ? 0.5 : 1);
};

/** `DPD-12X` is `dpd`, `12`, `x`. */
const wordsOf = (text: string): readonly string[] =>
  text.normalize('NFKD').toLowerCase().match(/\d+|\p{L}+/gu) ?? [];

const pairsOf = (text: string): readonly string[] =>
  [...new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) =>
    text.slice(index, index + 2)))];

const numbersIn = (words: readonly string[]): string =>
  words.filter((word) => /^\d/.test(word)).map(Number).toSorted((a, b) => a - b).join(' ');

const promisesIn = (words: readonly string[]): string =>
  words.filter((word) => weighty.has(word)).toSorted().join(' ');
