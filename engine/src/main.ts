/**
 * The program: settings, then rooms, then run. `up` is the whole product in one process; every
 * other command is a client of the API and lives in `cli/`.
 */
import { readFile } from 'node:fs/promises';
import { readSettings } from './settings.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const [command = 'help', ...rest] = process.argv.slice(2);

if (command === 'up' && !rest.includes('--help')) {
  const read = readSettings(process.env);
  if (read.is === 'refused') {
    complain(`Gatepass does not start: ${String(read.problems.length)} settings are wrong.`);
    for (const problem of read.problems) complain(`  ${problem}`);
    process.exitCode = 2;
  } else {
    const { up } = await import('./up.ts');
    // Whatever still holds a timer or a socket must not keep a stopped Gatepass alive.
    process.exit(await up(read.settings, { say, complain }));
  }
} else {
  const { runCommand } = await import('./cli/run.ts');
  process.exitCode = await runCommand([command, ...rest], {
    env: process.env,
    out: say,
    err: complain,
    fetch,
    readFile: (path) => readFile(path, 'utf8'),
    isTerminal: process.stdout.isTTY,
  });
}
