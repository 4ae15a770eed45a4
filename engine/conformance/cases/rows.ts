/** What a row says arrives: no more, no less, and no row is lost for the sake of another. */
import type { FeedManifest, Seen } from '../../src/contract/connector.ts';
import { identityOf, now, openOn, saysExactly, window } from '../bench.ts';
import { hold, holdEqual, type Asked, type Case, type FeedGiven } from '../case.ts';
import {
  isPolluted, isStorable, names, numbersAsText, sums, textsIn, unstorable, weights,
  withHostileKeys, withMore, withNulls,
} from '../odd-values.ts';
import { lookOnce, pageOf, readAll, rowsOf } from '../reading.ts';

const needs = 'a feed';
const of = 'feed';
const showsLabels = {
  needs: 'a feed that shows labels',
  isAsked: ({ declared }: Asked<FeedManifest>) => declared.shows.includes('label'),
};

const look = async (given: FeedGiven, rows: readonly unknown[]) =>
  pageOf((await lookOnce(given, given.of.list(rows))).said);

/** Seen row by row: every row must be seen, in order. */
const seenOf = async (given: FeedGiven, rows: readonly unknown[]): Promise<readonly Seen[]> => {
  const { seen, unreadable, end } = await readAll(given, () => given.of.list(rows));
  holdEqual(end, 'complete', 'how the look ended');
  holdEqual(unreadable, [], 'rows that could not be read');
  holdEqual(seen.length, rows.length, 'rows seen');
  return seen;
};

const labelsOf = (seen: readonly Seen[]) => seen.map((one) => {
  hold(one.kind === 'label', `a row is seen as ${one.kind}`);
  return one.label;
});

/** Read as it was, or named as unreadable: never read as something else. */
const sameOrNamed = async (
  given: FeedGiven,
  change: (row: unknown) => unknown,
  what: string,
): Promise<void> => {
  const rows = rowsOf(given, 4);
  const plain = await seenOf(given, rows);
  const { seen, unreadable, next } = await look(given, rows.map(change));
  holdEqual(seen.length + unreadable.length, rows.length, `rows seen or named, ${what}`);
  holdEqual(next, null, `the only page, ${what}`);
  for (const one of seen) {
    holdEqual(one, plain.find((other) => identityOf(other) === identityOf(one)), what);
  }
};

export const rowCases: readonly Case[] = [
  {
    name: 'rows.unreadable', needs, of,
    promise: 'a row that cannot be read is named and spoils no other',
    async check(given) {
      const rows = [given.of.row(0), given.of.spoilt(1), given.of.row(2), given.of.row(3)];
      const { seen, unreadable, next } = await look(given, rows);
      holdEqual(seen.length, 3, 'readable rows seen beside an unreadable one');
      holdEqual(unreadable.length, 1, 'rows named as unreadable');
      hold(unreadable.every((words) => words.trim() !== ''), 'an unreadable row has no words');
      holdEqual(next, null, 'the only page');
    },
  },
  {
    name: 'rows.unknown-word', needs, of,
    promise: 'a status or carrier that nobody has heard of survives with its text',
    async check(given) {
      const words = ['teleported', '__proto__', 'constructor', 'Ünbekannt 📦'];
      const seen = await seenOf(given, words.map((word, i) => given.of.row(i, { word })));
      for (const [i, word] of words.entries()) {
        hold(saysExactly(seen[i], word), `the word ${word} is not to be found in what was seen`);
      }
    },
  },
  {
    name: 'rows.seen-again', needs, of,
    promise: 'a row seen again, older or newer, is passed on as it came: the core decides',
    async check(given) {
      const copies = ['newer', 'older', 'newer', 'oldest'].map((name) => given.of.row(0, { name }));
      const seen = await seenOf(given, copies);
      for (const [i, name] of ['newer', 'older', 'newer', 'oldest'].entries()) {
        hold(saysExactly(seen[i], name), `the ${name} copy of a row was swallowed`);
      }
      let row = copies[0];
      const { session } = openOn(given.kit, (request) => given.of.list([row])(request));
      for (const [i, name] of ['newer', 'older', 'newer', 'oldest'].entries()) {
        row = copies[i];
        const said = pageOf(await session.look({ feed: given.name, ...window, page: null }, now));
        hold(saysExactly(said.seen[0], name), `the ${name} copy was swallowed by a later look`);
      }
    },
  },
  {
    name: 'rows.nulls', needs, of,
    promise: 'empty entries in lists take nothing with them',
    async check(given) {
      const rows = rowsOf(given, 3);
      const plain = await seenOf(given, rows);
      const inside = await seenOf(given, rows.map(withNulls));
      holdEqual(inside, plain, 'rows with empty entries in their lists');
      const { seen, next } = await look(given, [null, rows[0], null, null, rows[1], rows[2], null]);
      holdEqual(seen, plain, 'rows between empty ones');
      holdEqual(next, null, 'the only page');
    },
  },
  {
    name: 'rows.numbers-as-text', needs, of,
    promise: 'a number that comes as text is the same number, or is named',
    check: (given) => sameOrNamed(given, numbersAsText, 'with numbers as text'),
  },
  {
    name: 'rows.more-fields', needs, of,
    promise: 'members that were added later change nothing',
    async check(given) {
      const rows = rowsOf(given, 4);
      const grown = await seenOf(given, rows.map(withMore));
      holdEqual(grown, await seenOf(given, rows), 'rows with members of tomorrow');
    },
  },
  {
    name: 'rows.hostile-keys', needs, of,
    promise: 'keys such as __proto__ write nowhere and change no row',
    async check(given) {
      await sameOrNamed(given, withHostileKeys, 'with hostile keys');
      hold(!isPolluted(), 'the prototype of all objects was written to');
    },
  },
  {
    name: 'rows.names', needs, of,
    promise: 'names arrive letter by letter, in whatever writing',
    async check(given) {
      const seen = await seenOf(given, names.map((name, i) => given.of.row(i, { name })));
      for (const [i, name] of names.entries()) {
        hold(saysExactly(seen[i], name), `the name ${JSON.stringify(name)} did not arrive`);
      }
    },
  },
  {
    name: 'rows.storable', needs, of,
    promise: 'what no database can hold is not passed on, and costs no row',
    async check(given) {
      const rows = unstorable.flatMap((text, i) => [
        given.of.row(2 * i, { name: text }), given.of.row(2 * i + 1, { word: text }),
      ]);
      const { seen, unreadable } = await look(given, rows);
      holdEqual(seen.length + unreadable.length, rows.length, 'rows seen or named');
      const bad = textsIn([seen, unreadable]).filter((text) => !isStorable(text));
      holdEqual(bad, [], 'texts that no database can hold');
    },
  },
  {
    name: 'rows.money', ...showsLabels, of,
    promise: 'money is exact to the minor unit, halves going away from zero',
    async check(given) {
      const rows = sums.map(([cost], i) => given.of.row(i, { cost }));
      for (const as of [(row: unknown) => row, numbersAsText]) {
        const labels = labelsOf(await seenOf(given, rows.map(as)));
        for (const [i, [cost, minor]] of sums.entries()) {
          holdEqual(labels[i]?.cost.amount, minor, `a cost of ${cost} in minor units`);
        }
      }
    },
  },
  {
    name: 'rows.weight', ...showsLabels, of,
    promise: 'weights are whole grams, whatever the unit; an unknown unit is no weight',
    async check(given) {
      const units = given.of.weightUnits ?? {};
      const known = weights.filter(([unit]) => units[unit] !== undefined);
      hold(known.length > 0, 'the kit names no unit of weight of a feed that shows labels');
      const labels = labelsOf(await seenOf(given, known.map(([unit, value], i) =>
        given.of.row(i, { weight: { value, unit: units[unit] ?? '' } }))));
      for (const [i, [unit, value, grams]] of known.entries()) {
        holdEqual(labels[i]?.weightGrams, grams, `${String(value)} ${unit} in grams`);
      }
      for (const unit of ['stones', 'constructor', '__proto__', '']) {
        const { seen } = await look(given, [given.of.row(0, { weight: { value: 3, unit } })]);
        for (const label of labelsOf(seen)) {
          holdEqual(label.weightGrams, null, `three ${JSON.stringify(unit)} in grams`);
        }
      }
    },
  },
];
