/**
 * The program: settings, then rooms, then run. `up` is the whole product in one process, `worker`
 * and `api` are its halves for several machines, `restore` fills its store while it does not run;
 * every other command is a client of the API and lives in `cli/`.
 */
import { readFile } from 'node:fs/promises';
import { writeNewFile } from './new-file.ts';
import { createInterface } from 'node:readline/promises';
import type { Voices } from './running.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * Whoever listened has gone, as `head` does after its lines. A command ends by itself, and the
 * product must not stop because nobody reads what it says.
 */
const goOnUnheard = (fault: NodeJS.ErrnoException): void => {
  if (fault.code !== 'EPIPE') throw fault;
};
process.stdout.on('error', goOnUnheard);
process.stderr.on('error', goOnUnheard);

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** One line from the terminal. */
const askPerson = async (question: string): Promise<string> => {
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await asking.question(question);
  } finally {
    asking.close();
  }
};

const [command = 'help', ...rest] = process.argv.slice(2);

type Run = (settings: Settings, voices: Voices) => Promise<number>;

const runs: Readonly<Record<string, () => Promise<Run>>> = {
  up: async () => (await import('./up.ts')).up,
  worker: async () => (await import('./stateless.ts')).runWorker,
  api: async () => (await import('./stateless.ts')).serveApi,
  ...(rest.every((word) => word === '--reset') && rest.length < 2 ? {
    demo: async () => {
      const { runDemo } = await import('./up.ts');
      return (settings, voices) => runDemo(settings, voices, rest.length > 0);
    },
  } : {}),
  ...(rest.length === 1 && !rest[0]?.startsWith('-') ? {
    restore: async () => {
      const { restore } = await import('./restore.ts');
      return (settings, voices) => restore(settings, rest[0] ?? '', voices);
    },
  } : {}),
};
// It needs no server, no store and no settings, and so opens none of them.
const { preview, readPreviewCall } = command === 'preview' && !rest.includes('--help')
  ? await import('./preview.ts') : { preview: null, readPreviewCall: () => null };
const previewCall = readPreviewCall(rest);
const findRun = Object.hasOwn(runs, command) && !rest.includes('--help') ? runs[command] : null;

if (preview !== null && previewCall !== null) {
  process.exitCode = await preview(previewCall, { say, complain });
} else if (findRun !== null && findRun !== undefined) {
  const read = readSettings(process.env);
  if (read.is === 'refused') {
    complain(`Gatepass does not start: ${String(read.problems.length)} settings are wrong.`);
    for (const problem of read.problems) complain(`  ${problem}`);
    process.exitCode = 2;
  } else {
    const run = await findRun();
    // Whatever still holds a timer or a socket must not keep a stopped Gatepass alive.
    process.exit(await run(read.settings, { say, complain }));
  }
} else {
  const { runCommand } = await import('./cli/run.ts');
  process.exitCode = await runCommand([command, ...rest], {
    env: process.env,
    out: say,
    err: complain,
    fetch,
    readFile: (path) => readFile(path, 'utf8'),
    writeNewFile,
    isTerminal: process.stdout.isTTY,
    ...(process.stdin.isTTY ? { askPerson } : {}),
    ...(process.stdout.isTTY ? { draw: (text: string) => { process.stdout.write(text); } } : {}),
  });
}
