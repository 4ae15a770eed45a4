import { Command, Option } from 'commander';
import type { ApplyCall } from './apply.ts';
import type { BackupCall } from './backup.ts';
import type { DoctorCall } from './doctor/doctor.ts';
import { addDesk, deskMeanings, type DeskCall } from './desk/program.ts';
import { exitCode, type ExitCode } from './ending.ts';
import type { ExportCall } from './export.ts';
import type { GoLiveCall } from './go-live.ts';
import { addKeys, keyMeanings, type KeysCall } from './key/program.ts';
import { addPeople, personMeanings, type PeopleCall } from './person/program.ts';
import { widthOfPaper } from './paper.ts';
import type { ProbeCall } from './probe/probe.ts';
import type { Whereabouts } from './server.ts';
import { addSteering, steeringMeanings, type SteeringCall } from './steering/program.ts';
import type { SweepCall } from './sweep.ts';
import type { FindCall } from './why/find.ts';
import type { WhyCall } from './why/why.ts';

/** What a person asked for, read from the command line. */
export type Call =
  | ({ readonly is: 'apply' } & ApplyCall)
  | ({ readonly is: 'export' } & ExportCall)
  | ({ readonly is: 'backup' } & BackupCall)
  | ({ readonly is: 'go-live' } & GoLiveCall)
  | ({ readonly is: 'why' } & WhyCall)
  | ({ readonly is: 'find' } & FindCall)
  | ({ readonly is: 'sweep' } & SweepCall)
  | ({ readonly is: 'doctor' } & DoctorCall)
  | ({ readonly is: 'probe' } & ProbeCall)
  | KeysCall
  | PeopleCall
  | DeskCall
  | SteeringCall;

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
  backup: [
    [exitCode.done, 'the file is whole and on disk'],
    [exitCode.notUnderstood, 'the file cannot be written, or is already there'],
    [exitCode.refused, 'Gatepass refused'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
  ],
  restore: [
    [exitCode.done, 'restored'],
    [exitCode.notUnderstood, 'the file or the store cannot be used; nothing was changed'],
  ],
  preview: [
    [exitCode.done, 'every row of the file would be taken'],
    [exitCode.no, 'rows would be left out, or the whole file; each is named with its line'],
    [exitCode.notUnderstood, 'the file or the policy cannot be read; nothing was tried'],
  ],
  'go-live': [
    [exitCode.done, 'done, or told'],
    [exitCode.no, 'the warehouse has no plan under way'],
    [exitCode.notUnderstood, 'no warehouse was named'],
    [exitCode.refused, 'Gatepass refused, in its words'],
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
  find: [
    [exitCode.done, 'found'],
    [exitCode.no, 'nothing fits'],
    [exitCode.notUnderstood, 'nothing was typed'],
    [exitCode.refused, 'too little was typed, in words'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
  ],
  sweep: [
    [exitCode.done, 'asked for, or nothing to count'],
    [exitCode.refused, 'no such connection, or nothing there can be counted'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
  ],
  doctor: [
    [exitCode.done, 'all is well'],
    [exitCode.no, 'something is wrong, or could not be looked at'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
  ],
  ...keyMeanings,
  ...personMeanings,
  ...deskMeanings,
  ...steeringMeanings,
  probe: [
    [exitCode.done, 'everything asked was found out, or nothing was consented to'],
    [exitCode.no, 'a step did not find out everything, or nothing moves'],
    [exitCode.notUnderstood, 'there is no such step; nothing was done'],
    [exitCode.refused, 'Gatepass refused, or there is no such connection; nothing was done'],
    [exitCode.notReached, 'Gatepass cannot be reached; what was consented to goes on there'],
    [exitCode.notAllowed, 'the key is not known, or may not do this'],
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
      'this machine at PORT, else at 4600'))
    .addOption(new Option('--key <key>', 'who asks; else GATEPASS_KEY, else ' +
      'GATEPASS_BOOTSTRAP_KEY, else the key that npm start wrote on this machine ' +
      '(local.key in GATEPASS_DATA or ./data)'));
  addRunning(program);
  addApply(program, perform);
  addExport(program, perform);
  addBackup(program, perform);
  addRestore(program);
  addPreview(program);
  addGoLive(program, perform);
  addWhy(program, perform);
  addFind(program, perform);
  addSweep(program, perform);
  addDoctor(program, perform);
  addProbe(program, perform);
  addKeys(program, (call) => perform({ ...call, where: whereabouts(program) }));
  addPeople(program, (call) => perform({ ...call, where: whereabouts(program) }));
  addDesk(program, (call) => perform({ ...call, where: whereabouts(program) }));
  addSteering(program, (call) => perform({ ...call, where: whereabouts(program) }));
  for (const command of program.commands) {
    const meanings = exitMeanings[command.name()];
    if (meanings === undefined) continue;
    const lines = meanings.map(([code, meaning]) => `  ${String(code)}  ${meaning}`);
    command.addHelpText('after', `\nExit codes:\n${lines.join('\n')}`);
  }
  return program;
}

const running = {
  up: 'Run the whole product on this machine: store, engine and console. npm start ' +
    'installs what is missing first and then does the same.',
  worker: 'Run the loop only: decide, look and carry out, beside other processes on the ' +
    'PostgreSQL that DATABASE_URL names. It keeps nothing on its own disk; start as many as ' +
    'wanted. Each connection is held by one of them at a time, and another takes over when that ' +
    'one ends. All need the same GATEPASS_SECRET_KEY. With GATEPASS_HEALTH_PORT it answers ' +
    '/healthz, /readyz and /metrics there. Told to stop (SIGTERM or SIGINT), it begins nothing ' +
    'new and ends with 0 when its call under way has come home; told twice, it ends at once.',
  api: 'Serve the API and the console only, on the PostgreSQL that DATABASE_URL names, with the ' +
    'same GATEPASS_SECRET_KEY as the workers. It keeps nothing on its own disk; start as many as ' +
    'wanted behind one address. Without a worker beside it nothing is carried out. ' +
    '/readyz is 503 then; what stands before several of them asks /readyz?for=requests.',
  demo: 'Run the whole product with the demo day: two warehouses, ShipStation and two channels, ' +
    'all pretended on this machine. A minute is an hour there. It has a folder of its own ' +
    '(demo in GATEPASS_DATA or ./data), touches nothing else, and goes on where it stopped. ' +
    'npm start does the same while nothing was configured yet.',
} as const;

/** Only named here: `main` starts them before this room is asked. */
function addRunning(program: Command): void {
  for (const [name, words] of Object.entries(running)) {
    const command = program.command(name).description(words).action(() => {
      program.error(`${name} starts Gatepass itself and cannot be called from inside a client.`);
    });
    if (name === 'demo') {
      command.option('--reset', 'begin the demo anew; what was done in it is forgotten');
    }
  }
}

function addApply(program: Command, perform: Perform): void {
  program.command('apply')
    .description('Bring a policy file (YAML or JSON) into force. ${NAME} in it is taken from the ' +
      'environment and kept encrypted. Applying a file twice changes nothing.')
    .argument('<file>', 'the policy file; - reads what is piped in')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--reassign', 'hand open causes that nobody has taken to the role of their kind')
    .option('--json', "print the server's answer as JSON")
    .action((file: string, _options, command: Command) => {
      const given = command.opts<{ dryRun?: true; reassign?: true } & JsonOption>();
      return perform({
        is: 'apply', file, isDryRun: given.dryRun === true, isReassign: given.reassign === true,
        isJson: given.json === true, where: whereabouts(program),
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

function addBackup(program: Command, perform: Perform): void {
  program.command('backup')
    .description('Copy everything that a running Gatepass holds, as of one moment, into a new ' +
      'file. The file fits both sizes of the store and is as secret as the store.')
    .argument('<file>', 'the file that is made; it must not be there yet')
    .action((file: string) => perform({ is: 'backup', file, where: whereabouts(program) }));
}

/** Only named here: `main` does it before this room is asked. */
function addRestore(program: Command): void {
  program.command('restore')
    .description('Fill an empty store from a backup: the data folder (GATEPASS_DATA), or the ' +
      'database that DATABASE_URL names. No Gatepass may run on it, and the one that was backed ' +
      'up must not run again. The next start first reads again what ShipStation did since.')
    .argument('<file>', 'the backup')
    .action(() => {
      program.error('restore opens the store itself and cannot be called from inside a client.');
    });
}

function addPreview(program: Command): void {
  program.command('preview')
    .description('Say what a CSV file of a warehouse would do: which consignments it tells of, ' +
      'what Gatepass would say of each if it were live, and which lines would be left out and ' +
      'why. It needs no running Gatepass, and changes nothing.')
    .argument('<file>', 'the CSV file')
    .option('--policy <file>', 'the policy file whose connection says how to read it; without ' +
      'one the columns are called as in the flat layout, and nothing is decided')
    .option('--connection <name>', 'which connection of the policy, where several are csv-files')
    .option('--json', 'print JSON')
    .action(() => {
      program.error('preview reads the file itself and cannot be called from inside a client.');
    });
}

function addGoLive(program: Command, perform: Perform): void {
  program.command('go-live')
    .description('Make a plan for a warehouse to go live: which open orders in ShipStation are ' +
      'adopted, and what would be released. Nothing changes before it is approved.')
    .argument('[warehouse]', 'its name in the policy')
    .option('--channel <name...>', 'only these channels; else all')
    .option('--start-line <time>', 'what was heard of before is not judged, such as ' +
      '2026-11-22T06:00:00Z; else now')
    .option('--status', 'show the plans, and what they find now')
    .option('--approve', 'adopt what is open, then let the first 10 through')
    .option('--when-closed', 'with --approve: each step opens by itself when the one before has ' +
      'closed its loop without an exception')
    .option('--next', 'open the next step: 100, then all')
    .option('--abort', 'back to shadow mode; what stands in ShipStation stays there')
    .option('--because <text>', 'why; needed to approve a plan of your own')
    .option('--json', "print the server's answer as JSON")
    .action((warehouse: string | undefined, _options, command: Command) => {
      const given = command.opts<GoLiveOptions & JsonOption>();
      return perform({
        is: 'go-live', warehouse: warehouse ?? null, channels: given.channel ?? [],
        startLine: given.startLine ?? null, does: whatToDo(given),
        because: given.because ?? null, isWhenClosed: given.whenClosed === true,
        isJson: given.json === true, where: whereabouts(program),
      });
    });
}

type GoLiveOptions = {
  channel?: string[]; startLine?: string; because?: string;
  status?: true; approve?: true; next?: true; abort?: true; whenClosed?: true;
};

function whatToDo({ status, approve, next, abort }: GoLiveOptions): GoLiveCall['does'] {
  if (abort === true) return 'abort';
  if (status === true) return 'status';
  return approve === true ? 'approve' : next === true ? 'next' : 'make';
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

function addFind(program: Command, perform: Perform): void {
  program.command('find')
    .description('Find orders by whatever a customer can read out: a number of the order, the ' +
      'release, the consignment or the parcel, an e-mail address, a name, a postcode, the end of ' +
      'a telephone number, or a SKU. Capitals, blanks and dashes do not matter, and a beginning ' +
      'is enough. What fits whole comes first; at most 20 are shown.')
    .argument('<words...>', 'what to look for, with or without quotes')
    .option('--json', "print the server's answer as JSON")
    .action((words: string[], _options, command: Command) => perform({
      is: 'find', words, isJson: command.opts<JsonOption>().json === true,
      where: whereabouts(program),
    }));
}

function addSweep(program: Command, perform: Perform): void {
  program.command('sweep')
    .description('Count the open orders in ShipStation against those here now, and name those ' +
      'that were deleted or are missing. It goes on in the server; doctor tells what it found.')
    .argument('[connection]', 'which one; all when left out')
    .option('--json', "print the server's answers as JSON")
    .action((connection: string | undefined, _options, command: Command) => perform({
      is: 'sweep', connection: connection ?? null,
      isJson: command.opts<JsonOption>().json === true, where: whereabouts(program),
    }));
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

function addProbe(program: Command, perform: Perform): void {
  program.command('probe')
    .description('Find out what nobody outside knows about an account: list the steps with what ' +
      'each does, costs and leaves behind, ask consent to each, watch them being carried out, ' +
      'and say what was learnt. No label is ever bought. Without consent it only lists.')
    .argument('<connection>', 'its name in the policy')
    .option('--yes <steps>', 'consent to these steps without being asked: lists,updates')
    .option('--all', 'consent to every step that is possible now, without being asked')
    .option('--json', 'print steps and findings as JSON; asks nobody')
    .action((connection: string, _options, command: Command) => {
      const given = command.opts<{ yes?: string; all?: true } & JsonOption>();
      const named = given.yes?.split(',').map((one) => one.trim()).filter((one) => one !== '');
      return perform({
        is: 'probe', connection, consent: given.all === true ? 'all' : (named ?? null),
        isJson: given.json === true, where: whereabouts(program),
      });
    });
}

function whereabouts(program: Command): Whereabouts {
  const { url, key } = program.opts<{ url?: string; key?: string }>();
  return { url, key };
}
