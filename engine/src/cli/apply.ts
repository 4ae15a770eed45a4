import { policyAnswerShape } from '../api/shapes.ts';
import { demand, type Known } from './ask.ts';
import { Ending, exitCode, type ExitCode } from './ending.ts';
import { jsonText, type Paper } from './paper.ts';
import { readPolicyFile, type PolicyFile } from './policy-file/read.ts';
import { errorCode, isReadableOnTheWay, type Server } from './server.ts';
import { readPipedIn } from './standard-input.ts';
import type { Surroundings } from './surroundings.ts';
import { counted } from './words.ts';

type Applied = ReturnType<typeof policyAnswerShape.parse>;

export type ApplyCall = {
  readonly file: string;
  readonly isDryRun: boolean;
  readonly isReassign: boolean;
  readonly isJson: boolean;
};

/** Brings a policy file into force, or shows what it would change. Twice is as once. */
export async function apply(
  call: ApplyCall, server: Server, surroundings: Surroundings, paper: Paper, notes: Paper,
): Promise<ExitCode> {
  const name = call.file === '-' ? 'standard input' : call.file;
  const file = readPolicyFile(await textOf(call.file, name, surroundings));
  if (file.is === 'unreadable') {
    throw new Ending(exitCode.notUnderstood, [
      `${name} cannot be read as a policy; nothing was applied.`,
      ...file.faults.map(({ line, column, problem }) =>
        `line ${String(line)}, column ${String(column)}: ${problem}`),
    ]);
  }
  const { secrets, absent } = secretsFrom(file.placeholders, surroundings.env);
  if (Object.keys(secrets).length > 0 && isReadableOnTheWay(server.url)) {
    notes.write(`Note: ${server.shown} is not encrypted; secrets can be read on the way there.`);
  }
  const put = (isDryRun: boolean) =>
    putPolicy(server, file, {
      document: file.document, secrets, dryRun: isDryRun,
      ...(call.isReassign ? { reassign: true } : {}),
    }, surroundings);
  // The server may hold what this environment lacks. Ask before anything is changed.
  const tried = absent.length > 0 || call.isDryRun ? await put(true) : null;
  const isEnough = tried !== null && (call.isDryRun || tried.value.missingSecrets.length > 0);
  const answer = isEnough ? tried : await put(false);
  const isOnlyTried = answer === tried;
  if (call.isJson) surroundings.out(jsonText(answer.document));
  else if (call.isDryRun || !isOnlyTried) {
    tell(answer.value, isOnlyTried, paper);
    tellOwnedOtherwise(answer.value, call.isReassign, paper);
  }
  if (answer.value.missingSecrets.length === 0) return exitCode.done;
  throw missing(answer.value.missingSecrets, isOnlyTried);
}

async function textOf(file: string, name: string, surroundings: Surroundings): Promise<string> {
  try {
    if (file === '-') return await (surroundings.readStandardInput ?? readPipedIn)();
    return await surroundings.readFile(file);
  } catch (refusal) {
    const code = errorCode(refusal);
    const problem = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new Ending(exitCode.notUnderstood, [`${name}: ${problem}. Nothing was applied.`]);
  }
}

/** An empty variable counts as absent: nobody has an empty key, and shells make them easily. */
function secretsFrom(placeholders: readonly string[], env: Surroundings['env']) {
  const given = placeholders.map((name) => [name, env[name] ?? ''] as const);
  return {
    secrets: Object.fromEntries(given.filter(([, value]) => value !== '')),
    absent: given.filter(([, value]) => value === '').map(([name]) => name),
  };
}

async function putPolicy(
  server: Server, file: PolicyFile, body: unknown, surroundings: Surroundings,
): Promise<Known<Applied>> {
  try {
    return await demand(
      server, { method: 'PUT', path: '/v1/policy', body }, policyAnswerShape, surroundings);
  } catch (refusal) {
    throw refusal instanceof Ending ? withLines(refusal, file) : refusal;
  }
}

/** The server names each bad field by its path; the reader of a file wants the line as well. */
function withLines(ending: Ending, file: PolicyFile): Ending {
  const lines = ending.lines.map((line) => {
    const path = /^([\w.[\]-]+): /.exec(line)?.[1];
    const at = path === undefined ? null : file.lineOf(path);
    return at === null ? line : `line ${String(at)}: ${line}`;
  });
  const closing = ending.code === exitCode.refused ? ['Nothing was applied.'] : [];
  return new Ending(ending.code, [...lines, ...closing], ending.document);
}

function missing(names: readonly string[], isOnlyTried: boolean): Ending {
  return new Ending(exitCode.notUnderstood, [
    `${counted(names.length, 'secret')} missing: ${names.join(', ')}. ` +
      'Neither the environment nor Gatepass holds a value.',
    ...(isOnlyTried ? ['Nothing was applied.'] : []),
    `Set what is missing and repeat: ${names[0] ?? ''}=… gatepass apply …`,
  ]);
}

function tell({ version, isChanged, changes, warnings }: Applied, isDryRun: boolean, paper: Paper) {
  if (!isChanged) {
    paper.write(isDryRun
      ? `Dry run: nothing would change; version ${String(version)} stays in force.`
      : `Nothing changed; version ${String(version)} stays in force.`);
  } else if (isDryRun) {
    paper.write({ text: 'Dry run: nothing was applied. It would change:', look: 'strong' });
  } else {
    paper.write({ text: `Version ${String(version)} is in force. Changed:`, look: 'strong' });
  }
  for (const change of changes) paper.write({ text: change, indent: 2, hang: 4 });
  for (const warning of warnings) paper.write({ text: `Note: ${warning}`, hang: 2 });
}

/** Whose the open causes are is changed only on a wish: people may be at work on them. */
function tellOwnedOtherwise(
  { ownedOtherwise, isHandedOver }: Applied, isWished: boolean, paper: Paper,
) {
  for (const { code, from, to, causes, orders, taken } of ownedOtherwise) {
    const open = `${counted(causes, 'open cause')} of ${code} (${counted(orders, 'order')})`;
    const goes = isHandedOver ? `handed from ${from} to ${to}`
      : isWished ? `would go from ${from} to ${to}` : `still with ${from}, not ${to}`;
    if (causes > 0) paper.write({ text: `${open}: ${goes}`, hang: 2 });
    const stays = `${counted(taken, 'open cause')} of ${code}: taken or given by a person, ` +
      `so ${taken === 1 ? 'it stays' : 'they stay'}`;
    if (taken > 0) paper.write({ text: stays, hang: 2 });
  }
  if (isWished || ownedOtherwise.every(({ causes }) => causes === 0)) return;
  paper.write('Repeat with --reassign to hand over what nobody has taken.');
}
