/**
 * The console as readers get it, built by the same hand that builds it for `npm start`: only when
 * its sources changed, and once even when several ask. In a process of its own, because a test
 * runner's environment would make React's development build.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const builder = pathToFileURL(join(import.meta.dirname, '../../bin/console.js')).href;

const program = `
  const { buildConsole } = await import(${JSON.stringify(builder)});
  if (!buildConsole(process.execPath)) process.exitCode = 1;
`;

export async function buildConsole(): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
