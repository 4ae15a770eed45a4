/**
 * The promises of a connector's contract, tried on one connector. The kit plays the other side
 * through a stand-in wire; what a connector can do is read from its manifest, and what it is
 * excused from is named with a reason.
 */
import { AssertionError } from 'node:assert';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  Connector, ItemOutcome, OperationManifest, Session,
} from '../src/contract/connector.ts';
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import type { Action } from '../src/core/model/decision.ts';
import { instant } from '../src/core/model/instant.ts';
import { misbehaviours } from './misbehaviours.ts';
import { standIn } from './stand-in.ts';

export type OperationKit = {
  readonly item: (number: number) => Action;
  /** A healthy other side that does everything asked. It may remember: each test has its own. */
  readonly good: () => (request: WireRequest) => WireAnswer;
  /** What makes a repeated call the same to the other side; read from a request that writes. */
  readonly naturalKeys: (request: WireRequest) => readonly string[];
  /** Answers of this system's own, with what must come of them. */
  readonly answers: readonly {
    readonly title: string;
    readonly items: number;
    readonly answer: (request: WireRequest) => WireAnswer;
    readonly becomes: readonly ItemOutcome['is'][];
  }[];
};

export type FeedKit = {
  /** A page of so many readable rows, the last one. */
  readonly page: (rows: number) => WireAnswer;
  /** Three rows, of which the middle one cannot be read. */
  readonly spoilt: WireAnswer;
};

export type Kit = {
  readonly connector: Connector;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Every text that must never be stored or shown, in each of its spellings. */
  readonly secrets: readonly string[];
  readonly operations: Readonly<Record<string, OperationKit>>;
  readonly feeds: Readonly<Record<string, FeedKit>>;
  readonly excused?: {
    /** Why an answer without content may count as done. */
    readonly doneOnAnySuccess?: string;
  };
};

const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));
const window = { from: instant(now - 600_000), to: now, page: null };

export const conformance = (kit: Kit): void => {
  const { manifest } = kit.connector;

  const opened = (answer: (request: WireRequest) => WireAnswer) => {
    const { wire, requests } = standIn(answer);
    const session = kit.connector.open(kit.settings, wire);
    if (session.is === 'refused') throw new Error(JSON.stringify(session.problems));
    return { session: session.session, requests };
  };

  const expectNoSecret = (value: unknown): void => {
    const text = JSON.stringify(value);
    for (const secret of kit.secrets) expect(text).not.toContain(secret);
  };

  /** Each bounded in time, no secret where it would be logged, and nothing left ticking. */
  const expectSoundCalls = (requests: readonly WireRequest[]): void => {
    for (const { url, purpose, body, timeoutMilliseconds } of requests) {
      expectNoSecret({ url, purpose, body });
      expect(purpose).not.toBe('');
      expect(timeoutMilliseconds).toBeGreaterThan(0);
    }
    expect(vi.getTimerCount()).toBe(0);
  };

  const expectOneCall = (requests: readonly WireRequest[]): void => {
    expect(requests).toHaveLength(1);
    expectSoundCalls(requests);
  };

  /** No more calls and no longer than the manifest says, all of them together. */
  const expectAsDeclared = (
    requests: readonly WireRequest[],
    declared: OperationManifest,
  ): void => {
    expectSoundCalls(requests);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.length).toBeLessThanOrEqual(declared.costInCalls);
    const longest = requests.reduce((sum, one) => sum + one.timeoutMilliseconds, 0);
    expect(longest).toBeLessThanOrEqual(declared.timeoutMilliseconds);
  };

  describe(`the contract, kept by ${manifest.connector}`, () => {
    // With a stopped clock, whoever sleeps never comes back.
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    describe('manifest', () => {
      test('the kit tries all that the manifest declares, and no more', () => {
        expect(Object.keys(kit.operations)).toEqual(Object.keys(manifest.operations));
        expect(Object.keys(kit.feeds)).toEqual(manifest.feeds.map((one) => one.feed));
      });

      test('opening makes no call', () => {
        expect(opened(() => ({ is: 'silence', reason: '' })).requests).toEqual([]);
      });

      test('every secret setting is marked as one', () => {
        const marked = manifest.settings.filter((one) => one.isSecret);
        expect(kit.secrets).toEqual(
          expect.arrayContaining(marked.map(({ path }) => valueAt(kit.settings, path))),
        );
      });

      test('a missing required setting is refused at its path, and an unknown one too', () => {
        const { wire } = standIn(() => ({ is: 'silence', reason: '' }));
        for (const { path, isRequired } of manifest.settings) {
          if (!isRequired) continue;
          const answer = kit.connector.open(without(kit.settings, path), wire);
          expect(answer).toMatchObject({ is: 'refused', problems: [{ path }] });
          expectNoSecret(answer);
        }
        const answer = kit.connector.open({ ...kit.settings, typo: 'x' }, wire);
        expect(answer).toMatchObject({ is: 'refused', problems: [{ path: 'typo' }] });
        expectNoSecret(answer);
      });
    });

    for (const [name, operation] of Object.entries(kit.operations)) {
      const declared = new Map(Object.entries(manifest.operations)).get(name);
      if (declared === undefined) continue;
      const sizes = [...new Set([1, Math.min(2, declared.batchSize), declared.batchSize])];
      const itemsOf = (count: number) => Array.from({ length: count }, (_, i) => operation.item(i));

      describe(`operation ${name}`, () => {
        test.each(sizes)('%i well received: each done, at the declared cost', async (count) => {
          const { session, requests } = opened(operation.good());
          const { outcomes, unanswered } = await session.perform(itemsOf(count), now);
          expect(outcomes.map((one) => one.is)).toEqual(itemsOf(count).map(() => 'done'));
          expect(unanswered).toBeNull();
          expectAsDeclared(requests, declared);
          expect(requests).toHaveLength(declared.costInCalls);
        });

        test.each(operation.answers)('$title', async ({ items, answer, becomes }) => {
          const { session, requests } = opened(answer);
          const { outcomes } = await session.perform(itemsOf(items), now);
          expect(outcomes.map((one) => one.is)).toEqual(becomes);
          expectAsDeclared(requests, declared);
        });

        const bad = misbehaviours(kit.secrets).flatMap((one) =>
          Array.from({ length: declared.costInCalls }, (_, call) => ({ ...one, call: call + 1 })));
        describe.each(bad)('when the other side, at call $call: $title', (one) => {
          test.each(sizes)('%i get one outcome each, and nothing is tried again', async (count) => {
            const good = operation.good();
            let calls = 0;
            const { session, requests } = opened((request) =>
              ((calls += 1) === one.call ? one.answer : good(request)));
            const performed = await session.perform(itemsOf(count), now);
            expect(performed.outcomes).toHaveLength(count);
            expectAsDeclared(requests, declared);
            expect(requests.length).toBeGreaterThanOrEqual(one.call);
            expectNoSecret(performed);
            const isExcused = one.isSuccess && kit.excused?.doneOnAnySuccess !== undefined;
            if (!isExcused) expect(performed.outcomes.map((o) => o.is)).not.toContain('done');
            if (one.mayHaveArrived) {
              expect(new Set(performed.outcomes.map((o) => o.is))).toEqual(new Set(['unknown']));
            }
            if (one.closes !== null) expect(performed.unanswered?.why).toBe(one.closes);
            if (performed.tryAlone === true) expect(count).toBeGreaterThan(1);
          });
        });

        test('more items than the manifest says is a bug of the caller, not a call', async () => {
          const { session, requests } = opened(operation.good());
          const tooMany = itemsOf(declared.batchSize + 1);
          await expect(session.perform(tooMany, now)).rejects.toThrow(AssertionError);
          expect(requests).toEqual([]);
        });

        test('nothing to do is no call', async () => {
          const { session, requests } = opened(operation.good());
          expect((await session.perform([], now)).outcomes).toEqual([]);
          expect(requests).toEqual([]);
        });

        /** Done twice on one other side: the keys of what each time wrote. */
        const writtenTwice = async () => {
          const { session, requests } = opened(operation.good());
          const items = itemsOf(declared.batchSize);
          const first = await session.perform(items, now);
          const between = requests.length;
          const second = await session.perform(items, instant(now + 60_000));
          const done = items.map(() => 'done');
          expect(first.outcomes.map((one) => one.is)).toEqual(done);
          expect(second.outcomes.map((one) => one.is)).toEqual(done);
          const keys = (some: readonly WireRequest[]) =>
            some.filter((one) => one.method !== 'GET').map(operation.naturalKeys);
          return { first: keys(requests.slice(0, between)), second: keys(requests.slice(between)) };
        };

        if (declared.repeating === 'safe') {
          test('safe to repeat: the second writes under the same keys, or nothing', async () => {
            const { first, second } = await writtenTwice();
            expect(first).toHaveLength(1);
            expect(first[0]).toHaveLength(declared.batchSize);
            expect(new Set(first[0]).size).toBe(declared.batchSize);
            expect([[], first]).toContainEqual(second);
          });
        }

        if (declared.repeating === 'look-first') {
          test('looks first: the second sees that it is done, and writes nothing', async () => {
            const { first, second } = await writtenTwice();
            expect(first).toHaveLength(1);
            expect(second).toEqual([]);
          });
        }
      });
    }

    for (const [feed, feedKit] of Object.entries(kit.feeds)) {
      const looked = async (answer: WireAnswer) => {
        const { session, requests } = opened(() => answer);
        const said = await session.look({ feed, ...window }, now);
        expectOneCall(requests);
        expectNoSecret(said);
        return said;
      };

      describe(`feed ${feed}`, () => {
        test('an empty page is a complete look', async () => {
          const said = await looked(feedKit.page(0));
          expect(said).toEqual({ is: 'page', seen: [], next: null, unreadable: [] });
        });

        test('every row of a page is seen', async () => {
          const said = await looked(feedKit.page(3));
          expect(said).toMatchObject({ is: 'page', next: null, unreadable: [] });
          expect(said.is === 'page' ? said.seen : []).toHaveLength(3);
        });

        test('a row that cannot be read is named and spoils no other', async () => {
          const said = await looked(feedKit.spoilt);
          expect(said.is === 'page' ? said.seen : []).toHaveLength(2);
          expect(said.is === 'page' ? said.unreadable : []).toHaveLength(1);
        });

        test.each(misbehaviours(kit.secrets))('when the other side: $title', async (one) => {
          const said = await looked(one.answer);
          const closed = { is: 'unanswered', why: one.closes };
          if (one.closes !== null) expect(said).toMatchObject(closed);
          const isCompleteLook = said.is === 'page' && said.next === null;
          expect(isCompleteLook).toBe(false);
        });
      });
    }

    test('an unknown feed is a bug of the caller', async () => {
      const { session, requests } = opened(() => ({ is: 'silence', reason: '' }));
      await expect(session.look({ feed: 'no such feed', ...window }, now)).rejects.toThrow();
      expect(requests).toEqual([]);
    });

    test.each(misbehaviours(kit.secrets))('a probe says so in words when the other side: $title',
      async ({ answer }) => {
        const { session, requests } = opened(() => answer);
        const said = await (session satisfies Session).probe(now);
        expect(said.sentences.length).toBeGreaterThan(0);
        expect(requests.length).toBeLessThanOrEqual(1);
        if (requests.length === 1) expect(said.isWell).toBe(false);
        expectNoSecret(said);
      });
  });
};

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

const valueAt = (settings: Plain, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isPlain(at) ? at[key] : undefined), settings);

const without = (settings: Plain, path: string): Plain => {
  const [first = '', ...rest] = path.split('.');
  const { [first]: inner, ...others } = settings;
  return rest.length === 0 || !isPlain(inner)
    ? others
    : { ...others, [first]: without(inner, rest.join('.')) };
};
