/** Follows a page in one shell of its own, against a fresh Gatepass and pretended systems. */
import { spawn } from 'node:child_process';
import {
  mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { adminKey, program } from '../processes.ts';
import { says, stepsOf, type Step } from './page.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export type Followed = {
  /** Steps that showed something else than the page, in words. */
  readonly differences: readonly string[];
  readonly steps: number;
};

export type Where = {
  readonly gatepass: string;
  readonly simulator: string;
  /** Where a page names another system: its address there, and the one it has here. */
  readonly others?: Readonly<Record<string, string>>;
  /** A checkout of one's own to stand in; an empty folder with the examples when left out. */
  readonly checkout?: string;
};

/** Longer than any wait that a page names. */
const patience = 60_000;

export const followPage = async (file: string, where: Where): Promise<Followed> => {
  const steps = stepsOf(readFileSync(join(root, file), 'utf8'));
  const shell = openShell(where);
  const differences: string[] = [];
  try {
    for (const step of steps) {
      const difference = await take(shell, step, where);
      if (difference === null) continue;
      differences.push(`${file}:${String(step.line)} ${difference}`);
      // What comes after stands on it.
      break;
    }
  } finally {
    await shell.close();
  }
  return { differences, steps: steps.length };
};

type Shell = {
  readonly run: (code: string) => Promise<{ readonly code: number; readonly said: string }>;
  readonly close: () => Promise<void>;
};

const take = async (shell: Shell, step: Step, where: Where): Promise<string | null> => {
  const code = atHome(step.code, where);
  const until = performance.now() + patience;
  for (;;) {
    const ended = await shell.run(code);
    const isShown = step.answer === null || says(ended.said, atHome(step.answer, where));
    if (isShown && (step.answer !== null || ended.code === 0)) return null;
    if (!step.isAgain || performance.now() > until) {
      return `${step.code}\nended with ${String(ended.code)} and said\n${ended.said}\n` +
        `where the page shows\n${step.answer ?? 'nothing'}`;
    }
    await pause(200);
  }
};

/** The page names the ports of a first start; a test takes free ones. */
const atHome = (text: string, { gatepass, simulator, others = {} }: Where): string =>
  Object.entries({
    'http://127.0.0.1:4600': gatepass, 'http://127.0.0.1:4610': simulator, ...others,
  }).reduce((changed, [there, here]) => changed.replaceAll(there, here), text);

/** One bash for the whole page: variables and files stay from block to block. */
const openShell = (where: Where): Shell => {
  const folder = mkdtempSync(join(tmpdir(), 'gatepass-page-'));
  const tools = join(folder, '.tools');
  mkdirSync(tools);
  mkdirSync(join(folder, 'examples'));
  const examples = readdirSync(join(root, 'examples'), { withFileTypes: true });
  for (const { name } of examples.filter((one) => one.isFile())) {
    const text = readFileSync(join(root, 'examples', name), 'utf8');
    writeFileSync(join(folder, 'examples', name), atHome(text, where));
  }
  // `npx gatepass` and `gatepass` as in a checkout, without the seconds that npx takes to think.
  const command = `exec ${process.execPath} ${program} "$@"\n`;
  writeFileSync(join(tools, 'gatepass'), `#!/bin/sh\n${command}`, { mode: 0o755 });
  writeFileSync(join(tools, 'npx'), `#!/bin/sh\nshift\n${command}`, { mode: 0o755 });
  writeFileSync(join(tools, 'node'), `#!/bin/sh\nexec ${process.execPath} "$@"\n`, { mode: 0o755 });
  const bash = spawn('bash', ['--noprofile', '--norc'], {
    cwd: where.checkout ?? folder, stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: `${tools}:${process.env['PATH'] ?? ''}`, HOME: folder, GATEPASS_URL: where.gatepass,
      GATEPASS_BOOTSTRAP_KEY: adminKey,
    },
  });
  let said = '';
  let heard = (): void => {};
  for (const stream of [bash.stdout, bash.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      heard();
    });
  }
  bash.once('exit', () => { heard(); });
  let count = 0;
  return {
    run: async (code) => {
      count += 1;
      const mark = `=== block ${String(count)} ended with `;
      said = '';
      bash.stdin.write(`{ ${code}\n} 2>&1 </dev/null; printf '\\n%s%s\\n' '${mark}' $?\n`);
      for (;;) {
        const end = new RegExp(`\\n${mark}(\\d+)\\n`).exec(said);
        if (end !== null) return { code: Number(end[1]), said: said.slice(0, end.index) };
        if (bash.exitCode !== null) throw new Error(`The shell ended in:\n${code}\n${said}`);
        await new Promise<void>((resolve) => { heard = resolve; });
      }
    },
    close: async () => {
      const ended = new Promise((resolve) => { bash.once('exit', resolve); });
      bash.stdin.end('exit\n');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
