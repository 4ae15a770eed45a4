import type { Command } from 'commander';
import { exitMeanings } from './program.ts';

/** `docs/commands.md`, made from the same definitions as the help, so that it cannot grow old. */
export function commandsPage(program: Command): string {
  return `${[
    '# Commands',
    'Made from `engine/src/cli/program.ts`; `commands-page.test.ts` holds it current and, run by ' +
      '`vitest -u`, writes it anew.',
    'Run them as `npx gatepass <command>`. `gatepass help <command>` prints the same.',
    '## For every command',
    optionTable(program),
    'Exit codes mean the same everywhere:',
    table(['code', 'meaning'], codesInGeneral),
    ...program.commands.flatMap((one) => section(one)),
  ].join('\n\n')}\n`;
}

const codesInGeneral = [
  ['0', 'done'],
  ['1', 'the answer is no: unknown order, something is wrong'],
  ['2', 'refused here: unknown command or option, unreadable file, unusable address or key'],
  ['3', 'refused by Gatepass, in its words'],
  ['4', 'Gatepass cannot be reached, or something else answers at the address'],
  ['5', 'not allowed: the key is unknown or its role does not include this'],
];

function section(command: Command, under = ''): readonly string[] {
  const name = `${under}${command.name()}`;
  const meanings = exitMeanings[name] ?? [];
  const codes = meanings.map(([code, meaning]) => [String(code), meaning]);
  return [
    `##${under === '' ? '' : '#'} ${name}`,
    `\`gatepass ${name} ${command.usage()}\``,
    command.description(),
    ...command.registeredArguments.map((argument) =>
      `\`${argument.name()}\`: ${argument.description}`),
    ...(command.options.length === 0 ? [] : [optionTable(command)]),
    ...(codes.length === 0 ? [] : [table(['exit code', 'meaning'], codes)]),
    ...command.commands.flatMap((one) => section(one, `${name} `)),
  ];
}

const optionTable = (command: Command): string =>
  table(['option', 'meaning'], command.options.map(({ flags, description }) =>
    [`\`${flags}\``, description]));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
