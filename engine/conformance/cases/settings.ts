/** Settings are read once, all problems at once, and nothing secret is ever shown. */
import type { SettingsProblem } from '../../src/contract/connector.ts';
import { nobody, openOn, openWith } from '../bench.ts';
import { hold, holdEqual, type Case } from '../case.ts';
import type { Kit } from '../kit.ts';
import { holdNoSecret } from '../secrets.ts';
import { valueAt, withValue, without } from '../settings-values.ts';

const problemsOf = (
  kit: Kit,
  settings: Readonly<Record<string, unknown>>,
  what: string,
): readonly SettingsProblem[] => {
  const opened = openWith(kit, settings);
  hold(opened.is === 'refused', `${what} is not refused`);
  hold(opened.problems.every(({ problem }) => problem !== ''), `${what} is refused in no words`);
  return opened.problems;
};

const holdNamed = (problems: readonly SettingsProblem[], path: string, what: string): void => {
  const isNamed = problems.some((one) => one.path === path || one.path.startsWith(`${path}.`));
  const named = problems.map((one) => one.path).join(', ');
  hold(isNamed, `${what} is not named at ${path}, but at ${named}`);
};

/** Nothing of these kinds is a text, and a record with a nameless member is no setting at all. */
const wrongKinds = (good: unknown): readonly unknown[] =>
  (typeof good === 'string' ? [7, true, ['x'], { '': 7 }] : [{ '': 7 }]);

const pathsOf = (kit: Kit): readonly string[] =>
  kit.connector.manifest.settings.map((one) => one.path);

const hasRequired = ({ settings }: Kit['connector']['manifest']): boolean =>
  settings.some((one) => one.isRequired);

const hasSecret = ({ settings }: Kit['connector']['manifest']): boolean =>
  settings.some((one) => one.isSecret);

/** One refusal for each way in which settings can be wrong, with what is to be named in it. */
const wrongSettings = (
  kit: Kit,
  { settings, secrets }: NonNullable<Kit['everySecret']>,
): readonly Readonly<Record<string, unknown>>[] => [
  ...pathsOf(kit).flatMap((path) => [
    without(settings, path),
    ...wrongKinds(valueAt(settings, path)).map((wrong) => withValue(settings, path, wrong)),
    ...secrets.flatMap((secret) => [
      withValue(settings, path, [secret]), withValue(settings, path, `\n${secret}\n`),
    ]),
  ]),
  ...secrets.map((secret) => ({ ...settings, typo: secret })),
];

export const settingsCases: readonly Case[] = [
  {
    name: 'settings.missing',
    promise: 'a required setting that is missing is refused at its path',
    needs: 'a required setting', of: 'connector', isAsked: hasRequired,
    async check(kit) {
      for (const { path, isRequired } of kit.connector.manifest.settings) {
        if (!isRequired) continue;
        const problems = problemsOf(kit, without(kit.settings, path), `a missing ${path}`);
        holdEqual(problems.map((one) => one.path), [path], `a missing ${path} is named`);
      }
    },
  },
  {
    name: 'settings.unknown',
    promise: 'a setting that does not exist is refused at its path',
    needs: '–', of: 'connector',
    async check(kit) {
      const problems = problemsOf(kit, { ...kit.settings, typo: 'x' }, 'an unknown setting');
      holdEqual(problems.map((one) => one.path), ['typo'], 'an unknown setting is named');
    },
  },
  {
    name: 'settings.wrong-kind',
    promise: 'a setting of the wrong kind is refused at its path',
    needs: 'a setting', of: 'connector', isAsked: ({ settings }) => settings.length > 0,
    async check(kit) {
      for (const path of pathsOf(kit)) {
        for (const wrong of wrongKinds(valueAt(kit.settings, path))) {
          const what = `${path} as ${JSON.stringify(wrong)}`;
          holdNamed(problemsOf(kit, withValue(kit.settings, path, wrong), what), path, what);
        }
      }
    },
  },
  {
    name: 'settings.all-at-once',
    promise: 'all that is wrong is said in one refusal, not one thing per start',
    needs: 'a setting', of: 'connector', isAsked: ({ settings }) => settings.length > 0,
    async check(kit) {
      const { settings } = kit.connector.manifest;
      const spoil = (wrong: (path: string, isRequired: boolean) => unknown) =>
        settings.reduce((spoilt, { path, isRequired }) => {
          const value = wrong(path, isRequired);
          return value === undefined ? without(spoilt, path) : withValue(spoilt, path, value);
        }, { ...kit.settings, typo: 'x' } as Readonly<Record<string, unknown>>);
      const holdAllNamed = (given: Readonly<Record<string, unknown>>, named: readonly string[]) => {
        const problems = problemsOf(kit, given, 'a heap of mistakes');
        for (const path of ['typo', ...named]) holdNamed(problems, path, 'one of several');
      };
      holdAllNamed(spoil((_, isRequired) => (isRequired ? undefined : { '': 7 })), pathsOf(kit));
      // Of the right kind and yet no value: found as well, although the rest is wrong in kind.
      const secret = settings.filter((one) => one.isSecret).map((one) => one.path);
      holdAllNamed(
        spoil((path) => (secret.includes(path) ? '' : valueAt(kit.settings, path))), secret);
    },
  },
  {
    name: 'settings.hostile',
    promise: 'settings are what was given itself, never what a hostile key makes of it',
    needs: 'a setting', of: 'connector', isAsked: ({ settings }) => settings.length > 0,
    async check(kit) {
      const inherited: unknown = JSON.parse(`{"__proto__":${JSON.stringify(kit.settings)}}`);
      // What JSON.parse makes of an object is an object.
      problemsOf(kit, inherited as Readonly<Record<string, unknown>>, 'a key called __proto__');
      const isWritten = Object.keys(kit.settings).some((name) => name in {});
      hold(!isWritten, 'the prototype of all objects was written to');
    },
  },
  {
    name: 'secrets.marked',
    promise: 'every secret setting is marked as one in the manifest',
    needs: '–', of: 'connector',
    async check(kit) {
      const { settings, secrets } = kit.everySecret ?? kit;
      const marked = kit.connector.manifest.settings.filter((one) => one.isSecret);
      for (const { path } of marked) {
        const value = valueAt(settings, path);
        hold(secrets.some((one) => one === value), `${path} is not among the kit's secrets`);
      }
      const open = kit.connector.manifest.settings.filter((one) => !one.isSecret);
      holdNoSecret(open.map(({ path }) => valueAt(settings, path)), secrets,
        'a setting that is not marked as secret');
    },
  },
  {
    name: 'secrets.not-in-problems',
    promise: 'a refusal of settings repeats no secret, whatever place it was written to',
    needs: 'a secret setting', of: 'connector', isAsked: hasSecret,
    async check(kit) {
      const every = kit.everySecret ?? kit;
      for (const settings of wrongSettings(kit, every)) {
        const opened = openWith(kit, settings);
        if (opened.is !== 'refused') continue;
        holdNoSecret(opened, every.secrets, 'a refusal of settings');
      }
    },
  },
  {
    name: 'secrets.not-in-session',
    promise: 'printing a session shows no secret',
    needs: 'a secret setting', of: 'connector', isAsked: hasSecret,
    async check(kit) {
      const { settings, secrets } = kit.everySecret ?? kit;
      const opened = openWith(kit, settings);
      hold(opened.is === 'session', 'the settings of the kit are refused');
      holdNoSecret(opened, secrets, 'the session');
      holdNoSecret(kit.connector, secrets, 'the connector');
    },
  },
  {
    name: 'opening.calls-nobody',
    promise: 'opening makes no call',
    needs: '–', of: 'connector',
    async check(kit) {
      const { requests } = openOn(kit, nobody);
      hold(requests.length === 0, `opening made ${String(requests.length)} calls`);
    },
  },
];
