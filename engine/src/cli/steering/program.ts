import { Argument, type Command } from 'commander';
import type { AlertsCall } from '../alerts.ts';
import { exitCode, type ExitCode } from '../ending.ts';
import type { PlanCall } from '../plan.ts';
import type { ReplayCall } from '../replay.ts';
import type { LeftOutCall } from './left-out.ts';
import type { PauseCall, ResumeCall } from './pause.ts';

/** What a person steers the loop by. */
export type SteeringCall =
  | ({ readonly is: 'pause' } & PauseCall)
  | ({ readonly is: 'resume' } & ResumeCall)
  | ({ readonly is: 'left-out' } & LeftOutCall)
  | ({ readonly is: 'plan' } & PlanCall)
  | ({ readonly is: 'replay' } & ReplayCall)
  | ({ readonly is: 'alerts' } & AlertsCall);

type Meanings = Readonly<Record<string, readonly (readonly [ExitCode, string])[]>>;

const general = [
  [exitCode.refused, 'Gatepass refused'],
  [exitCode.notReached, 'Gatepass cannot be reached'],
  [exitCode.notAllowed, 'the key is not known, or may not do this'],
] as const;

export const steeringMeanings: Meanings = {
  pause: [[exitCode.done, 'paused'], [exitCode.no, 'no such connection'], ...general],
  resume: [
    [exitCode.done, 'goes on, or nothing was paused'], [exitCode.no, 'no such connection'],
    ...general,
  ],
  'left-out': [
    [exitCode.done, 'shown, or the order goes on'],
    [exitCode.no, 'nothing keeps that order aside'],
    [exitCode.notUnderstood, 'several records do, or no reason was given'], ...general,
  ],
  plan: [
    [exitCode.done, 'shown, approved or refused'],
    [exitCode.no, 'no such plan'],
    [exitCode.notUnderstood, 'nothing waits, several wait, or no reason was given'],
    ...general,
  ],
  replay: [
    [exitCode.done, 'nothing would be decided otherwise, or what would be was woken'],
    [exitCode.no, 'some orders would be decided otherwise'],
    [exitCode.notUnderstood, 'no period, or a time without its zone'],
    ...general,
  ],
  alerts: [
    [exitCode.done, 'all hear, or nobody is to be told'],
    [exitCode.no, 'one did not hear, or there is no such address'],
    ...general,
  ],
};

type Perform = (call: SteeringCall) => Promise<void>;

const kinds = 'releases, withdrawals, voids, writes, looks';

export function addSteering(program: Command, perform: Perform): void {
  addPauses(program, perform);
  addLeftOut(program, perform);
  addPlan(program, perform);
  addReplay(program, perform);
  addAlerts(program, perform);
}

function addAlerts(program: Command, perform: Perform): void {
  program.command('alerts')
    .description('Show the addresses that are told of causes and of views of the team (alerts in ' +
      'the policy), and whether they hear it; or post a message to them that ' +
      'says it is a test, and tell what came back.')
    .addArgument(new Argument('[deed]', 'post a test; else they are shown').choices(['test']))
    .argument('[address]', 'which one, as the policy calls it; else all')
    .option('--json', "print the server's answers as JSON")
    .action((deed: string | undefined, address: string | undefined, _options, command: Command) =>
      perform({
        is: 'alerts', does: deed === 'test' ? 'test' : 'show', address: address ?? null,
        isJson: command.opts<{ json?: true }>().json === true,
      }));
}

function addLeftOut(program: Command, perform: Perform): void {
  program.command('left-out')
    .description('Show what a connection showed that could not be taken in, and which order it ' +
      'keeps aside. With --go-without an order goes on without it: only for who has looked there ' +
      'that it is no label, change or cancellation of this order.')
    .argument('<connection>', 'its name in the policy')
    .argument('[order]', 'the number of one order')
    .option('--go-without <reason>', 'let the order go on without it, and why that is right')
    .option('--record <name>', 'which record, where several keep the order aside')
    .option('--json', "print the server's answer as JSON")
    .action((
      connection: string, orderNumber: string | undefined, _options, command: Command,
    ) => {
      const given = command.opts<{ goWithout?: string; record?: string; json?: true }>();
      return perform({
        is: 'left-out', connection, orderNumber: orderNumber ?? null,
        record: given.record ?? null, goWithoutBecause: given.goWithout ?? null,
        isJson: given.json === true,
      });
    });
}

function addPlan(program: Command, perform: Perform): void {
  program.command('plan')
    .description('Show what waits for a person: changes that the guard against mass action ' +
      'stopped, with order, lines and reason, and what goes live. Approve or refuse what the ' +
      'guard stopped: exactly what was there when this command looked.')
    .argument('[plan]', 'which one, such as pln_…; else all that wait')
    .option('--approve', 'let what is withheld go')
    .option('--refuse', 'leave it as it is; needs --because')
    .option('--because <text>', 'why')
    .option('--json', "print the server's answer as JSON")
    .action((plan: string | undefined, _options, command: Command) => {
      const given = command.opts<{
        approve?: true; refuse?: true; because?: string; json?: true;
      }>();
      return perform({
        is: 'plan', plan: plan ?? null, because: given.because ?? null,
        isJson: given.json === true,
        does: given.refuse === true ? 'refuse' : given.approve === true ? 'approve' : 'show',
      });
    });
}

function addReplay(program: Command, perform: Perform): void {
  program.command('replay')
    .description('Decide a period anew from everything that is known now, and say which orders ' +
      'would be decided otherwise, with the old and the new sentence. Nothing changes without ' +
      '--go; with it those orders are decided by the usual way, which does nothing twice.')
    .option('--from <time>', 'the period begins here, such as 2026-11-22T06:00:00Z')
    .option('--to <time>', 'and ends before here')
    .option('--go', 'wake the orders that would be decided otherwise')
    .option('--look', 'with --go: first read the feeds of the period again (at most 7 days back)')
    .option('--status', 'show the newest replay')
    .option('--stop', 'stop the one under way; what it woke stays awake')
    .option('--because <text>', 'why, for the record')
    .option('--json', 'print the replay and up to 10,000 of its orders as JSON')
    .action((_options, command: Command) => {
      const given = command.opts<ReplayOptions>();
      return perform({
        is: 'replay', from: given.from ?? null, to: given.to ?? null, isGo: given.go === true,
        isLook: given.look === true, because: given.because ?? null, isJson: given.json === true,
        does: given.stop === true ? 'stop' : given.status === true ? 'status' : 'begin',
      });
    });
}

type ReplayOptions = {
  from?: string; to?: string; because?: string;
  go?: true; look?: true; status?: true; stop?: true; json?: true;
};

function addPauses(program: Command, perform: Perform): void {
  program.command('pause')
    .description('Stop what Gatepass does on a connection, at once and on every machine. What ' +
      'was begun is finished; orders say who paused it and why, and are not late through it.')
    .argument('<connection>', 'its name in the policy')
    .requiredOption('--why <reason>', 'why, for those who find it paused')
    .option('--only <kinds>', `some of ${kinds}, with commas; else all but looks`)
    .option('--until <time>', 'ends by itself then, such as 2026-12-24T18:00:00Z')
    .option('--json', "print the server's answer as JSON")
    .action((connection: string, _options, command: Command) => {
      const given = command.opts<{ why: string; only?: string; until?: string; json?: true }>();
      return perform({
        is: 'pause', connection, why: given.why, only: listed(given.only),
        until: given.until ?? null, isJson: given.json === true,
      });
    });
  program.command('resume')
    .description('Let go on what was paused on a connection.')
    .argument('<connection>', 'its name in the policy')
    .option('--why <reason>', 'why, for the record')
    .option('--only <kinds>', `some of ${kinds}, with commas; else all`)
    .option('--json', "print the server's answer as JSON")
    .action((connection: string, _options, command: Command) => {
      const given = command.opts<{ why?: string; only?: string; json?: true }>();
      return perform({
        is: 'resume', connection, why: given.why ?? null, only: listed(given.only),
        isJson: given.json === true,
      });
    });
}

function listed(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  return text.split(',').map((one) => one.trim()).filter((one) => one !== '');
}
