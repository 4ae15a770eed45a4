/**
 * The log is read by more people than the orders are, and goes to other places. What it says of
 * faults is in the words of programs, and these quote what they tripped over: a name, a street, a
 * row of a table. Whatever stands in quotation marks or brackets of values is left out here, and
 * so is what has the shape of an e-mail address, a telephone number, a postcode or a secret.
 * Numbers of orders and parcels, times and amounts stay: people look for them. The words of other
 * systems are not logged at all: they stand with the connection or the order, for those who may
 * read these.
 */
import type { Log } from './loop/surroundings.ts';

/** From the first mark to the last: between two quotations there may be more of it. */
const hidden: readonly (readonly [RegExp, string])[] = [
  [/"[^]*"/g, '"…"'],
  [/“[^]*”/g, '“…”'],
  [/`[^]*`/g, '`…`'],
  [/(?<![\p{L}\d])'[^]*'(?![\p{L}\d])/gu, "'…'"],
  // One that is never closed was cut off.
  [/(?<!…)["“](?!…)[^]*$/g, '"…'],
  [/(contains |=|values? )\([^]*(?:\)|$)/gi, '$1(…)'],
  // Name and password of an address.
  [/\/\/[^\s/@]+@/g, '//…@'],
  [/[^\s@<>()/]+@[^\s@<>()/]+\.[a-z]{2,}/gi, '…@…'],
  [/\b([Bb]earer|[Bb]asic)\s+(?=[\w.~+/-]*(?:[\d=]|[a-z][A-Z]))[\w.~+/=-]{6,}/g, '$1 …'],
  [new RegExp(
    '\\b(password|passwd|pwd|[a-z_-]*(?:secret|token)|api[_-]?key|access[_-]?key|signature)' +
    '(\\s?[=:]\\s?)(?!…)[^\\s,;&]+', 'gi'), '$1$2…'],
  // With its country; with its area; by pairs; in one word, shorter than a carrier's number.
  [/(?<![\p{L}\d.:/-])\+\d(?:[ ()-]{0,2}\d){6,14}(?!\d)/gu, '…'],
  [new RegExp(
    String.raw`(?<![\p{L}\d.:/-])(?=\(?0(?:[ ()-]{0,2}\d){8})` +
    String.raw`\(?0\d{2,4}\)?(?:[ -]{1,2}\d{2,8}){1,4}(?![\d:])`, 'gu'), '…'],
  [/(?<![\p{L}\d.:/-])0\d(?: \d\d){4}(?![\d:])/gu, '…'],
  [/(?<![\p{L}\d.:/-])0\d{9,10}(?![\p{L}\d:/-])/gu, '…'],
  [/(?<![\p{L}\d.:/-])(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\d-])/gu, '…'],
  [/\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/g, '…'],
];

/** Words as long as this are keys and hashes where letters of all kinds follow each other. */
const longWord = /[\w+/=-]{28,}/g;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const changes = /[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g;

/** Names and paths hold together, and what carriers print has no small letters. */
const isSecret = (word: string): boolean =>
  /[a-z]/.test(word) && !uuid.test(word) &&
  (word.match(changes)?.length ?? 0) * 5 >= word.length;

/**
 * Nobody reads further, and a search for an address in one long word looks at its rest from every
 * letter: 70,000 letters would hold up everything for seconds.
 */
const longest = 4_000;

const hide = (text: string): string =>
  hidden.reduce((so, [pattern, shown]) => so.replaceAll(pattern, shown), text)
    .replaceAll(longWord, (word) => (isSecret(word) ? '…' : word));

/** The lines of a stack are ours, each for itself; before them what is quoted may have any. */
export const discreetText = (text: string): string => {
  const short = text.length <= longest ? text : `${text.slice(0, longest)}…`;
  const [words = '', ...stack] = short.split(/(?=\n {4}at )/);
  return [hide(words), ...stack.map(hide)].join('');
};

const discreet = (value: unknown): unknown => {
  if (typeof value === 'string') return discreetText(value);
  if (Array.isArray(value)) return value.map(discreet);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, discreet(one)]));
};

export const discreetLog = (log: Log): Log => (message, values) => {
  log(message, Object.fromEntries(
    Object.entries(values).map(([key, one]): [string, unknown] => [key, discreet(one)])));
};
