// The parts that `npm test` runs, in order. vitest.config.ts makes its projects from the same
// table, so that no test file can fall between a part and a project.

export type Need = 'postgres' | 'chromium' | 'console' | 'tryton' | 'openssh';

export type TestPart = {
  is: 'tests';
  name: string;
  /** What the part should take on two cores; going over is said, not failed. */
  budgetSeconds: number;
  include: readonly string[];
  exclude: readonly string[];
  needs: readonly Need[];
  /** `every`: by each run; `not-quick`: by all but those with --quick; `long`: by --long alone. */
  runsWith: 'every' | 'not-quick' | 'long';
  /** A program that is told, as JSON on its command line, what the part came to; null for none. */
  tells: string | null;
};

export type ToolPart = {
  is: 'tool';
  name: string;
  budgetSeconds: number;
  /** Arguments for the pinned Node, from the root of the repository. */
  args: readonly string[];
};

export type Part = TestPart | ToolPart;

const database = '**/*.db.test.ts';
const long = '**/*.long.test.ts';
const withSimulator = [
  'bench/**/*.test.ts', 'engine/tests/together/**/*.test.ts', 'engine/**/*.sim.test.ts',
];
/** Systems that nobody here wrote, as processes: each file says by its name what is not here. */
const real = 'engine/tests/real/**/*.test.ts';
/** Processes that are killed, frozen and cut off, and days lived through: minutes for each file. */
const rough = [
  'bench/**/*.test.ts', 'engine/tests/together/{aimed,machines}/**/*.test.ts',
  'engine/tests/together/{away,backup,bulk,crash,demo,disk,going-live,life,lost-disk,machines,' +
    'stop,two-processes,upgrade,worlds,wrong-clock}.together.test.ts',
];
const browser = 'console/browser/**/*.test.ts';

export const parts: readonly Part[] = [
  { is: 'tool', name: 'types', budgetSeconds: 60, args: ['repository/parts/typecheck.ts'] },
  {
    is: 'tool', name: 'lint', budgetSeconds: 45,
    args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  },
  tests('repository', 60, ['repository/**/*.test.ts'], [long]),
  tests('engine', 140, ['engine/**/*.test.ts'], [database, long, real, ...withSimulator]),
  tests('engine-db', 780, ['engine/**/*.db.test.ts'], [long, ...withSimulator], ['postgres']),
  tests('simulator', 60, ['simulator/**/*.test.ts', 'contracts/**/*.test.ts'], [database, long]),
  tests('console', 60, ['console/**/*.test.{ts,tsx}', 'client/**/*.test.ts'], [
    long, 'console/browser/**',
  ]),
  tests('together', 540, withSimulator, [long, ...rough], ['postgres', 'console']),
  tests('browser', 660, [browser], [long], ['chromium', 'console', 'postgres']),
  { ...tests('rough', 780, rough, [long], ['postgres', 'console']), runsWith: 'not-quick' },
  { ...tests('real', 600, [real], [long], ['tryton', 'openssh']), runsWith: 'not-quick' },
  {
    ...tests('long', 3600, [long], [], ['chromium', 'console', 'postgres']), runsWith: 'long',
    tells: 'engine/tests/together/reliability/write.ts',
  },
];

export const testParts: readonly TestPart[] = parts.filter((part) => part.is === 'tests');

function tests(
  name: string,
  budgetSeconds: number,
  include: readonly string[],
  exclude: readonly string[],
  needs: readonly Need[] = [],
): TestPart {
  return {
    is: 'tests', name, budgetSeconds, include, needs, runsWith: 'every', tells: null,
    exclude: [...exclude, '**/node_modules/**', '**/dist/**', '**/fixtures/**'],
  };
}
