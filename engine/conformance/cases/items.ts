/** Items go out together and come back one by one: an outcome for each, in their order. */
import { AssertionError } from 'node:assert';
import { fates, holdAll, itemsOf, now, openOn, sizesOf } from '../bench.ts';
import { Breach, hold, holdEqual, type Case } from '../case.ts';
import { isPolluted, numbersAsText, withHostileKeys, withMore, withNulls } from '../odd-values.ts';
import { callCount, changed, perform, writes } from '../performing.ts';
import { holdAsDeclared } from '../soundness.ts';

const needs = 'an operation';
const of = 'operation';

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};

/** Which of so many are turned down: the first, the last, some, all. */
const refusals = (count: number): readonly ReadonlySet<number>[] => [
  new Set([0]), new Set([count - 1]), new Set([0, count - 1]),
  new Set(Array.from({ length: count }, (_, i) => i).filter((i) => i % 3 === 1)),
  new Set(Array.from({ length: count }, (_, i) => i)),
];

export const itemCases: readonly Case[] = [
  {
    name: 'items.well-received', needs, of,
    promise: 'what is well received is done, each item of it, at the declared cost',
    async check(given) {
      for (const count of sizesOf(given)) {
        const { performed, requests } = await perform(given, itemsOf(given, count));
        holdEqual(fates(performed), itemsOf(given, count).map(() => 'done'), 'fates');
        holdEqual(performed.unanswered, null, 'a closed door that was not');
        holdAsDeclared(requests, given.declared);
        holdEqual(requests.length, callCount(given), 'calls');
      }
    },
  },
  {
    name: 'items.none', needs, of,
    promise: 'nothing to do is no call',
    async check(given) {
      const { performed, requests } = await perform(given, []);
      holdEqual(performed, { outcomes: [], unanswered: null }, 'nothing to do');
      holdEqual(requests.length, 0, 'calls for nothing');
    },
  },
  {
    name: 'items.over-limit', needs, of,
    promise: 'more items than declared is a bug of the caller, found before the wire',
    async check(given) {
      const { session, requests } = openOn(given.kit, given.of.good());
      let because: unknown = null;
      try {
        await session.perform(itemsOf(given, given.declared.batchSize + 1), now);
      } catch (thrown) {
        because = thrown;
      }
      hold(because instanceof Breach && because.cause instanceof AssertionError,
        'more items than declared are taken');
      holdEqual(requests.length, 0, 'calls with too many items');
    },
  },
  {
    name: 'items.untouched', needs, of,
    promise: 'items are read and never written to',
    async check(given) {
      const items = itemsOf(given, given.declared.batchSize).map(frozen);
      const before = structuredClone(items);
      const { performed } = await perform(given, Object.freeze(items));
      holdAll(performed, 'done', 'items that cannot be written to');
      holdEqual(items, before, 'the items afterwards');
    },
  },
  {
    name: 'items.partly-refused', needs: 'an operation that takes several items', of,
    isAsked: ({ declared }) => declared.batchSize > 1,
    promise: 'each item of a batch has its own fate, in the order of the items, in their words',
    async check(given) {
      const { partly } = given.of;
      hold(partly !== undefined, 'the kit does not say how a part of a batch is refused');
      for (const count of sizesOf(given).filter((one) => one > 1)) {
        for (const refused of refusals(count)) {
          const no = 'Not on a Sunday';
          const { performed } = await perform(given, itemsOf(given, count), partly(refused, no));
          const promised = Array.from({ length: count }, (_, i) =>
            (refused.has(i) ? 'refused' : 'done'));
          const what = `${String(refused.size)} of ${String(count)} refused`;
          holdEqual(fates(performed), promised, what);
          for (const one of performed.outcomes) {
            if (one.is !== 'refused') continue;
            hold(one.text.includes(no), `a refusal in other words than theirs: ${one.text}`);
            hold(one.code !== '', 'a refusal without a code');
          }
        }
      }
    },
  },
  {
    name: 'items.own-answers', needs, of,
    promise: 'the answers that are this system’s own mean what its kit says',
    async check(given) {
      const { answers } = given.of;
      hold(answers.some(({ becomes }) => becomes.includes('refused')),
        'the kit does not say how this system says no');
      for (const { title, items, answer, becomes } of answers) {
        const { performed, requests } = await perform(given, itemsOf(given, items), answer);
        holdEqual(fates(performed), becomes, title);
        holdAsDeclared(requests, given.declared);
        for (const one of performed.outcomes) {
          if (one.is === 'refused') hold(one.text !== '' && one.code !== '', `${title}: no words`);
        }
      }
    },
  },
  {
    name: 'items.repeatable', needs, of,
    promise: 'the same items at the same time are asked for in the same words',
    async check(given) {
      const items = itemsOf(given, given.declared.batchSize);
      const one = await perform(given, items);
      const other = await perform(given, items);
      holdEqual(other, one, 'the same, done a second time');
    },
  },
  ...[
    { name: 'nulls', change: withNulls, promise: 'empty entries in their lists' },
    { name: 'numbers-as-text', change: numbersAsText, promise: 'numbers that come as text' },
    { name: 'more-fields', change: withMore, promise: 'members that were added later' },
    { name: 'hostile-keys', change: withHostileKeys, promise: 'keys such as __proto__' },
  ].map(({ name, change, promise }): Case => ({
    name: `items.${name}`, needs, of,
    promise: `${promise} change neither what is written nor what comes of it`,
    async check(given) {
      const items = itemsOf(given, given.declared.batchSize);
      const plain = await perform(given, items);
      const odd = await perform(given, items, changed(given.of.good(), change));
      holdEqual(fates(odd.performed), fates(plain.performed), 'fates');
      holdEqual(writes(given, odd.requests), writes(given, plain.requests), 'what was written to');
      if (name === 'numbers-as-text') {
        const bodies = ({ requests }: typeof plain) => requests.map(({ body }) =>
          numbersAsText(body === null ? null : JSON.parse(body)));
        holdEqual(bodies(odd), bodies(plain), 'what was written');
      }
      hold(!isPolluted(), 'the prototype of all objects was written to');
    },
  })),
];
