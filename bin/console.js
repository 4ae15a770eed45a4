// Builds the console into console/dist when its sources changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.js';
import { giveUp, readyEnvironment, root, say } from './ready.js';

const folder = path.join(root, 'console');
const dist = path.join(folder, 'dist');
const stampFile = path.join(dist, '.gatepass-stamp');
const notSources = new Set(['dist', 'node_modules', 'browser']);

/**
 * Returns whether console/dist is what the sources say. A console that cannot be built does not
 * hold up the hand-over itself: the engine starts without it, and the reason is said here.
 */
export function buildConsole(node) {
  if (!fs.existsSync(path.join(folder, 'index.html'))) return false;
  const wanted = sourcesHash();
  const isBuilt = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === wanted;
  if (isBuilt()) return true;
  if (!mayBuild()) {
    say('the console changed, but console/ belongs to somebody else: its last build stays.');
    return false;
  }
  return withLock(path.join(root, '.gatepass', 'building'), say, giveUp, () => {
    return isBuilt() || build(node, wanted);
  });
}

function mayBuild() {
  try {
    fs.accessSync(fs.existsSync(dist) ? dist : folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function build(node, wanted) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!fs.existsSync(vite)) {
    say('the console cannot be built: the development packages are left out. Run `npm ci`.');
    return false;
  }
  say('building the console');
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder, encoding: 'utf8', env: readyEnvironment(node),
  });
  if (status !== 0) {
    say(`the console could not be built; going on without it.\n${stdout}${stderr}`);
    return false;
  }
  fs.writeFileSync(stampFile, wanted);
  return true;
}

function sourcesHash() {
  const hash = createHash('sha256');
  hash.update(fs.readFileSync(path.join(root, 'package-lock.json')));
  // The handbook and the guides are pages of the console.
  const texts = ['handbook', 'docs'].map((name) => path.join(root, name)).filter(fs.existsSync)
    .flatMap(filesIn).filter((file) => file.endsWith('.md'));
  for (const file of [...filesIn(folder), ...texts]) {
    hash.update(`${path.relative(root, file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(place) {
  return fs.readdirSync(place, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(place, entry.name);
      return entry.isDirectory() ? filesIn(full) : [full];
    });
}
