import { experimentsShape, type ExperimentsView } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import { counted } from '../words.ts';
import { follow } from './follow.ts';
import { offerLines, reportLines } from './report.ts';

export type ProbeCall = {
  readonly connection: string;
  /** Steps that were consented to on the command line; null for a person who is to be asked. */
  readonly consent: readonly string[] | 'all' | null;
  readonly isJson: boolean;
};

type Step = ExperimentsView['steps'][number];

/**
 * Lists what can be found out about an account, asks consent to each step, watches the steps being
 * carried out, and says what was learnt. Without consent it only lists.
 */
export async function probe(
  call: ProbeCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const path = `/v1/connections/${encodeURIComponent(call.connection)}/experiments`;
  const { value: offered } = await demand(
    server, { method: 'GET', path }, experimentsShape, surroundings);
  const say: Paper = call.isJson ? { write: () => {} } : paper;
  if (offered.steps.length === 0) {
    say.write(`Nothing is to be found out about ${call.connection}: its connector has no steps.`);
    if (call.isJson) surroundings.out(jsonText(offered));
    return exitCode.done;
  }
  const isGoingOn = offered.steps.filter(isUnderWay).map((one) => one.step);
  if (isGoingOn.length > 0) {
    say.write(`Still being carried out, by an earlier consent: ${isGoingOn.join(', ')}.`);
  }
  const steps = await chosen(call, offered, surroundings, say);
  if (steps.length > 0) {
    await demand(
      server, { method: 'POST', path, body: { steps } }, experimentsShape, surroundings);
  }
  const watched = [...new Set([...isGoingOn, ...steps])];
  if (watched.length === 0) {
    if (call.isJson) surroundings.out(jsonText(offered));
    else {
      say.write('', ...reportLines(offered, []), '', ...nothingDone(call));
    }
    return exitCode.done;
  }
  say.write(`Gatepass carries out ${counted(watched.length, 'step')}. If you stop this command, ` +
    `it goes on; gatepass probe ${call.connection} shows how far it has come.`);
  const ended = await follow({ server, path, watched }, surroundings, say);
  if (call.isJson) surroundings.out(jsonText(ended.document));
  else paper.write('', ...reportLines(ended.value, watched));
  const isWhole = ended.value.steps
    .filter((one) => watched.includes(one.step))
    .every((one) => one.notLearnt.length === 0 && one.sentences.length === 0);
  return isWhole ? exitCode.done : exitCode.no;
}

const isUnderWay = ({ state }: Step): boolean => state === 'waiting' || state === 'underway';

function nothingDone({ connection, consent }: ProbeCall): readonly string[] {
  return consent === null ? [
    'Nothing was done: no step was consented to.',
    `Say y when you are asked, or name them: gatepass probe ${connection} --yes STEP[,STEP]`,
  ] : [];
}

async function chosen(
  call: ProbeCall, offered: ExperimentsView, surroundings: Surroundings, say: Paper,
): Promise<readonly string[]> {
  const free = offered.steps.filter((one) => !isUnderWay(one));
  if (call.consent === 'all') {
    const left = free.filter((one) => !isPossible(one, offered));
    for (const { step } of left) say.write(`Left out: ${step}. ${needsShadow}`);
    return free.filter((one) => isPossible(one, offered)).map((one) => one.step);
  }
  if (call.consent !== null) {
    const names = offered.steps.map((one) => one.step);
    const unknown = call.consent.filter((one) => !names.includes(one));
    if (unknown.length > 0) {
      throw new Ending(exitCode.notUnderstood, [
        `There is no step called ${unknown.join(', ')}. Nothing was done.`,
        `There are ${names.join(', ')}.`,
      ]);
    }
    return call.consent.filter((name) => free.some((one) => one.step === name));
  }
  const { askPerson } = surroundings;
  const consented: string[] = [];
  for (const step of free) {
    say.write('', ...offerLines(step));
    if (!isPossible(step, offered)) say.write({ text: needsShadow, indent: 2 });
    else if (askPerson !== undefined && !call.isJson) {
      const answer = await askPerson('  Do it? [y/N] ');
      if (/^\s*y(es)?\s*$/i.test(answer)) consented.push(step.step);
    }
  }
  return consented;
}

const isPossible = ({ isAlone }: Step, { mode }: ExperimentsView): boolean =>
  !isAlone || mode === 'shadow';

const needsShadow = 'It needs the connection for itself, and the connection is live: set its ' +
  'mode to shadow in the policy first.';
