import type { z } from 'zod';
import {
  begin, exchange, NoAnswer, parsedJson, type Connection, type Reply as BareReply,
} from '../../../client/src/client.ts';
import { problemShape, type ProblemView } from '../api/shapes.ts';
import { Ending, exitCode, type ExitCode } from './ending.ts';
import { whyNotReached } from './not-reached.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

export type Question = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** From the root of the API, such as `/v1/orders`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type Answer =
  | { readonly is: 'document'; readonly document: unknown; readonly headers: Headers }
  | { readonly is: 'refused'; readonly status: number; readonly problem: ProblemView | null;
      readonly headers: Headers };

/** Long enough for a connection's probe, which itself waits for another system. */
const patienceMilliseconds = 60_000;

/**
 * Asks the server one thing, once. An answer of any kind is a value, a "no" included.
 * @throws Ending when nothing, or something other than Gatepass, answers.
 */
export async function ask(
  server: Server, question: Question, { fetch }: Pick<Surroundings, 'fetch'>,
): Promise<Answer> {
  const { status, headers, text } = await send(server, question, fetch);
  const document = parsedJson(text);
  if (status >= 200 && status < 300 && document !== undefined) {
    return { is: 'document', document, headers };
  }
  const problem = problemShape.safeParse(document);
  if (!problem.success && !(status >= 400 && status !== 404 && document !== undefined)) {
    throw notGatepass(server, status, headers);
  }
  return { is: 'refused', status, problem: problem.data ?? null, headers };
}

export type Known<Value> = {
  readonly value: Value;
  /** What the server said, fields that this command does not know included. */
  readonly document: unknown;
  readonly headers: Headers;
};

/** Asks for something that must be there. @throws Ending with the server's words when it is not. */
export async function demand<Shape extends z.ZodType>(
  server: Server, question: Question, shape: Shape, surroundings: Pick<Surroundings, 'fetch'>,
): Promise<Known<z.output<Shape>>> {
  const answer = await ask(server, question, surroundings);
  if (answer.is === 'refused') throw refusalInWords(server, answer);
  return { value: understood(server, answer.document, shape), ...answer };
}

/** Parses an answer. @throws Ending when it has a form that this command does not know. */
export function understood<Shape extends z.ZodType>(
  server: Server, document: unknown, shape: Shape,
): z.output<Shape> {
  const parsed = shape.safeParse(document);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new Ending(exitCode.refused, [
    `Gatepass at ${server.shown} answers in a form that this command does not know ` +
      `(at ${where === '' ? 'the top' : where}).`,
    'Are the command and the server of the same version? gatepass --version shows this one.',
  ]);
}

/** The end of a command that the server said no to. */
export function refusalInWords(
  server: Server, { status, problem }: Extract<Answer, { is: 'refused' }>,
): Ending {
  if (status === 401) return new Ending(exitCode.notAllowed, keyNotKnown(server), problem);
  const said = problem === null
    ? [`Gatepass answered ${String(status)} and gave no reason.`]
    : [problem.detail === '' ? problem.title : problem.detail];
  const fields = problem?.problems ?? [];
  const lines = [...said, ...fields.map((one) => `${one.path}: ${one.problem}`)];
  const { key } = server;
  if (status === 403 && key.is === 'key') lines.push(`The key came from ${key.from}.`);
  return new Ending(codeOf(status), lines, problem);
}

/** Which key was tried and where it came from; never the key. */
export function keyNotKnown(server: Server): readonly string[] {
  const { key } = server;
  if (key.is === 'key') {
    return [
      `Gatepass at ${server.shown} does not accept the key from ${key.from}.`,
      'It may have run out, belong to another installation, or have been revoked.',
    ];
  }
  return [
    `Gatepass at ${server.shown} wants a key, and none was found.`,
    `Looked at: ${key.looked.join(', ')}.`,
    'Set GATEPASS_KEY, or run the command in the folder where npm start was run.',
  ];
}

/** Gatepass says of everything that there is not, in words, what it is that there is not. */
export function notGatepass(server: Server, status: number, headers: Headers): Ending {
  const location = headers.get('location');
  return new Ending(exitCode.notReached, [
    `Something answers at ${server.shown}, but it does not speak like Gatepass ` +
      `(${String(status)}, ${headers.get('content-type') ?? 'no content type'}).`,
    location === null
      ? 'Is the address right, and is Gatepass up behind it?'
      : `It sends callers on to ${location}. If that is right, give that address by --url.`,
  ]);
}

function codeOf(status: number): ExitCode {
  if (status === 403) return exitCode.notAllowed;
  return [502, 503, 504].includes(status) ? exitCode.notReached : exitCode.refused;
}

export type Reply = BareReply;

/** One call and its bare reply. @throws Ending when nothing answers. */
export async function send(
  server: Server, question: Question, doFetch: typeof fetch,
): Promise<Reply> {
  try {
    return await exchange(connectionTo(server, doFetch, patienceMilliseconds), question);
  } catch (silence) {
    throw silenceInWords(server, silence);
  }
}

function connectionTo(
  { url, key }: Server, doFetch: typeof fetch, patience: number,
): Connection {
  return {
    url: url.href, fetch: doFetch, patienceMilliseconds: patience,
    ...(key.is === 'key' ? { key: key.text } : {}),
  };
}

/** Silence as the end of a command; anything else is a bug and stays one. */
function silenceInWords(server: Server, refusal: unknown): unknown {
  const cause = refusal instanceof NoAnswer ? refusal.cause : refusal;
  const lines = whyNotReached(server, cause);
  return lines === null ? cause : new Ending(exitCode.notReached, lines);
}

export type FileAnswer =
  | { readonly is: 'file'; readonly body: AsyncIterable<Uint8Array>; readonly headers: Headers }
  | Extract<Answer, { readonly is: 'refused' }>;

/** A whole store is copied before the first byte comes. */
const patienceForFile = 6 * 3_600_000;

/** Asks for a file, which is not kept in memory. @throws Ending when nothing answers. */
export async function sendForFile(
  server: Server, path: string, doFetch: typeof fetch,
): Promise<FileAnswer> {
  try {
    const response = await begin(
      connectionTo(server, doFetch, patienceForFile), { method: 'GET', path, accept: '*/*' });
    const { status, headers, body } = response;
    if (status === 200 && body !== null && headers.get('content-type') === 'application/gzip') {
      return { is: 'file', body, headers };
    }
    const problem = problemShape.safeParse(parsedJson(await response.text()));
    if (!problem.success) {
      throw notGatepass(server, status, headers);
    }
    return { is: 'refused', status, problem: problem.data, headers };
  } catch (refusal) {
    if (refusal instanceof Ending) throw refusal;
    throw silenceInWords(server, refusal);
  }
}
