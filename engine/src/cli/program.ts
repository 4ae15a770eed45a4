import { Command, Option } from 'commander';
import type { ApplyCall } from './apply.ts';
import type { DoctorCall } from './doctor/doctor.ts';
import { exitCode, type ExitCode } from './ending.ts';
import type { ExportCall } from './export.ts';
import { widthOfPaper } from './paper.ts';
import { defaultUrl, type Whereabouts } from './server.ts';
import type { WhyCall } from './why/why.ts';

/** What a person asked for, read from the command line. */
export type Call =
  | ({ readonly is: 'apply' } & ApplyCall)
  | ({ readonly is: 'export' } & ExportCall)
  | ({ readonly is: 'why' } & WhyCall)
  | ({ readonly is: 'doctor' } & DoctorCall);

export type Called = Call & { readonly where: Whereabouts };

/** What the exit codes of each command mean; help and docs/commands.md both print this. */
export const exitMeanings: Readonly<Record<string, readonly (readonly [ExitCode, string])[]>> = {
  apply: [
    [exitCode.done, 'applied, or nothing to change'],
    [exitCode.notUnderstood, 'the file cannot be read, or a secret is missing'],
    [exitCode.refused, 'Gatepass refused the policy; nothing was applied'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
  ],
  export: [
    [exitCode.done, 'printed'],
    [exitCode.refused, 'Gatepass refused'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
  ],
  why: [
    [exitCode.done, 'told'],
    [exitCode.no, 'no such order'],
    [exitCode.notUnderstood, 'several orders have that number; say which'],
    [exitCode.refused, 'Gatepass refused'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
  ],
  doctor: [
    [exitCode.done, 'all is well'],
    [exitCode.no, 'something is wrong, or could not be looked at'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
  ],
};

type Perform = (call: Called) => Promise<void>;
type JsonOption = { json?: true };

/** Every command with its words. Nothing happens here; `perform` gets what was asked for. */
export function makeProgram(version: string, perform: Perform): Command {
  const program = new Command('gatepass')
    .description('Asks a running Gatepass, and tells it the policy.')
    .version(version, '--version', 'print the version of this command')
    .helpOption('--help', 'print help')
    .helpCommand('help [command]', 'Print help, also for one command.')
    .configureHelp({ showGlobalOptions: true, helpWidth: widthOfPaper })
    .addOption(new Option('--url <address>', 'where Gatepass is; else GATEPASS_URL, else ' +
      defaultUrl))
    .addOption(new Option('--key <key>', 'who asks; else GATEPASS_KEY, else ' +
      'GATEPASS_BOOTSTRAP_KEY, else the key that npm start wrote on this machine ' +
      '(local.key in GATEPASS_DATA or ./data)'));
  addUp(program);
  addApply(program, perform);
  addExport(program, perform);
  addWhy(program, perform);
  addDoctor(program, perform);
  for (const command of program.commands) {
    const meanings = exitMeanings[command.name()];
    if (meanings === undefined) continue;
    const lines = meanings.map(([code, meaning]) => `  ${String(code)}  ${meaning}`);
    command.addHelpText('after', `\nExit codes:\n${lines.join('\n')}`);
  }
  return program;
}

/** Only named here: `main` starts it before this room is asked. */
function addUp(program: Command): void {
  program.command('up')
    .description('Run the whole product on this machine: store, engine and console. npm start ' +
      'installs what is missing first and then does the same.')
    .action(() => {
      program.error('up starts Gatepass itself and cannot be called from inside a client.');
    });
}

function addApply(program: Command, perform: Perform): void {
  program.command('apply')
    .description('Bring a policy file (YAML or JSON) into force. ${NAME} in it is taken from the ' +
      'environment and kept encrypted. Applying a file twice changes nothing.')
    .argument('<file>', 'the policy file; - reads what is piped in')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--json', "print the server's answer as JSON")
    .action((file: string, _options, command: Command) => {
      const given = command.opts<{ dryRun?: true } & JsonOption>();
      return perform({
        is: 'apply', file, isDryRun: given.dryRun === true, isJson: given.json === true,
        where: whereabouts(program),
      });
    });
}

function addExport(program: Command, perform: Perform): void {
  program.command('export')
    .description('Print the policy in force as a policy file. Secrets stay ${NAME}.')
    .option('--json', "print the server's answer as JSON")
    .action((_options, command: Command) => perform({
      is: 'export', isJson: command.opts<JsonOption>().json === true, where: whereabouts(program),
    }));
}

function addWhy(program: Command, perform: Perform): void {
  program.command('why')
    .description('Tell what happened to an order, whom it waits for and since when.')
    .argument('<order>', 'the number printed on the tote, or an id such as ord_…')
    .option('--channel <name>', 'which one, when several channels use the number')
    .option('--json', 'print the order and its timeline as JSON')
    .action((order: string, _options, command: Command) => {
      const given = command.opts<{ channel?: string } & JsonOption>();
      return perform({
        is: 'why', order, channel: given.channel ?? null, isJson: given.json === true,
        where: whereabouts(program),
      });
    });
}

function addDoctor(program: Command, perform: Perform): void {
  program.command('doctor')
    .description('Try every connection, the key, the clock and this Node, and say what is wrong ' +
      'and what to do.')
    .option('--json', 'print the findings as JSON')
    .action((_options, command: Command) => perform({
      is: 'doctor', isJson: command.opts<JsonOption>().json === true, where: whereabouts(program),
    }));
}

function whereabouts(program: Command): Whereabouts {
  const { url, key } = program.opts<{ url?: string; key?: string }>();
  return { url, key };
}
