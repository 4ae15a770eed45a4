/** Whatever the other side does to an operation: one honest outcome per item, no more calls. */
import type { WireAnswer } from '../../src/contract/wire.ts';
import { fates, holdAll, itemsOf, now, openOnWire, sizesOf } from '../bench.ts';
import { Breach, hold, holdEqual, type Case, type OperationGiven } from '../case.ts';
import {
  cutsOf, misbehaviours, troubles, type Misbehaviour, type Trouble,
} from '../misbehaviours.ts';
import { callsOf, exceptAt, perform } from '../performing.ts';
import { holdNoSecret } from '../secrets.ts';
import {
  hasSecret, holdAsDeclared, holdClosedFor, holdQuiet, holdShort, longWords,
} from '../soundness.ts';

const needs = 'an operation';
const of = 'operation';

const troublesOf = ({ kit }: OperationGiven) =>
  misbehaviours(kit.secrets, kit.connector.manifest.rateHeaders?.resetSeconds ?? null);

/** Where any 2xx counts as done, its body says nothing more. */
const mayBeDone = ({ kit }: OperationGiven, isSuccess: boolean): boolean =>
  isSuccess && kit.excused?.doneOnAnySuccess !== undefined;

const tryTrouble = async (
  given: OperationGiven, one: Misbehaviour, call: number, count: number,
): Promise<void> => {
  const when = `call ${String(call)} with ${String(count)} items answered by ${one.title}`;
  const other = exceptAt(call, given.of.good(), () => one.answer);
  const { performed, requests } = await perform(given, itemsOf(given, count), other);
  holdAsDeclared(requests, given.declared);
  hold(requests.length >= call, `${when}: the call was not made`);
  const { unanswered, outcomes, tryAlone } = performed;
  if (!mayBeDone(given, one.isSuccess)) {
    hold(!fates(performed).includes('done'), `${when}: taken for done`);
    if (one.mayHaveArrived) holdAll(performed, 'unknown', when);
  }
  for (const outcome of outcomes) {
    if (outcome.is !== 'done') hold(outcome.text !== '', `${when}: said in no words`);
  }
  if (one.closes.length > 0) {
    hold(unanswered !== null, `${when}: the closed door is not seen`);
    hold(one.closes.includes(unanswered.why), `${when}: called ${unanswered.why}`);
    holdEqual(requests.length, call, `${when}: calls`);
    if (unanswered.why === 'throttled') holdClosedFor(unanswered, one);
  }
  if (tryAlone === true) hold(count > 1, `${when}: one alone cannot be tried alone`);
};

const usual = (name: Trouble): Case => ({
  name: `items.${name}`, promise: troubles[name], needs, of,
  async check(given) {
    for (const one of troublesOf(given)[name]) {
      for (const call of callsOf(given)) {
        for (const count of sizesOf(given)) await tryTrouble(given, one, call, count);
      }
    }
  },
});

const names = Object.keys(troubles) as readonly Trouble[];

export const operationTroubleCases: readonly Case[] = [
  ...names.map(usual),
  {
    name: 'items.cut', needs, of,
    promise: 'of an answer that was cut nothing is known, wherever it was cut',
    async check(given) {
      const items = itemsOf(given, given.declared.batchSize);
      for (const call of callsOf(given)) {
        for (let place = 0; place < 5; place += 1) {
          const good = given.of.good();
          const cut = exceptAt(call, good, (request): WireAnswer => {
            const answer = good(request);
            const body = answer.is === 'answer' ? cutsOf(answer.body).at(place) : undefined;
            return answer.is === 'answer' ? { ...answer, body: body ?? '' } : answer;
          });
          const { performed, requests } = await perform(given, items, cut);
          if (!mayBeDone(given, true)) {
            holdAll(performed, 'unknown', `call ${String(call)} cut at place ${String(place)}`);
          }
          holdEqual(requests.length, call, 'calls');
        }
      }
    },
  },
  {
    name: 'items.content-type', needs, of,
    promise: 'an answer under a wrong content type is read for what it is, or nothing is known',
    async check(given) {
      const items = itemsOf(given, given.declared.batchSize);
      for (const call of callsOf(given)) {
        for (const type of ['text/html', 'text/plain; charset=iso-8859-1', '']) {
          const good = given.of.good();
          const { performed } = await perform(given, items, exceptAt(call, good, (request) => {
            const answer = good(request);
            return answer.is === 'answer'
              ? { ...answer, headers: { ...answer.headers, 'content-type': type } } : answer;
          }));
          const fate = fates(performed)[0] === 'done' ? 'done' : 'unknown';
          holdAll(performed, fate, `an answer called ${type}`);
        }
      }
    },
  },
  {
    name: 'items.aborted', needs, of,
    promise: 'an operation broken off from this side is not done, and calls nobody again',
    async check(given) {
      const items = itemsOf(given, given.declared.batchSize);
      for (const call of callsOf(given)) {
        const good = given.of.good();
        let calls = 0;
        const session = openOnWire(given.kit, {
          request: (request) => ((calls += 1) === call
            ? Promise.reject(new DOMException('the process ends', 'AbortError'))
            : Promise.resolve(good(request))),
        });
        try {
          holdAll(await session.perform(items, now), 'unknown', 'broken off');
        } catch (because) {
          hold(because instanceof Breach && because.cause instanceof DOMException,
            `the end is passed on as something else: ${String(because)}`);
        }
        holdEqual(calls, call, 'calls until it was broken off');
      }
    },
  },
  {
    name: 'items.secrets', needs: 'an operation, and a secret setting', of,
    isAsked: ({ manifest }) => hasSecret(manifest),
    promise: 'no secret comes back from an operation, in whatever spelling they echo it',
    async check(given) {
      const { settings, secrets } = given.kit.everySecret ?? given.kit;
      const full = { ...given, kit: { ...given.kit, settings, secrets } };
      for (const { answer } of Object.values(troublesOf(full)).flat()) {
        for (const call of callsOf(given)) {
          for (const count of sizesOf(given).slice(0, 2)) {
            const other = exceptAt(call, given.of.good(), () => answer);
            const { performed, requests } = await perform(full, itemsOf(given, count), other);
            holdNoSecret(performed, secrets, 'the outcome of an operation');
            holdQuiet(given.kit, requests, secrets);
          }
        }
      }
    },
  },
  {
    name: 'items.long-words', needs, of,
    promise: 'however much they say, what is passed on for people is short',
    async check(given) {
      for (const answer of longWords) {
        for (const call of callsOf(given)) {
          const other = exceptAt(call, given.of.good(), () => answer);
          const { performed } = await perform(given, itemsOf(given, 1), other);
          holdShort(performed.outcomes.flatMap((one) => (one.is === 'done' ? [] : [one.text])));
          holdShort(performed.unanswered === null ? [] : [performed.unanswered.text]);
        }
      }
    },
  },
];
