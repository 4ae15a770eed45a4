import { type Command, Option } from 'commander';
import { exitCode, type ExitCode } from '../ending.ts';
import type { PersonCall } from './person.ts';

export type PeopleCall = { readonly is: 'person' } & PersonCall;

export const personMeanings: Readonly<Record<string, readonly (readonly [ExitCode, string])[]>> = {
  person: [
    [exitCode.done, 'done, or told'],
    [exitCode.no, 'no such person; nothing was changed'],
    [exitCode.notUnderstood, 'several people fit what was said'],
    [exitCode.refused, 'Gatepass refused, in its words'],
    [exitCode.notReached, 'Gatepass cannot be reached'],
    [exitCode.notAllowed, 'the key is not known, or is no admin\'s'],
  ],
};

type Perform = (call: PeopleCall) => Promise<void>;
type Json = { json?: true };

const json = ['--json', "print the server's answer as JSON"] as const;
const who = ['<person>', 'their name, e-mail address, or id such as per_…'] as const;
const roles = [
  'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor', 'admin',
] as const;

/** Everything about people in one command; each step is one call of the API. */
export function addPeople(program: Command, perform: Perform): void {
  const person = program.command('person')
    .description('Look after the people who sign in to the console. Each has a role; ' +
      'docs/people.md says what each role may.');
  const isJson = (command: Command): boolean => command.opts<Json>().json === true;
  person.command('list')
    .description('Show the people: name, role, and whether they have come in yet.')
    .option(...json)
    .action((_options, command: Command) =>
      perform({ is: 'person', do: 'list', isJson: isJson(command) }));
  person.command('add')
    .description('Invite somebody. Prints a link, once, that lets them in and is good for three ' +
      'days; then they choose a password.')
    .argument('<name>', 'what others see, such as "Mia Berg"')
    .requiredOption('--email <address>', 'by which they sign in')
    .addOption(new Option('--role <role>', 'what they may do')
      .choices(roles).makeOptionMandatory())
    .option(...json)
    .action((name: string, _options, command: Command) => {
      const { email, role } = command.opts<{ email: string; role: string }>();
      return perform({ is: 'person', do: 'add', name, email, role, isJson: isJson(command) });
    });
  person.command('link')
    .description('Make a new link for somebody who has lost theirs or forgotten a password. It ' +
      'is good for a day; the links before it open nothing any more.')
    .argument(...who)
    .option(...json)
    .action((named: string, _options, command: Command) =>
      perform({ is: 'person', do: 'link', named, isJson: isJson(command) }));
  person.command('role')
    .description('Give somebody another role. It counts from their next step on.')
    .argument(...who)
    .argument('<role>', `one of ${roles.join(', ')}`)
    .option(...json)
    .action((named: string, role: string, _options, command: Command) =>
      perform({ is: 'person', do: 'role', named, role, isJson: isJson(command) }));
  person.command('off')
    .description('Shut somebody out at once: their sessions and links end. What they did keeps ' +
      'their name.')
    .argument(...who)
    .option(...json)
    .action((named: string, _options, command: Command) =>
      perform({ is: 'person', do: 'off', named, isJson: isJson(command) }));
  person.command('on')
    .description('Let somebody in again who was shut out. Their password is gone; make a link.')
    .argument(...who)
    .option(...json)
    .action((named: string, _options, command: Command) =>
      perform({ is: 'person', do: 'on', named, isJson: isJson(command) }));
}
