import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { errorCode } from './cli/server.ts';
import type { Written } from './cli/surroundings.ts';

/** Writes a file that appears only when it is whole, for its owner only, and never over another. */
export async function writeNewFile(
  file: string, body: AsyncIterable<Uint8Array>,
): Promise<Written> {
  if (existsSync(file)) {
    return { is: 'not-written', words: `${file} is already there. Name a new file.` };
  }
  const aside = `${file}.part-${String(process.pid)}`;
  try {
    await pipeline(body, createWriteStream(aside, { mode: 0o600, flush: true, flags: 'wx' }));
    renameSync(aside, file);
    return { is: 'written' };
  } catch (refusal) {
    rmSync(aside, { force: true });
    const code = errorCode(refusal);
    // What fetch says when the line breaks in the middle of a body.
    if (code === 'terminated' || code === 'UND_ERR_SOCKET') {
      return { is: 'not-written', words: 'The line broke before the whole backup had come.' };
    }
    return { is: 'not-written', words: `${file} cannot be written (${code}).` };
  }
}
