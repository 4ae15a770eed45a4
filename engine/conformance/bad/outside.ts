import { readFileSync } from 'node:fs';
import type { Session } from '../../src/contract/connector.ts';
import type { Wire } from '../../src/contract/wire.ts';
import type { Changes } from '../model/connector.ts';
import { modelManifest } from '../model/connector.ts';
import { closed } from '../model/parts.ts';
import { fault, type Fault } from './fault.ts';

/** Does something beside each operation. */
const beside = (act: () => unknown): Changes => ({
  over: (session) => ({
    ...session,
    perform: async (items, now) => {
      await act();
      return session.perform(items, now);
    },
  }),
});

/** One wire for all of its sessions: that of the last one opened. */
const sharedWire = (): Changes => {
  let last: Wire | null = null;
  return {
    over: (session, wire) => {
      last = wire;
      return session;
    },
    parts: { send: (wire, request) => (last ?? wire).request(request) },
  };
};

/** Once it met silence it looks nowhere any more. */
const remembering = (): Changes => ({
  over: (session) => {
    let isDown = false;
    const look: Session['look'] = async (request, now) => {
      if (isDown) return closed('silence', 'it was down a while ago');
      const said = await session.look(request, now);
      isDown = said.is === 'unanswered';
      return said;
    };
    return { ...session, look };
  },
});

const isDeclared = (name: string): boolean => Object.hasOwn(modelManifest.operations, name);

export const outsideFaults: readonly Fault[] = [
  fault('asks the network by itself', 'outside.network', beside(() => fetch('http://[::1]:9/'))),
  fault('sleeps', 'outside.timers', beside(() => new Promise((wake) => { setTimeout(wake, 1); }))),
  fault('reads a file', 'outside.files', beside(() => readFileSync(import.meta.filename))),
  fault('looks at the clock', 'outside.clock', beside(() => new Date())),
  fault('throws dice', 'outside.randomness', beside(() => Math.random())),
  fault('reads the environment', 'outside.environment', beside(() => process.env['MODEL_TOKEN'])),
  fault('prints', 'outside.printing', beside(() => { console.log('performing'); })),
  fault('shares its wire among sessions', 'sessions.apart', sharedWire),
  fault('remembers that it met silence', 'sessions.forgetful', remembering),
  fault('shows labels in every feed', 'asked.unknown-feed', {
    over: (session) => ({
      ...session, look: (request, now) => session.look({ ...request, feed: 'labels' }, now),
    }),
  }),
  fault('does nothing and says done for what it does not know', 'asked.unknown-operation', {
    over: (session) => ({
      ...session,
      perform: (items, now) => (items.some((one) => !isDeclared(one.do))
        ? Promise.resolve({
          outcomes: items.map(() => ({ is: 'done', seen: [], acknowledged: false }) as const),
          unanswered: null,
        }) : session.perform(items, now)),
    }),
  }),
  fault('declares a feed that nobody has tried', 'manifest.tried', {
    manifest: {
      ...modelManifest,
      feeds: modelManifest.feeds.flatMap((one) => [one, { ...one, feed: 'orders' }]),
    },
  }),
  fault('says nothing of how it is', 'probe.well', {
    over: (session) => ({
      ...session,
      probe: async (now) => ({ ...await session.probe(now), sentences: [] }),
    }),
  }),
  fault('is always well', 'probe.troubles', {
    over: (session) => ({
      ...session, probe: async (now) => ({ ...await session.probe(now), isWell: true }),
    }),
  }),
];
