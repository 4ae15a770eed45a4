/**
 * The command line: a client of the public API, with no rights and no knowledge of its own. It
 * reads what was asked, asks the server, and puts the answer in words. It never opens the store,
 * and it decides nothing about orders or policy.
 */
import { readFileSync } from 'node:fs';
import { CommanderError, type Command } from 'commander';
import { alerts } from './alerts.ts';
import { apply } from './apply.ts';
import { backup } from './backup.ts';
import { bulk } from './desk/bulk.ts';
import { exceptions } from './desk/exceptions.ts';
import { order } from './desk/order.ts';
import { doctor } from './doctor/doctor.ts';
import { Ending, exitCode } from './ending.ts';
import { exportPolicy } from './export.ts';
import { goLive } from './go-live.ts';
import { audit } from './key/audit.ts';
import { key } from './key/key.ts';
import { person } from './person/person.ts';
import { jsonText, paperOn, visible, type Paper } from './paper.ts';
import { plan } from './plan.ts';
import { probe } from './probe/probe.ts';
import { makeProgram, type Called } from './program.ts';
import { replay } from './replay.ts';
import { findServer } from './server.ts';
import { leftOut } from './steering/left-out.ts';
import { pause, resume } from './steering/pause.ts';
import type { Surroundings } from './surroundings.ts';
import { sweep } from './sweep.ts';
import { find } from './why/find.ts';
import { why } from './why/why.ts';

export type { Surroundings } from './surroundings.ts';

/**
 * Runs one command (`argv` without node and script) and returns its exit code. It throws only on
 * bugs; every refusal is printed in words.
 */
export async function runCommand(
  argv: readonly string[], given: Surroundings,
): Promise<number> {
  const surroundings = { ...given, out: endingLines(given.out), err: endingLines(given.err) };
  const paper = paperOn(surroundings, surroundings.out);
  const notes = paperOn({ ...surroundings, isTerminal: false }, surroundings.err);
  let code: number = exitCode.done;
  const program = makeProgram(ownVersion(), async (called) => {
    code = await perform(called, surroundings, paper, notes);
  });
  const commands = program.commands.flatMap((one) => [one, ...one.commands]);
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({
      writeOut: surroundings.out,
      writeErr: surroundings.err,
      outputError: (text, write) => { write(inWords(text)); },
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  }
  if (argv.length === 0) {
    program.outputHelp();
    return exitCode.done;
  }
  try {
    await program.parseAsync(helpAsOption(argv, program), { from: 'user' });
    return code;
  } catch (end) {
    if (end instanceof CommanderError) return end.exitCode === 0 ? 0 : exitCode.notUnderstood;
    if (!(end instanceof Ending)) throw end;
    const isJson = argv.includes('--json') && end.document !== undefined && end.document !== null;
    if (isJson) surroundings.out(jsonText(end.document));
    notes.write(...end.lines);
    return end.code;
  }
}

/** Every text in this room ends its own last line, and whoever called us would end it once more. */
function endingLines(put: (text: string) => void): (text: string) => void {
  return (text) => { put(text.replace(/\n$/, '')); };
}

/** The parser answers `help wyh` with the whole help; the bare word is refused. */
function helpAsOption(argv: readonly string[], program: Command): string[] {
  const [first, asked] = argv;
  const isKnown = program.commands.some((command) => command.name() === asked);
  const isHelp = first === 'help' && asked !== undefined && !asked.startsWith('-');
  return isHelp && !isKnown && asked !== 'help' ? [asked] : [...argv];
}

async function perform(
  called: Called, surroundings: Surroundings, paper: Paper, notes: Paper,
): Promise<number> {
  const server = await findServer(called.where, surroundings);
  switch (called.is) {
    case 'apply': return apply(called, server, surroundings, paper, notes);
    case 'export': return exportPolicy(called, server, surroundings);
    case 'backup': return backup(called, server, surroundings);
    case 'go-live': return goLive(called, server, surroundings, paper);
    case 'why': return why(called, server, surroundings, paper);
    case 'find': return find(called, server, surroundings, paper);
    case 'sweep': return sweep(called, server, surroundings, paper);
    case 'plan': return plan(called, server, surroundings, paper);
    case 'replay': return replay(called, server, surroundings, paper);
    case 'doctor': return doctor(called, server, surroundings, paper);
    case 'exceptions': return exceptions(called, server, surroundings, paper);
    case 'order': return order(called, server, surroundings, paper);
    case 'bulk': return bulk(called, server, surroundings, paper);
    case 'alerts': return alerts(called, server, surroundings, paper);
    case 'pause': return pause(called, server, surroundings, paper);
    case 'resume': return resume(called, server, surroundings, paper);
    case 'left-out': return leftOut(called, server, surroundings, paper);
    case 'key': return key(called, server, surroundings, paper);
    case 'person': return person(called, server, surroundings, paper);
    case 'audit': return audit(called, server, surroundings, paper);
    case 'probe': return probe(called, server, surroundings, paper);
    default: return called satisfies never;
  }
}

/** The parser's complaint as a sentence of ours, with the way out. */
function inWords(complaint: string): string {
  const [said = '', hint = ''] = complaint.replace(/^error: /, '').trim().split('\n');
  const sentence = visible(said.charAt(0).toUpperCase() + said.slice(1)).replace(/\.?$/, '.');
  const wayOut = hint === '' ? '' : ` ${visible(hint).replace(/^\((.*)\)$/, '$1')}`;
  return `${sentence}${wayOut}\ngatepass help lists every command.\n`;
}

function ownVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const isKnown = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return isKnown ? String(parsed.version) : 'unknown';
}
