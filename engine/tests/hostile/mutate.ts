/** Makes an input worse: somewhere inside of a good value, then perhaps in its very text. */
import type { Dice } from './dice.ts';
import { dates, memberNames, nested, numbers, rawNumbers, texts } from './values.ts';

/** Words that the API itself knows; a wrong one in the right place goes deepest. */
export type Words = readonly string[];

type Step = string | number;

/** A copy of the value with one place in it changed. */
export const mutated = (dice: Dice, value: unknown, words: Words): unknown => {
  const path = dice.any(placesIn(value)) ?? [];
  return changeAt(value, path, (found) => worse(dice, found, words));
};

const placesIn = (value: unknown, here: readonly Step[] = []): (readonly Step[])[] => {
  if (typeof value !== 'object' || value === null) return [here];
  const inside = Array.isArray(value)
    ? value.slice(0, 20).flatMap((one: unknown, index) => placesIn(one, [...here, index]))
    : Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
        placesIn(one, [...here, key]));
  return [here, ...inside];
};

const gone = Symbol('gone');

const changeAt = (
  value: unknown, [step, ...rest]: readonly Step[], change: (value: unknown) => unknown,
): unknown => {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => index === step ? changeAt(one, rest, change) : one)
      .filter((one) => one !== gone);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value)
    .map(([key, one]: [string, unknown]) =>
      [key, key === step ? changeAt(one, rest, change) : one] as const)
    .filter(([, one]) => one !== gone));
};

const worse = (dice: Dice, value: unknown, words: Words): unknown => {
  if (dice.once(8)) return gone;
  // Of its own kind most of the time: what is refused at the door tries nothing behind it.
  if (dice.once(3)) return anything(dice);
  if (typeof value === 'string') return anotherText(dice, value, words);
  if (typeof value === 'number') return dice.once(2) ? dice.below(6) : dice.pick(numbers);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return anotherList(dice, value);
  if (typeof value === 'object' && value !== null) return withMember(dice, value);
  return anything(dice);
};

const isDate = /^\d{4}-\d\d-\d\dT/;

const anotherText = (dice: Dice, value: string, words: Words): string => {
  if (isDate.test(value)) return dice.pick(dates);
  switch (dice.below(6)) {
    case 0: case 1: return dice.any(words) ?? value;
    case 2: return value + dice.pick(texts);
    case 3: return dice.pick(texts) + value;
    case 4: return value.slice(0, dice.below(value.length + 1));
    default: return dice.pick(texts);
  }
};

const anotherList = (dice: Dice, value: readonly unknown[]): unknown[] => {
  switch (dice.below(7)) {
    case 0: return [];
    case 1: return [...value, ...value];
    case 2: return value.toReversed();
    case 3: return [...value, anything(dice)];
    case 4: return Array.from({ length: 1 + dice.below(5) }, (_, n) => value[n % value.length]);
    case 5: return dice.once(20) ? many(value, 10_000) : [...value, null];
    default: return dice.once(20) ? many(value, 1_001) : [value];
  }
};

const many = (value: readonly unknown[], length: number): unknown[] =>
  Array.from({ length }, () => value[0] ?? 0);

const withMember = (dice: Dice, value: object): unknown => {
  const name = dice.pick(memberNames);
  // Made by text: an own member of that name, as a reader of JSON would make it.
  const extra: unknown = JSON.parse(`{${JSON.stringify(name)}:${asText(anything(dice))}}`);
  const entries = [...Object.entries(value), ...Object.entries(Object(extra))];
  return Object.fromEntries(dice.once(2) ? entries : entries.toReversed());
};

const asText = (value: unknown): string => JSON.stringify(value) ?? 'null';

const anything = (dice: Dice): unknown => {
  switch (dice.below(10)) {
    case 0: return null;
    case 1: return dice.once(2);
    case 2: case 3: return dice.pick(numbers);
    case 4: return dice.pick(dates);
    case 5: return dice.pick([[], {}, [[]], [{}], { length: 3 }, { then: 1 }]);
    case 6: return nested(dice.pick([2, 30, 60, 500]));
    default: return dice.pick(texts);
  }
};

/** The text of a body, broken as a wire, a proxy or a hand-written client breaks it. */
export const brokenText = (dice: Dice, text: string): string | Buffer => {
  const at = dice.below(text.length + 1);
  const start = text.slice(0, at);
  const end = text.slice(at);
  switch (dice.below(14)) {
    case 0: return start;
    case 1: return start + dice.pick(['\0', '"', '{', ']', ',', ':', '\\', '\ufeff']) + end;
    case 2: return Buffer.concat([
      Buffer.from(start),
      Buffer.from(dice.pick([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf5, 0x80]])),
      Buffer.from(end)]);
    case 3: return `\ufeff${text}`;
    case 4: return Buffer.from(text, 'utf16le');
    case 5: return text.replace(/:\s*-?\d[\d.]*/, `:${dice.pick(rawNumbers)}`);
    case 6: return text.replace('{', `{"__proto__":{"isAdmin":true},`);
    case 7: return text.replace('{', `{"constructor":{"prototype":{"isAdmin":true}},`);
    case 8: return text.replace(/\{("[^"]{1,40}"):/, `{$1:${dice.pick(rawNumbers)},$1:`);
    case 9: return text.replace(/\{("[^"]{1,40}"):/, '{$1:null,$1:');
    case 10: return `${'['.repeat(3_000)}${text}${']'.repeat(3_000)}`;
    case 11: return `${text}${text}`;
    case 12: return `${' '.repeat(20_000)}${text}`;
    default: return text.replaceAll('"', '\'');
  }
};
