// Which npm packages and which parts of Node each room may use. What is not named is refused.
import type { Place, RoomName } from './rooms.ts';

export type Allowance = { packages: readonly string[]; node: readonly string[] | 'all' };

const files = ['fs', 'fs/promises', 'path', 'url', 'os'];
const sql = ['kysely', 'pg', 'pg-boss', '@electric-sql/pglite', '@types/pg'];

export const allowances: Readonly<Record<RoomName, Allowance>> = {
  core: { packages: [], node: [] },
  // A connector describes its settings as a schema; signing a push is the same for all of them.
  contract: { packages: ['zod', 'standardwebhooks'], node: ['assert/strict', 'buffer'] },
  // Standard Webhooks only signs; the request itself goes through the wire.
  connectors: {
    packages: ['zod', 'standardwebhooks'],
    node: ['assert', 'assert/strict', 'buffer'],
  },
  store: {
    packages: sql,
    node: [
      ...files, 'assert', 'assert/strict', 'buffer', 'crypto', 'events', 'zlib', 'stream',
      'stream/promises', 'timers', 'timers/promises', 'module', 'async_hooks', 'util', 'sqlite',
    ],
  },
  loop: {
    packages: ['pino', 'prom-client', 'standardwebhooks', 'zod'],
    node: ['crypto', 'events', 'timers', 'timers/promises', 'async_hooks', 'perf_hooks', 'os'],
  },
  desk: { packages: ['zod'], node: ['crypto'] },
  ledger: { packages: ['zod'], node: ['crypto'] },
  reports: { packages: ['zod'], node: ['crypto'] },
  messages: { packages: ['zod', 'standardwebhooks'], node: ['crypto'] },
  people: { packages: ['zod'], node: ['crypto', 'util'] },
  api: {
    packages: [
      'fastify', '@fastify/static', '@fastify/swagger', 'fastify-type-provider-zod', 'zod',
      'pino', 'prom-client', 'standardwebhooks', 'yaml',
    ],
    node: [...files, 'crypto', 'events', 'stream', 'stream/promises', 'timers/promises', 'http'],
  },
  cli: {
    packages: ['yaml', 'zod', 'commander'],
    node: [...files, 'util', 'readline', 'readline/promises', 'process', 'tty'],
  },
  main: { packages: ['yaml', 'pino', 'zod', 'prom-client'], node: 'all' },
  // Its Custom Store judges what it fetches by a schema, as the real one does.
  simulator: { packages: ['fastify', 'zod', 'standardwebhooks', 'libxml2-wasm'], node: 'all' },
  console: {
    packages: [
      'react', 'react-dom', '@mantine/core', '@mantine/hooks', '@tanstack/react-query',
      '@tanstack/react-router', '@tanstack/react-virtual',
    ],
    node: [],
  },
  // It runs in a page too, so it stands on what browsers and Node have alike.
  client: { packages: ['standardwebhooks'], node: [] },
};

/** Files that may use what the rest of their room may not. */
export const narrowAllowances: readonly (Allowance & { startsWith: string })[] = [
  {
    // The only door to the network.
    startsWith: 'engine/src/loop/wire',
    packages: ['undici'],
    node: ['dns', 'dns/promises', 'net', 'tls', 'stream', 'stream/promises', 'zlib'],
  },
  {
    // The only door to files of others: folders of this machine, and SFTP (docs/decisions/024).
    startsWith: 'engine/src/loop/files/',
    packages: ['ssh2-sftp-client'],
    node: ['fs', 'fs/promises', 'path', 'dns/promises', 'net', 'buffer'],
  },
  {
    // Hashes, seals, sessions and the errands to a provider (docs/decisions/022).
    startsWith: 'engine/src/people/sign-in.ts',
    packages: ['better-auth'],
    node: [],
  },
  {
    // Compares the tables that it would make with ours.
    startsWith: 'engine/src/people/tables.db.test.ts',
    packages: ['better-auth'],
    node: [],
  },
  {
    // A provider to sign in at, as others wrote it.
    startsWith: 'engine/tests/provider.ts',
    packages: ['oidc-provider', '@types/oidc-provider'],
    node: [],
  },
  {
    // Somebody else's client holds our pretend ShipStation to what theirs expects.
    startsWith: 'simulator/src/shipstation/independent-client/',
    packages: ['shipstation-node'],
    node: [],
  },
  {
    // Holds the description of the API to what others wrote about OpenAPI and JSON Schema.
    startsWith: 'engine/src/api/examples/examples.test.ts',
    packages: ['ajv', '@redocly/openapi-core'],
    node: [],
  },
  {
    // Pages of the handbook are made where the console is built (docs/decisions/031).
    startsWith: 'console/handbook/',
    packages: ['marked', 'vite'],
    node: files,
  },
  {
    // Draws the calls of a connection when somebody asks for it (docs/decisions/032).
    startsWith: 'console/src/connections/plot-calls.ts',
    packages: ['uplot'],
    node: [],
  },
  {
    startsWith: 'console/vite.config.ts',
    packages: ['vite', '@vitejs/plugin-react'],
    node: 'all',
  },
];

/** Test files may also use these, wherever they lie, and all of Node. */
const testPackages = ['vitest', 'fast-check'];

export const outerAllowances: Readonly<Record<Exclude<Place, RoomName>, Allowance>> = {
  tests: {
    packages: [...testPackages, ...sql, 'zod', 'yaml', 'fastify', 'undici', 'standardwebhooks'],
    node: 'all',
  },
  // A newcomer meets engine and console together, in a browser.
  together: {
    packages: [
      ...testPackages, ...sql, 'zod', 'yaml', 'undici', 'standardwebhooks', 'playwright-core',
    ],
    node: 'all',
  },
  // The naive loop is written over the client that people take for it; the console is measured in
  // a browser.
  bench: {
    packages: [
      ...testPackages, ...sql, 'undici', 'zod', 'yaml', 'standardwebhooks', 'shipstation-node',
      'playwright-core',
    ],
    node: 'all',
  },
  contracts: { packages: ['ajv', 'libxml2-wasm'], node: ['fs', 'path'] },
  repository: { packages: [...testPackages, 'oxc-parser', 'yaml'], node: 'all' },
  browser: { packages: [...testPackages, 'playwright-core', 'axe-core', 'vite'], node: 'all' },
};

export function isTestPackage(name: string): boolean {
  return testPackages.includes(name);
}
