/**
 * The promises of a connector's contract, tried on one connector. The kit plays the other side
 * through a stand-in wire; what a connector can do is read from its manifest, and what it is
 * excused from is named with a reason.
 */
import { AssertionError } from 'node:assert';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connector, ItemOutcome, Session } from '../src/contract/connector.ts';
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import type { Action } from '../src/core/model/decision.ts';
import { instant } from '../src/core/model/instant.ts';
import { misbehaviours } from './misbehaviours.ts';
import { standIn } from './stand-in.ts';

export type OperationKit = {
  readonly item: (number: number) => Action;
  /** The answer of a healthy other side that does everything asked. */
  readonly good: (request: WireRequest) => WireAnswer;
  /** What makes a repeated call the same to the other side; read from the request. */
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

  /** One call, bounded in time, no secret where it would be logged, and nothing left ticking. */
  const expectOneCall = (requests: readonly WireRequest[], timeoutMilliseconds?: number): void => {
    expect(requests).toHaveLength(1);
    for (const { url, purpose, body, ...rest } of requests) {
      expectNoSecret({ url, purpose, body });
      expect(purpose).not.toBe('');
      expect(rest.timeoutMilliseconds).toBe(timeoutMilliseconds ?? rest.timeoutMilliseconds);
      expect(rest.timeoutMilliseconds).toBeGreaterThan(0);
    }
    expect(vi.getTimerCount()).toBe(0);
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
        test.each(sizes)('%i well received: each done, in one call', async (count) => {
          const { session, requests } = opened(operation.good);
          const { outcomes, unanswered } = await session.perform(itemsOf(count), now);
          expect(outcomes.map((one) => one.is)).toEqual(itemsOf(count).map(() => 'done'));
          expect(unanswered).toBeNull();
          expectOneCall(requests, declared.timeoutMilliseconds);
        });

        test.each(operation.answers)('$title', async ({ items, answer, becomes }) => {
          const { session, requests } = opened(answer);
          const { outcomes } = await session.perform(itemsOf(items), now);
          expect(outcomes.map((one) => one.is)).toEqual(becomes);
          expectOneCall(requests, declared.timeoutMilliseconds);
        });

        describe.each(misbehaviours(kit.secrets))('when the other side: $title', (one) => {
          test.each(sizes)('%i get one outcome each, in one call', async (count) => {
            const { session, requests } = opened(() => one.answer);
            const performed = await session.perform(itemsOf(count), now);
            expect(performed.outcomes).toHaveLength(count);
            expectOneCall(requests, declared.timeoutMilliseconds);
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
          const { session, requests } = opened(operation.good);
          const tooMany = itemsOf(declared.batchSize + 1);
          await expect(session.perform(tooMany, now)).rejects.toThrow(AssertionError);
          expect(requests).toEqual([]);
        });

        test('nothing to do is no call', async () => {
          const { session, requests } = opened(operation.good);
          expect((await session.perform([], now)).outcomes).toEqual([]);
          expect(requests).toEqual([]);
        });

        test.runIf(declared.repeating === 'safe')(
          'safe to repeat: the second call carries the same natural keys',
          async () => {
            const { session, requests } = opened(operation.good);
            await session.perform(itemsOf(declared.batchSize), now);
            await session.perform(itemsOf(declared.batchSize), instant(now + 60_000));
            const [first, second] = requests.map(operation.naturalKeys);
            expect(first).toHaveLength(declared.batchSize);
            expect(new Set(first).size).toBe(declared.batchSize);
            expect(second).toEqual(first);
          },
        );
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
