import { describe, expect, test } from 'vitest';
import { namesEveryPlatform, namesNoAddress, pinsExactly } from './manifests.ts';
import { read, trackedFiles } from './source.ts';
import * as tidy from './tidy.ts';

const isText = (file: string) => !/\.(png|jpg|ico|woff2|gz|zip|pdf)$/.test(file);
const files = trackedFiles().filter(isText).map((file) => ({ file, source: read(file) }));

const perFile: readonly (readonly [string, tidy.Rule])[] = [
  ['no file above 400 lines without its reason', tidy.saysWhyItIsLong],
  ['lines to 100 columns', tidy.hasShortLines],
  ['functions of the core at most 70 lines', tidy.hasShortFunctions],
  ['names that say something', tidy.hasSpeakingName],
  ['foreign words stay at the border', tidy.keepsForeignWordsOut],
  ['no leftovers', tidy.hasNoLeftovers],
  ['the engine prints nothing', tidy.printsNothing],
  ['no path of one machine and no registry host', tidy.namesNoMachine],
  ['a skipped test says why', tidy.saysWhyItSkips],
  ['no test asserts a time or sleeps', tidy.assertsNoTiming],
  ['every test file belongs to one part', tidy.belongsToOnePart],
];

describe('the repository is tidy', () => {
  test.each(perFile)('%s', (_, rule) => {
    expect(files.flatMap(rule)).toEqual([]);
  });

  test('the median source file is short', () => {
    expect(tidy.hasSmallMedian(files)).toEqual([]);
  });

  test('decision records are short and numbered without gaps', () => {
    expect(tidy.hasOrderlyDecisions(files)).toEqual([]);
  });

  test('migrations are numbered without gaps or doubles', () => {
    expect(tidy.hasOrderlyMigrations(files)).toEqual([]);
  });

  test('every exception code has its handbook page, and every page its code', () => {
    expect(tidy.hasHandbook(files)).toEqual([]);
  });

  test('versions are exact', () => {
    const manifests = files.filter(({ file }) => /(^|\/)package\.json$/.test(file));
    expect(manifests.length).toBeGreaterThan(3);
    expect(manifests.flatMap(pinsExactly)).toEqual([]);
  });

  test('the lock file names every platform and no address', () => {
    const locks = files.filter(({ file }) => file === 'package-lock.json');
    expect(locks).toHaveLength(1);
    expect(locks.flatMap((lock) => [...namesNoAddress(lock), ...namesEveryPlatform(lock)]))
      .toEqual([]);
  });
});

const long = (count: number) => 'a();\n'.repeat(count);
const core = 'engine/src/core/decide/decide.ts';
const unit = 'engine/src/loop/look.test.ts';
const decision = (number: string, count = 3) =>
  ({ file: `docs/decisions/${number}-title.md`, source: 'words\n'.repeat(count) });

/** Rule, file, what it refuses, what it lets through. */
const examples: readonly (readonly [string, tidy.Rule, string, string, string])[] = [
  ['length', tidy.saysWhyItIsLong, core, long(401), `// Long because: a table.\n${long(401)}`],
  ['columns', tidy.hasShortLines, core, `a('${'b'.repeat(100)}');`, `a('${'b'.repeat(94)}');`],
  ['functions', tidy.hasShortFunctions, core,
    `function a() {\n${long(70)}}`, `function a() {\n${long(68)}}`],
  ['arrow functions', tidy.hasShortFunctions, core, `const a = () => {\n${long(70)}};`, long(90)],
  ['identifiers', tidy.keepsForeignWordsOut, core, 
    'let shipmentId;', '// a V1 shipment\nlet label;'],
  ['keys', tidy.keepsForeignWordsOut, core, 'a({ fulfilment: 1 });', "a({ kind: 'shipment' });"],
  ['columns of tables', tidy.keepsForeignWordsOut, 'engine/src/store/migrations/001.sql',
    'create table shipments ();', '-- not shipments\ncreate table label ();'],
  ['notes', tidy.hasNoLeftovers, core, '// TODO later', '// to do it later'],
  ['only', tidy.hasNoLeftovers, unit, "test.only('a', b);", "test('a', b);"],
  ['only, each', tidy.hasNoLeftovers, unit, 'test.each.only(a);', 'a.only();'],
  ['breakpoints', tidy.hasNoLeftovers, core, '  debugger;', '// a debugger'],
  ['printing', tidy.printsNothing, core, "console.log('a');", "log.info('a');"],
  ['work folders', tidy.namesNoMachine, 'README.md', 'see /work/a', 'see framework/a'],
  ['root folders', tidy.namesNoMachine, 'README.md', '/root/.npmrc', 'the/root/of'],
  ['home folders', tidy.namesNoMachine, 'README.md', 'in /home/packer', 'in /home'],
  ['registries', tidy.namesNoMachine, 'README.md', 'https://registry.npmjs.org/a', 'the registry'],
  ['skips', tidy.saysWhyItSkips, unit, "test.skip('a', b);", "test.skip('a, needs Chromium', b);"],
  ['conditions', tidy.saysWhyItSkips, unit, "test.skipIf(a)('b', c);",
    "test.skipIf(a)('b, because c', c);"],
  ['plans', tidy.saysWhyItSkips, unit, "test.todo('a');", "test('a', b);"],
  ['skips inside', tidy.saysWhyItSkips, unit, 'context.skip();', "context.skip('because a');"],
  ['times', tidy.assertsNoTiming, unit, 'expect(elapsedMs).toBeLessThan(5);',
    "expect(duration(a)).toBe('5 s');"],
  ['differences', tidy.assertsNoTiming, unit, 'expect(performance.now() - a).toBeLessThan(5);',
    "expect(words('it took').length).toBeGreaterThan(5);"],
  ['sleeping', tidy.assertsNoTiming, unit, 'await sleep(100);', 'await vi.waitFor(a);'],
];

describe('each rule can fail', () => {
  test.each(examples)('%s', (_, rule, file, bad, good) => {
    expect(rule({ file, source: bad })).not.toEqual([]);
    expect(rule({ file, source: good })).toEqual([]);
  });

  test.each(['engine/src/utils/a.ts', 'simulator/src/order-helpers.ts', 'engine/src/base.ts'])(
    'names: %s', (file) => {
      expect(tidy.hasSpeakingName({ file, source: '' })).toHaveLength(1);
    });

  test.each(['tsconfig.base.json', 'engine/src/database.ts', 'engine/src/commonly.ts'])(
    'names: not %s', (file) => {
      expect(tidy.hasSpeakingName({ file, source: '' })).toEqual([]);
    });

  test('a connector may say the other side’s words', () => {
    const source = 'let shipmentId;';
    const file = 'engine/src/connectors/shipstation/translate/label.ts';
    expect(tidy.keepsForeignWordsOut({ file, source })).toEqual([]);
  });

  test('parts: a test file outside of all of them', () => {
    expect(tidy.belongsToOnePart({ file: 'attic/a.test.ts', source: '' })).toHaveLength(1);
    expect(tidy.belongsToOnePart({ file: 'engine/src/a.db.test.ts', source: '' })).toEqual([]);
  });

  test('median', () => {
    const all = [10, 200, 300].map((count, at) => ({ file: `a${at}.ts`, source: long(count) }));
    expect(tidy.hasSmallMedian(all)).toHaveLength(1);
    expect(tidy.hasSmallMedian(all.slice(0, 1))).toEqual([]);
  });

  test('decisions: gaps, doubles, length', () => {
    expect(tidy.hasOrderlyDecisions([decision('001'), decision('002')])).toEqual([]);
    expect(tidy.hasOrderlyDecisions([decision('001'), decision('003')])).toHaveLength(1);
    expect(tidy.hasOrderlyDecisions([decision('001'), decision('001')])).toHaveLength(1);
    expect(tidy.hasOrderlyDecisions([decision('001', 71)])).toHaveLength(1);
  });

  test('migrations: a gap, a double', () => {
    const named = (...numbers: readonly string[]) => numbers.map((number, at) => ({
      file: `engine/src/store/migrations/${number}-m${String(at)}.sql`, source: '',
    }));
    expect(tidy.hasOrderlyMigrations(named('0001', '0002'))).toEqual([]);
    expect(tidy.hasOrderlyMigrations(named('0001', '0003'))).toHaveLength(1);
    expect(tidy.hasOrderlyMigrations(named('0001', '0002', '0002'))).toHaveLength(1);
  });

  test('handbook: a code without a page, a page without a code', () => {
    const source = "export const exceptionCodes = { 'pick.short': { title: 'Short pick' } };";
    const codes = { file: tidy.exceptionsFile, source };
    const page = { file: 'handbook/pick.short.md', source: '' };
    const stray = { file: 'handbook/pick.long.md', source: '' };
    expect(tidy.hasHandbook([codes, page])).toEqual([]);
    expect(tidy.hasHandbook([codes])).toEqual(['handbook/pick.short.md is missing']);
    expect(tidy.hasHandbook([codes, page, stray])).toEqual(['no code for handbook/pick.long.md']);
    expect(tidy.hasHandbook([page])).toHaveLength(1);
  });

  test('versions: a range', () => {
    const manifest = (version: string) =>
      ({ file: 'package.json', source: JSON.stringify({ dependencies: { zod: version } }) });
    expect(pinsExactly(manifest('^4.6.7'))).toHaveLength(1);
    expect(pinsExactly(manifest('4.6.7'))).toEqual([]);
  });

  test('lock file: an address, a platform left out', () => {
    const lock = (packages: Record<string, unknown>) =>
      ({ file: 'package-lock.json', source: JSON.stringify({ packages }) });
    const tool = { optionalDependencies: { 'tool-linux': '1.0.0' } };
    expect(namesNoAddress(lock({ a: { resolved: 'https://example.com/a.tgz' } }))).toHaveLength(1);
    expect(namesNoAddress(lock({ a: { resolved: 'console', link: true } }))).toEqual([]);
    expect(namesEveryPlatform(lock({ 'node_modules/tool': tool }))).toHaveLength(1);
    expect(namesEveryPlatform(lock({ 'node_modules/tool': tool, 'node_modules/tool-linux': {} })))
      .toEqual([]);
  });
});
