/**
 * Puts a real Vendure beside the product: into a folder of the machine's cache, by the lock file
 * that stands here, once for each lock. It is a process of the tests and no package of the product.
 * By hand: `node engine/tests/real/vendure/install.ts`
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Installed =
  | { readonly is: 'here'; readonly folder: string }
  | { readonly is: 'not-here'; readonly why: string };

const files = ['package.json', 'package-lock.json'] as const;
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const cacheFolder = (): string => {
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const lock = createHash('sha256').update(readFileSync(here('package-lock.json'))).digest('hex');
  return path.join(cache, 'gatepass-tests', `vendure-${lock.slice(0, 16)}`);
};

/** No script of any package is run: what is native in it comes ready made. */
const installVendure = (): Installed => {
  const folder = cacheFolder();
  if (existsSync(folder)) return { is: 'here', folder };
  const part = `${folder}.${String(process.pid)}`;
  try {
    mkdirSync(part, { recursive: true });
    for (const file of files) copyFileSync(here(file), path.join(part, file));
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: part, encoding: 'utf8', timeout: 300_000,
    });
    if (npm.status !== 0) {
      const said = npm.error?.message ?? npm.stderr.trim().split('\n').at(-1) ?? '';
      return { is: 'not-here', why: `npm cannot install it: ${said}`.slice(0, 200) };
    }
    renameSync(part, folder);
    return { is: 'here', folder };
  } catch (problem) {
    // Another run was sooner.
    if (existsSync(folder)) return { is: 'here', folder };
    return { is: 'not-here', why: problem instanceof Error ? problem.message : String(problem) };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
};

/** A machine of one's own may be without npm; where all is to be proved, it may not. */
export const vendureForTests = (): Installed => {
  const installed = installVendure();
  if (installed.is === 'not-here' && process.env['CI'] !== undefined) {
    throw new Error(installed.why);
  }
  return installed;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const installed = installVendure();
  console.log(installed.is === 'here' ? installed.folder : installed.why);
  process.exitCode = installed.is === 'here' ? 0 : 1;
}
