import { readSettings } from '../../src/contract/settings.ts';
import { modelManifest } from '../model/connector.ts';
import { soundParts, type Parts } from '../model/parts.ts';
import { fault, type Fault } from './fault.ts';
import { z } from 'zod';

const sound = soundParts.settings;

const lenient = z.object({
  url: z.string().regex(/^https:\/\//).default('https://model.example'),
  token: z.string().min(8),
});

const coercing = z.strictObject({
  url: z.unknown().transform(String), token: z.coerce.string(),
});

const settings = (read: Parts['settings']) => ({ parts: { settings: read } });

/** Copies member by member, which makes a prototype of a member called __proto__. */
const copied = (given: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(given)) copy[name] = given[name];
  return copy;
};

export const settingsFaults: readonly Fault[] = [
  fault('fills in what is missing with a value of its own', 'settings.missing',
    settings((given) => sound({ url: 'https://model.example', ...given }))),
  fault('overlooks settings that do not exist', 'settings.unknown',
    settings((given) => readSettings(lenient, given))),
  fault('makes text of whatever it is given', 'settings.wrong-kind',
    settings((given) => readSettings(coercing, given))),
  fault('says one problem per start', 'settings.all-at-once', settings((given) => {
    const read = sound(given);
    return read.is === 'refused' ? { ...read, problems: read.problems.slice(0, 1) } : read;
  })),
  fault('takes settings from a prototype', 'settings.hostile',
    settings((given) => sound(copied(given)))),
  fault('does not mark its token as a secret', 'secrets.marked', {
    manifest: {
      ...modelManifest,
      settings: modelManifest.settings.map((one) => ({ ...one, isSecret: false })),
    },
  }),
  fault('repeats a refused value', 'secrets.not-in-problems', settings((given) => {
    const read = sound(given);
    return read.is !== 'refused' ? read : {
      ...read,
      problems: read.problems.map(({ path, problem }) =>
        ({ path, problem: `${problem}: ${JSON.stringify(given[path])}` })),
    };
  })),
  fault('keeps its settings where they are printed', 'secrets.not-in-session', {
    over: (session, _, own) => Object.assign({ settings: own }, session),
  }),
  fault('tries the key when it is opened', 'opening.calls-nobody', {
    over: (session, wire, { url }) => {
      void wire.request({
        method: 'GET', url: `${url}/ping`, headers: {}, body: null, timeoutMilliseconds: 1_000,
        purpose: 'try',
      });
      return session;
    },
  }),
];
