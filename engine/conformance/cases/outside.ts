/** A connector reaches nothing but its wire, keeps nothing between sessions, and says how it is. */
import type { Session } from '../../src/contract/connector.ts';
import type { Wire, WireRequest } from '../../src/contract/wire.ts';
import type { Action } from '../../src/core/model/decision.ts';
import {
  nobody, now, openOn, openOnWire, Outside, window, type OtherSide,
} from '../bench.ts';
import { Breach, hold, holdEqual, type Case } from '../case.ts';
import type { Kit } from '../kit.ts';
import { misbehaviours } from '../misbehaviours.ts';
import { doors, type Door } from '../outside.ts';
import { exceptAt } from '../performing.ts';
import { holdNoSecret, spellings } from '../secrets.ts';
import { hasSecret, holdQuiet, rowsToShow } from '../soundness.ts';

/** Everything that a connector can be asked, once with a good and once with a silent other side. */
const everything = (kit: Kit): readonly {
  readonly what: string;
  readonly good: () => OtherSide;
  readonly ask: (session: Session) => Promise<unknown>;
}[] => [
  ...Object.entries(kit.operations).map(([what, operation]) => ({
    what, good: operation.good,
    ask: (session: Session) => session.perform([operation.item(0)], now),
  })),
  ...Object.entries(kit.feeds).map(([what, feed]) => ({
    what, good: () => feed.list(rowsToShow(feed)),
    ask: (session: Session) => session.look({ feed: what, ...window, page: null }, now),
  })),
  { what: 'probe', good: kit.probed, ask: (session: Session) => session.probe(now) },
];

const words: Readonly<Record<Door, string>> = {
  network: 'it speaks to nobody but through the wire',
  timers: 'it waits for nothing but the wire',
  files: 'it reads and writes no files',
  clock: 'it takes the time as it is given and reads no clock',
  randomness: 'it decides nothing by chance',
  environment: 'it reads no environment: its settings are what it is given',
  printing: 'it prints nothing',
};

const keepsShut = (door: Door): Case => ({
  name: `outside.${door}`, promise: words[door], needs: '–', of: 'connector',
  async check(kit) {
    for (const { what, good, ask } of everything(kit)) {
      for (const other of [good(), nobody]) {
        try {
          await ask(openOn(kit, other).session);
        } catch (because) {
          const isThisDoor = because instanceof Outside &&
            because.touched.some((one) => one.door === door);
          if (isThisDoor) throw new Breach(`${what} ${because.message}`, { cause: because });
        }
      }
    }
  },
});

/** An answer that comes when it is let. */
const heldWire = (other: OtherSide) => {
  const requests: WireRequest[] = [];
  const gate = Promise.withResolvers<void>();
  const wire: Wire = {
    async request(request) {
      requests.push(request);
      await gate.promise;
      return other(request);
    },
  };
  return { wire, requests, open: () => { gate.resolve(); } };
};

export const outsideCases: readonly Case[] = [
  ...doors.map(keepsShut),
  {
    name: 'sessions.apart', needs: '–', of: 'connector',
    promise: 'two sessions know nothing of each other: calls, answers and credentials stay apart',
    async check(kit) {
      for (const { what, good, ask } of everything(kit)) {
        const alone = await ask(openOn(kit, good()).session);
        const one = heldWire(good());
        const other = heldWire(nobody);
        const first = openOnWire(kit, one.wire);
        const second = openOnWire(kit, other.wire, kit.other.settings);
        const answers = Promise.all([ask(first), ask(second)]);
        one.open();
        other.open();
        const [heard] = await answers;
        holdEqual(heard, alone, `${what} beside another session`);
        holdEqual(one.requests.length > 0, other.requests.length > 0, `${what}: calls`);
        const isOn = (requests: readonly WireRequest[], secrets: readonly string[]) =>
          secrets.flatMap(spellings).some((secret) => JSON.stringify(requests).includes(secret));
        hold(!isOn(one.requests, kit.other.secrets) && !isOn(other.requests, kit.secrets),
          `${what}: the credentials of one account went out for the other`);
      }
    },
  },
  {
    name: 'sessions.forgetful', needs: '–', of: 'connector',
    promise: 'what a session was asked before, with or without answer, changes nothing later',
    async check(kit) {
      for (const { what, good, ask } of everything(kit)) {
        const fresh = await ask(openOn(kit, good()).session);
        let other: OtherSide = nobody;
        const { session, requests } = openOn(kit, (request) => other(request));
        for (const before of everything(kit)) await before.ask(session);
        const count = requests.length;
        other = good();
        holdEqual(await ask(session), fresh, `${what} in a session that met silence before`);
        hold(requests.length > count || fresh !== null, `${what} made no call`);
      }
    },
  },
  {
    name: 'asked.unknown-feed', needs: '–', of: 'connector',
    promise: 'a feed that it does not have is a bug of the caller, found before the wire',
    async check(kit) {
      const { session, requests } = openOn(kit, nobody);
      for (const feed of ['no such feed', '__proto__', 'constructor', '']) {
        await holdThrown(session.look({ feed, ...window, page: null }, now), `the feed ${feed}`);
      }
      holdEqual(requests.length, 0, 'calls for a feed that is not there');
    },
  },
  {
    name: 'asked.unknown-operation', needs: '–', of: 'connector',
    promise: 'an operation that it does not declare is a bug of the caller, found before the wire',
    async check(kit) {
      const { session, requests } = openOn(kit, nobody);
      const [operation] = Object.values(kit.operations);
      hold(operation !== undefined, 'the kit knows no operation');
      // What the types forbid, as a mistake in wiring would bring it.
      const foreign = { ...operation.item(0), do: 'no-such-operation' } as unknown as Action;
      await holdThrown(session.perform([foreign], now), 'an operation it does not have');
      holdEqual(requests.length, 0, 'calls for an operation that is not there');
    },
  },
  {
    name: 'manifest.tried', needs: '–', of: 'connector',
    promise: 'the kit tries all that the manifest declares, and no more',
    async check({ connector: { manifest }, operations, feeds }) {
      holdEqual(Object.keys(operations), Object.keys(manifest.operations), 'operations tried');
      holdEqual(Object.keys(feeds), manifest.feeds.map((one) => one.feed), 'feeds tried');
    },
  },
  {
    name: 'probe.well', needs: '–', of: 'connector',
    promise: 'a probe says in words that all is well',
    async check(kit) {
      const { session } = openOn(kit, kit.probed());
      const { isWell, sentences } = await session.probe(now);
      hold(isWell, `a healthy other side is called ill: ${sentences.join(' ')}`);
      hold(sentences.length > 0 && sentences.every((one) => one !== ''), 'it says so in no words');
    },
  },
  {
    name: 'probe.troubles', needs: '–', of: 'connector',
    promise: 'a probe that meets trouble says so in words, at the declared cost',
    async check(kit) {
      const most = kit.connector.manifest.probeCostInCalls;
      for (const { answer, title } of Object.values(misbehaviours(kit.secrets)).flat()) {
        // An account may have nothing to list.
        if (answer.is === 'answer' && answer.body === '[]') continue;
        const { session, requests } = openOn(kit, () => answer);
        const said = await session.probe(now);
        hold(said.sentences.length > 0, `${title}: said in no words`);
        if (requests.length > 0) hold(!said.isWell, `${title}: called well`);
        hold(requests.length <= most, `${title}: called ${String(requests.length)} times`);
      }
    },
  },
  {
    name: 'probe.secrets', needs: 'a secret setting', of: 'connector', isAsked: hasSecret,
    promise: 'a probe shows no secret, at whichever of its calls they echo it',
    async check(kit) {
      const { settings, secrets } = kit.everySecret ?? kit;
      for (const { answer } of Object.values(misbehaviours(secrets)).flat()) {
        for (let call = 1; call <= kit.connector.manifest.probeCostInCalls; call += 1) {
          const other = exceptAt(call, kit.probed(), () => answer);
          const { session, requests } = openOn(kit, other, settings);
          holdNoSecret(await session.probe(now), secrets, 'the answer of a probe');
          holdQuiet(kit, requests, secrets);
          if (requests.length < call) break;
        }
      }
    },
  },
];

const holdThrown = async (running: Promise<unknown>, what: string): Promise<void> => {
  let isThrown = false;
  try {
    await running;
  } catch (because) {
    isThrown = because instanceof Breach && because.cause !== undefined;
  }
  hold(isThrown, `${what} is taken`);
};
