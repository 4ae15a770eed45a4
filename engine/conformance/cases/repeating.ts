/** A lost reply: what the manifest says of repeating is what happens. */
import type { WireAnswer } from '../../src/contract/wire.ts';
import { holdAll, itemsOf, now, openOn, type OtherSide } from '../bench.ts';
import { hold, holdEqual, type Case, type OperationGiven } from '../case.ts';
import { callsOf, exceptAt, perform, writes } from '../performing.ts';

const of = 'operation';
const lost: WireAnswer = { is: 'silence', reason: 'the connection was cut' };

/** Done, with the reply to that call lost after it was carried out; or before it arrived. */
const lossy = (good: OtherSide, call: number, isCarriedOut: boolean): OtherSide =>
  exceptAt(call, good, (request) => {
    if (isCarriedOut) good(request);
    return lost;
  });

/** Tries all on one other side with a reply lost, then again, each as after a restart. */
const afterLoss = async (given: OperationGiven, call: number, isCarriedOut: boolean) => {
  const good = given.of.good();
  const items = itemsOf(given, given.declared.batchSize);
  const first = await perform(given, items, lossy(good, call, isCarriedOut));
  holdAll(first.performed, 'unknown', `without the reply to call ${String(call)}`);
  holdEqual(first.requests.length, call, 'calls until the reply was lost');
  const second = await perform(given, items, good);
  return {
    second: second.performed,
    written: writes(given, first.requests),
    again: writes(given, second.requests),
  };
};

/** As it goes when nothing is lost: what is written, in how many calls. */
const undisturbed = async (given: OperationGiven) => {
  const done = await perform(given, itemsOf(given, given.declared.batchSize));
  const written = writes(given, done.requests);
  holdEqual(written.length, given.of.writes ?? 1, 'writing calls');
  holdEqual(written[0]?.length, given.declared.batchSize, 'keys that were written');
  holdEqual(new Set(written[0]).size, given.declared.batchSize, 'different keys');
  return written;
};

export const repeatingCases: readonly Case[] = [
  {
    name: 'repeat.safe', needs: 'an operation that is safe to repeat', of,
    isAsked: ({ declared }) => declared.repeating === 'safe',
    promise: 'after a lost reply the repeat writes under the same keys, or finds it done',
    async check(given) {
      const written = await undisturbed(given);
      for (const call of callsOf(given)) {
        for (const isCarriedOut of [true, false]) {
          const { second, again } = await afterLoss(given, call, isCarriedOut);
          holdAll(second, 'done', 'the repeat of what is safe to repeat');
          hold(again.length <= written.length, `the repeat wrote ${String(again.length)} times`);
          // What is left to write is the end of it.
          holdEqual(again, written.slice(written.length - again.length), 'the keys of the repeat');
        }
      }
    },
  },
  {
    name: 'repeat.look-first', needs: 'an operation that must look first', of,
    isAsked: ({ declared }) => declared.repeating === 'look-first',
    promise: 'after a lost reply the repeat sees what is done, and never writes it again',
    async check(given) {
      await undisturbed(given);
      for (const call of callsOf(given)) {
        for (const isCarriedOut of [true, false]) {
          const { second, written, again } = await afterLoss(given, call, isCarriedOut);
          holdAll(second, 'done', 'the repeat of what looks first');
          // A write whose reply was lost on the way there is the only one to be written again.
          const isAllowed = written.length === 0 || (!isCarriedOut && call < 3);
          hold(again.length === 0 || isAllowed, 'what was done already was written again');
        }
      }
    },
  },
  {
    name: 'repeat.never', needs: 'an operation that is never repeated', of,
    isAsked: ({ declared }) => declared.repeating === 'never',
    promise: 'whatever is lost, the connector itself writes once and leaves the rest to people',
    async check(given) {
      await undisturbed(given);
      for (const call of callsOf(given)) {
        for (const isCarriedOut of [true, false]) {
          const items = itemsOf(given, given.declared.batchSize);
          const { performed, requests } =
            await perform(given, items, lossy(given.of.good(), call, isCarriedOut));
          holdAll(performed, 'unknown', `without the reply to call ${String(call)}`);
          hold(writes(given, requests).length <= 1, 'it was written again by itself');
          holdEqual(requests.length, call, 'calls until the reply was lost');
        }
      }
    },
  },
  {
    name: 'repeat.twice', needs: 'an operation that may be repeated', of,
    isAsked: ({ declared }) => declared.repeating !== 'never',
    promise: 'asked twice with nothing lost, it is done both times, under the same keys if at all',
    async check(given) {
      const written = await undisturbed(given);
      const { session, requests } = openOn(given.kit, given.of.good());
      const items = itemsOf(given, given.declared.batchSize);
      holdAll(await session.perform(items, now), 'done', 'the first time');
      const before = requests.length;
      holdAll(await session.perform(items, now), 'done', 'the second time');
      const again = writes(given, requests.slice(before));
      if (given.declared.repeating === 'look-first') holdEqual(again, [], 'written a second time');
      hold(again.length <= 1, `the second time wrote ${String(again.length)} times`);
      if (again.length === 1) holdEqual(again, written, 'the keys of the second time');
    },
  },
];
