import { type Command, Option } from 'commander';
import { exitCode, type ExitCode } from '../ending.ts';
import type { AuditCall } from './audit.ts';
import type { KeyCall } from './key.ts';

export type KeysCall =
  | ({ readonly is: 'key' } & KeyCall)
  | ({ readonly is: 'audit' } & AuditCall);

type Meanings = Readonly<Record<string, readonly (readonly [ExitCode, string])[]>>;

const general = [
  [exitCode.refused, 'Gatepass refused, in its words'],
  [exitCode.notReached, 'Gatepass cannot be reached'],
  [exitCode.notAllowed, 'the key is not known, or is no admin\'s'],
] as const;

export const keyMeanings: Meanings = {
  'key': [
    [exitCode.done, 'done, or told'],
    [exitCode.no, 'no such key, or a person said no; nothing was changed'],
    [exitCode.notUnderstood, 'something is missing, and nobody is there to be asked'],
    ...general,
  ],
  'audit': [[exitCode.done, 'told'], ...general],
};

type Perform = (call: KeysCall) => Promise<void>;
type Json = { json?: true };
type MakeOptions = Json & {
  name?: string; role?: string; warehouse?: string[]; channel?: string[]; expires?: string;
};

const json = ['--json', "print the server's answer as JSON"] as const;

export function addKeys(program: Command, perform: Perform): void {
  const key = program.command('key')
    .description('Look after the keys by which warehouses, channels, programs and people are let ' +
      'in. A key is printed once, when it is made; Gatepass keeps only what it needs to know it ' +
      'again. docs/keys.md says which key is for whom.');
  key.command('list')
    .description('Show the keys: name, role, first signs, last use and end; never a key itself.')
    .option('--all', 'those too that were revoked or have run out')
    .option(...json)
    .action((_options, command: Command) => {
      const given = command.opts<Json & { all?: true }>();
      return perform({
        is: 'key', do: 'list', isWhole: given.all === true, isJson: given.json === true,
      });
    });
  addMake(key, perform);
  key.command('rotate')
    .description('Make a new key in the place of one. The old one goes on beside it for a while, ' +
      'so that its holder can change over without a gap.')
    .argument('<key>', 'its name, or its id such as key_…')
    .option('--old-until <time>', 'until when the old one goes on, such as ' +
      '2026-11-29T06:00:00Z; else a day')
    .option(...json)
    .action((named: string, _options, command: Command) => {
      const given = command.opts<Json & { oldUntil?: string }>();
      return perform({
        is: 'key', do: 'rotate', named, oldUntil: given.oldUntil ?? null,
        isJson: given.json === true,
      });
    });
  key.command('revoke')
    .description('End a key at once, with every session that was begun with it.')
    .argument('<key>', 'its name, or its id such as key_…')
    .option('--yes', 'do not ask whether it is meant')
    .option(...json)
    .action((named: string, _options, command: Command) => {
      const given = command.opts<Json & { yes?: true }>();
      return perform({
        is: 'key', do: 'revoke', named, isMeant: given.yes === true, isJson: given.json === true,
      });
    });
  addAudit(program, perform);
}

function addMake(key: Command, perform: Perform): void {
  key.command('make')
    .description('Make a key. What is not said is asked for where a person sits at the terminal.')
    .option('--name <name>', 'by which people know it, such as "Leicester WMS"')
    .addOption(new Option('--role <role>', 'what it may do')
      .choices(['warehouse', 'channel', 'reader', 'operator', 'admin']))
    .option('--warehouse <name...>', 'with the role warehouse: for these only; else for all')
    .option('--channel <name...>', 'with the role channel: for these only; else for all')
    .option('--expires <time>', 'opens nothing from then on, such as 2027-03-31T22:00:00Z')
    .option(...json)
    .action((_options, command: Command) => {
      const given = command.opts<MakeOptions>();
      return perform({
        is: 'key', do: 'make', name: given.name ?? null, role: given.role ?? null,
        warehouses: given.warehouse ?? [], channels: given.channel ?? [],
        expires: given.expires ?? null, isJson: given.json === true,
      });
    });
}

type AuditOptions = Json & {
  who?: string; withKey?: string; target?: string; since?: string; until?: string; limit: string;
};

function addAudit(program: Command, perform: Perform): void {
  program.command('audit')
    .description('Show who changed what, newest first: with which key or session, and from where.')
    .option('--who <name>', 'only what this key or person did')
    .option('--with-key <id>', 'only what was done with this key')
    .option('--target <text>', 'only what was done to something with this in its address')
    .option('--since <time>', 'only from then on, such as 2026-11-22T06:00:00Z')
    .option('--until <time>', 'only before then')
    .option('--limit <rows>', 'how many at most', '50')
    .option(...json)
    .action((_options, command: Command) => {
      const given = command.opts<AuditOptions>();
      const { who, withKey: key, target, since, until, limit } = given;
      return perform({
        is: 'audit', isJson: given.json === true, limit,
        filter: Object.fromEntries(Object.entries({ who, key, target, since, until })
          .flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      });
    });
}
