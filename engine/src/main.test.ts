import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

test('a command whose reader has gone ends as ever', { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, [main, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complained = '';
  child.stderr.on('data', (piece: Buffer) => { complained += piece.toString(); });
  const [code] = await once(child, 'close');
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
});
