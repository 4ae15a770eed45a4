import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { testParts, type TestPart } from './repository/parts/table.ts';

/** Starts one PostgreSQL for a whole run, for the parts that need it. */
const postgres = 'engine/tests/postgres.ts';

export default defineConfig({
  test: {
    // Two cores on the machines that run this most.
    maxWorkers: 2,
    projects: testParts.map((part) => ({ test: project(part) })),
  },
});

function project({ name, include, exclude, needs }: TestPart) {
  const wantsPostgres = needs.includes('postgres') && existsSync(postgres);
  return {
    name,
    include: [...include],
    exclude: [...exclude],
    globalSetup: wantsPostgres ? [postgres] : [],
    // A browser, or another system, and a whole engine on two cores: one file at a time.
    fileParallelism: !['browser', 'real'].includes(name),
    // Only what hangs is ended: on a busy machine a first start alone may take half a minute.
    testTimeout: ['together', 'rough', 'real', 'long'].includes(name) ? 600_000 : 120_000,
    hookTimeout: 180_000,
  };
}
