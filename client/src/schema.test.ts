import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** npm puts it beside the console or at the root, as versions allow. */
const program = ['console/node_modules', 'node_modules']
  .map((folder) => at(`${folder}/openapi-typescript/bin/cli.js`)).find((one) => existsSync(one));

test('the types are those of the description: npm run types --workspace console', () => {
  const { stdout } = spawnSync(
    process.execPath, [program ?? 'openapi-typescript is missing', at('console/openapi.json')],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  expect(stdout.trim() === readFileSync(at('client/src/schema.d.ts'), 'utf8').trim()).toBe(true);
});
