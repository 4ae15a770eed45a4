/**
 * The log is read by more people than the orders are, and goes to other places. What it says of
 * faults is in the words of programs, and these quote what they tripped over: a name, a street, a
 * row of a table. Whatever stands in quotation marks or brackets of values is left out here, and
 * so are e-mail addresses and telephone numbers. The words of other systems are not logged at all:
 * they stand with the connection or the order, for those who may read these.
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
  [/[^\s@<>()/]+@[^\s@<>()/]+\.[a-z]{2,}/gi, '…@…'],
  [/(?<![\p{L}\d.:/-])(?:\+|0)\d(?:[ ()-]{0,2}\d){6,14}(?!\d)/gu, '…'],
];

/**
 * Nobody reads further, and a search for an address in one long word looks at its rest from every
 * letter: 70,000 letters would hold up everything for seconds.
 */
const longest = 4_000;

const hide = (text: string): string =>
  hidden.reduce((so, [pattern, shown]) => so.replaceAll(pattern, shown), text);

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
