/** Whatever the other side does to a look: it is called what it is, and never a complete look. */
import type { WireRequest } from '../../src/contract/wire.ts';
import { now, openOn, openOnWire, window } from '../bench.ts';
import { Breach, hold, holdEqual, type Case, type FeedGiven } from '../case.ts';
import {
  cutsOf, misbehaviours, troubles, type Misbehaviour, type Trouble,
} from '../misbehaviours.ts';
import { lookOnce, pageOf, rowsOf } from '../reading.ts';
import { holdNoSecret } from '../secrets.ts';
import {
  hasSecret, holdClosedFor, holdQuiet, holdShort, holdSoundCalls, longWords, rowsToShow,
} from '../soundness.ts';

const needs = 'a feed';
const of = 'feed';

const troublesOf = ({ kit }: FeedGiven) =>
  misbehaviours(kit.secrets, kit.connector.manifest.rateHeaders?.resetSeconds ?? null);

const tryTrouble = async (given: FeedGiven, one: Misbehaviour): Promise<void> => {
  const { said, requests } = await lookOnce(given, () => one.answer);
  holdSoundCalls(requests);
  hold(requests.length === 1, `${one.title}: called ${String(requests.length)} times`);
  if (one.closes.length > 0) {
    hold(said.is === 'unanswered', `${one.title}: taken for a page`);
    hold(one.closes.includes(said.why), `${one.title}: called ${said.why}`);
    hold(said.text !== '', `${one.title}: said in no words`);
  }
  hold(said.is !== 'page' || said.next !== null, `${one.title}: taken for a complete look`);
  if (said.is === 'unanswered' && said.why === 'throttled') holdClosedFor(said, one);
};

const usual = (name: Trouble): Case => ({
  name: `look.${name}`, promise: troubles[name], needs, of,
  async check(given) {
    for (const one of troublesOf(given)[name]) await tryTrouble(given, one);
  },
});

const names = Object.keys(troubles) as readonly Trouble[];

export const feedTroubleCases: readonly Case[] = [
  ...names.map(usual),
  {
    name: 'look.cut', needs, of,
    promise: 'a page that was cut is no page, wherever it was cut',
    async check(given) {
      const good = given.of.list(rowsOf(given, 3));
      const asked: WireRequest[] = [];
      await lookOnce(given, (request) => {
        asked.push(request);
        return good(request);
      });
      const [request] = asked;
      hold(request !== undefined, 'a look asked nothing');
      const answer = good(request);
      hold(answer.is === 'answer', 'the good other side of the kit is silent');
      for (const body of cutsOf(answer.body)) {
        const { said, requests } = await lookOnce(given, () => ({ ...answer, body }));
        hold(requests.length === 1, 'a cut page was asked for again');
        hold(said.is === 'unanswered', `a page cut after ${String(body.length)} characters counts`);
      }
    },
  },
  {
    name: 'look.content-type', needs, of,
    promise: 'a page under a wrong content type is read for what it is, or not at all',
    async check(given) {
      const good = given.of.list(rowsOf(given, 3));
      const plain = pageOf((await lookOnce(given, good)).said);
      for (const type of ['text/html', 'text/plain; charset=iso-8859-1', '']) {
        const { said } = await lookOnce(given, (request) => {
          const answer = good(request);
          return answer.is === 'answer'
            ? { ...answer, headers: { ...answer.headers, 'content-type': type } } : answer;
        });
        if (said.is === 'page') holdEqual(said, plain, `a page called ${type}`);
      }
    },
  },
  {
    name: 'look.aborted', needs, of,
    promise: 'a look that is broken off from this side is no page, and calls nobody again',
    async check({ kit, name }) {
      let calls = 0;
      const session = openOnWire(kit, {
        request: () => {
          calls += 1;
          return Promise.reject(new DOMException('the process ends', 'AbortError'));
        },
      });
      try {
        const said = await session.look({ feed: name, ...window, page: null }, now);
        hold(said.is === 'unanswered', 'a look that was broken off is taken for a page');
      } catch (because) {
        hold(because instanceof Breach && because.cause instanceof DOMException,
          `the end is passed on as something else: ${String(because)}`);
      }
      hold(calls === 1, `called ${String(calls)} times`);
    },
  },
  {
    name: 'look.secrets', needs: 'a feed, and a secret setting', of,
    isAsked: ({ manifest }) => hasSecret(manifest),
    promise: 'no secret comes back from a look, in whatever spelling they echo it',
    async check(given) {
      const { settings, secrets } = given.kit.everySecret ?? given.kit;
      const full = { ...given, kit: { ...given.kit, settings, secrets } };
      const answers = Object.values(troublesOf(full)).flat().map((one) => () => one.answer);
      for (const other of [given.of.list(rowsToShow(given.of)), ...answers]) {
        const { said, requests } = await lookOnce(full, other);
        holdNoSecret(said, secrets, 'the answer of a look');
        holdQuiet(given.kit, requests, secrets);
      }
    },
  },
  {
    name: 'look.long-words', needs, of,
    promise: 'however much they say, what is passed on for people is short',
    async check(given) {
      for (const answer of longWords) {
        const { said } = await lookOnce(given, () => answer);
        if (said.is === 'unanswered') holdShort([said.text]);
      }
      const spoilt = given.of.spoilt(1);
      const wordy = typeof spoilt === 'object' && spoilt !== null
        ? Object.fromEntries(Object.entries(spoilt).map(([key, value]) =>
          [key, typeof value === 'object' || value === null ? 'x'.repeat(50_000) : value]))
        : 'x'.repeat(50_000);
      for (const rows of [[spoilt], [wordy]]) {
        holdShort(pageOf((await lookOnce(given, given.of.list(rows))).said).unreadable);
      }
    },
  },
  {
    name: 'look.repeatable', needs, of,
    promise: 'the same look at the same things asks and answers the same',
    async check(given) {
      const rows = [...rowsOf(given, 5), given.of.spoilt(6)];
      const other = given.of.list(rows);
      const { session, requests } = openOn(given.kit, other);
      const looks = [];
      for (let i = 0; i < 3; i += 1) {
        const before = requests.length;
        const said = await session.look({ feed: given.name, ...window, page: null }, now);
        looks.push({ said, asked: requests.slice(before) });
      }
      const apart = await lookOnce(given, other);
      for (const [i, { said, asked }] of looks.entries()) {
        holdEqual(said, apart.said, 'the same look in the same session');
        // Only the first of a session may have to sign in.
        const promised = i === 0 ? apart.requests : apart.requests.slice(-asked.length);
        holdEqual(asked, promised, 'what the same look asks');
        holdEqual(asked.length, looks[Math.min(i, 1)]?.asked.length, 'calls of the same look');
      }
    },
  },
];
