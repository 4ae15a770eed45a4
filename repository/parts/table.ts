// The parts that `npm test` runs, in order. vitest.config.ts makes its projects from the same
// table, so that no test file can fall between a part and a project.

export type Need = 'postgres' | 'chromium' | 'console';

export type TestPart = {
  is: 'tests';
  name: string;
  /** What the part should take on two cores; going over is said, not failed. */
  budgetSeconds: number;
  include: readonly string[];
  exclude: readonly string[];
  needs: readonly Need[];
  /** Left out unless asked for with --long. */
  isLong: boolean;
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
const withSimulator = ['engine/tests/together/**/*.test.ts', 'engine/**/*.sim.test.ts'];
const browser = 'console/browser/**/*.test.ts';

export const parts: readonly Part[] = [
  { is: 'tool', name: 'types', budgetSeconds: 60, args: ['repository/parts/typecheck.ts'] },
  {
    is: 'tool', name: 'lint', budgetSeconds: 45,
    args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  },
  tests('repository', 60, ['repository/**/*.test.ts'], [long]),
  tests('engine', 90, ['engine/**/*.test.ts'], [database, long, ...withSimulator]),
  tests('engine-db', 240, ['engine/**/*.db.test.ts'], [long, ...withSimulator], ['postgres']),
  tests('simulator', 60, ['simulator/**/*.test.ts'], [database, long]),
  tests('console', 60, ['console/**/*.test.{ts,tsx}'], [long, 'console/browser/**']),
  tests('together', 240, withSimulator, [long], ['postgres', 'console']),
  tests('browser', 240, [browser], [long], ['chromium', 'console', 'postgres']),
  { ...tests('long', 2400, [long], [], ['chromium', 'console', 'postgres']), isLong: true },
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
    is: 'tests', name, budgetSeconds, include, needs, isLong: false,
    exclude: [...exclude, '**/node_modules/**', '**/dist/**', '**/fixtures/**'],
  };
}
