// The compiler over every workspace and over the repository's own files, one after another.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');
const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const places = ['client', 'engine', 'simulator', 'console', '.'];

const failed = places.filter((place) => !check(place));
if (failed.length > 0) console.log(`Type errors in: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function check(place: string): boolean {
  const config = path.join(root, place, 'tsconfig.json');
  const sources = globSync(`${place}/{src,tests,conformance,scenarios,parts,.}/**/*.{ts,tsx}`, {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  });
  if (!existsSync(config) || sources.length === 0) {
    console.log(`${place}: left out, it has no ${existsSync(config) ? 'sources' : 'tsconfig'} yet`);
    return true;
  }
  // What did not change since the last run here is not read again.
  const kept = path.join(root, '.gatepass', 'types', `${place === '.' ? 'root' : place}.json`);
  const { status } = spawnSync(process.execPath, [
    compiler, '-p', config, '--incremental', '--tsBuildInfoFile', kept,
  ], { stdio: 'inherit' });
  return status === 0;
}
