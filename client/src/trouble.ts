/** What a call ends with when it is no answer: three kinds that call for three different things. */
import type { components } from './schema.d.ts';

/** RFC 9457 problem details, as Gatepass words every refusal. */
export type Problem = components['schemas']['Problem'];

/** Gatepass said no. Asking the same again gets the same no, unless the status is 429 or 503. */
export class Refused extends Error {
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;
  /** Null where something on the way refused, in words that are not Gatepass's. */
  readonly problem: Problem | null;

  constructor(asked: string, { status, headers, text }: {
    readonly status: number; readonly headers: Headers; readonly text: string;
  }) {
    const problem = problemOf(text);
    const fields = (problem?.problems ?? []).map((one) => `${one.path}: ${one.problem}`);
    super([`${asked}: ${String(status)} ${problem?.detail ?? 'without a reason'}`, ...fields]
      .join('\n  '));
    this.name = 'Refused';
    this.asked = asked;
    this.status = status;
    this.headers = headers;
    this.problem = problem;
  }
}

/** Silence: nobody knows what became of the call. Repeat it where repeating is safe. */
export class NoAnswer extends Error {
  readonly asked: string;

  constructor(asked: string, cause: unknown) {
    super(`${asked}: no answer (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause });
    this.name = 'NoAnswer';
    this.asked = asked;
  }
}

/** Something answered that is not Gatepass: a proxy's page, another program, a redirect. */
export class OddAnswer extends Error {
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;

  constructor(asked: string, status: number, headers: Headers) {
    super(`${asked}: ${String(status)}, and not in the way of Gatepass ` +
      `(${headers.get('content-type') ?? 'no content type'})`);
    this.name = 'OddAnswer';
    this.asked = asked;
    this.status = status;
    this.headers = headers;
  }
}

/** Reads problem details; null for anything else. */
export const problemOf = (text: string): Problem | null => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return null;
    throw refusal;
  }
  return isProblem(document) ? document : null;
};

const isProblem = (value: unknown): value is Problem =>
  isRecord(value) && ['type', 'title', 'detail'].every((key) => typeof value[key] === 'string') &&
  typeof value['status'] === 'number' &&
  (value['problems'] === undefined || (Array.isArray(value['problems']) &&
    value['problems'].every((one) => isRecord(one) && typeof one['path'] === 'string' &&
      typeof one['problem'] === 'string')));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
