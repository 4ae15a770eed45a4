// One at a time between processes, for work that must not run twice at once (installing, building).
import fs from 'node:fs';
import path from 'node:path';

/** Longer than any install should take: a lock this old was left by a process that was ended. */
const staleAfterMs = 15 * 60 * 1000;
const lookEveryMs = 200;

/** Runs `work` while holding the lock file; waits for another holder, and says so once. */
export function withLock(file, say, giveUp, work) {
  let hasSaidSo = false;
  while (!take(file, giveUp)) {
    if (!hasSaidSo) say(`waiting for another gatepass that is ${path.basename(file)} here`);
    hasSaidSo = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs);
  }
  const release = () => fs.rmSync(file, { force: true });
  // `work` may end the process in words, which skips a finally.
  process.once('exit', release);
  try {
    return work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function take(file, giveUp) {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
      return giveUp(`this has to write in ${path.dirname(file)}, which belongs to somebody else. ` +
        'Ask its owner to run the command once, or work in a clone of your own.');
    }
    if (error.code !== 'EEXIST') throw error;
  }
  if (isStale(file)) fs.rmSync(file, { force: true });
  return false;
}

function isStale(file) {
  try {
    if (Date.now() - fs.statSync(file).mtimeMs > staleAfterMs) return true;
    const holder = Number(fs.readFileSync(file, 'utf8'));
    // An empty file was created an instant ago and its writer has not come to the number yet.
    return holder > 0 && !isAlive(holder);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
