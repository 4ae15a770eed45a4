import { z } from 'zod';
import { connectionShape, resumeAnswerShape } from '../../api/shapes.ts';
import { ask, refusalInWords, understood, type Answer, type Question } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type PauseCall = {
  readonly connection: string;
  /** Null: everything that writes. */
  readonly only: readonly string[] | null;
  readonly why: string;
  readonly until: string | null;
  readonly isJson: boolean;
};

export type ResumeCall = Omit<PauseCall, 'why' | 'until'> & { readonly why: string | null };

const pausedShape = z.object({ paused: connectionShape.shape.paused.unwrap() });

/** Pauses, and says what stands paused on the connection now. */
export async function pause(
  { connection, only, why, until, isJson }: PauseCall,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const body = { why, ...(only === null ? {} : { only }), ...(until === null ? {} : { until }) };
  const document = await steer(server, { connection, what: 'pause', body }, surroundings);
  const { paused } = understood(server, document, pausedShape);
  if (isJson) surroundings.out(jsonText(document));
  else {
    paper.write(...paused.map(({ what, sentence }) =>
      ({ text: `${connection}, ${what}: ${sentence}` })));
  }
  return exitCode.done;
}

export async function resume(
  { connection, only, why, isJson }: ResumeCall,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const body = { ...(why === null ? {} : { why }), ...(only === null ? {} : { only }) };
  const document = await steer(server, { connection, what: 'resume', body }, surroundings);
  const { resumed } = understood(server, document, resumeAnswerShape);
  if (isJson) surroundings.out(jsonText(document));
  else {
    paper.write(resumed.length === 0
      ? `Nothing of that was paused on ${connection}.`
      : `${connection} goes on: ${resumed.join(', ')}.`);
  }
  return exitCode.done;
}

async function steer(
  server: Server,
  { connection, what, body }: {
    readonly connection: string; readonly what: string; readonly body: object;
  },
  surroundings: Surroundings,
): Promise<unknown> {
  const path = `/v1/connections/${encodeURIComponent(connection)}/${what}`;
  const question: Question = { method: 'POST', path, body };
  const answer: Answer = await ask(server, question, surroundings);
  if (answer.is === 'document') return answer.document;
  const refusal = refusalInWords(server, answer);
  throw answer.status === 404
    ? new Ending(exitCode.no, refusal.lines, answer.problem) : refusal;
}
