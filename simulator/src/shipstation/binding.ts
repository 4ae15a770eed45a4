import type { z } from 'zod';
import type { Answer } from '../machine.ts';
import { modelProblem } from './answers.ts';

export type Bound<Value> =
  | { readonly is: 'bound'; readonly value: Value }
  | { readonly is: 'refused'; readonly answer: Answer };

/** A row of a list as it came, and what the binder makes of it. */
export type BoundRow<Value> = { readonly given: unknown; readonly row: Bound<Value> };

/**
 * Turns a body into a value, or into the 400 of the model binder: a ModelState whose keys begin
 * with the name of the .NET parameter (shipstation.md 3.4).
 */
export function bind<Value>(
  shape: z.ZodType<Value>,
  body: string,
  parameter: string,
): Bound<Value> {
  const json = readJson(body, parameter);
  if (json.is === 'refused') return json;
  if (Array.isArray(json.value)) {
    const text = 'Cannot deserialize the JSON array into an object of the simulated API.';
    return refused({ [parameter]: [text] });
  }
  return check(shape, json.value, parameter);
}

/** The same for a list: an object in its place names its first property, as seen (3.4). */
export function bindList<Value>(
  shape: z.ZodType<Value>,
  body: string,
  parameter: string,
): Bound<readonly BoundRow<Value>[]> {
  const json = readJson(body, parameter);
  if (json.is === 'refused') return json;
  if (!Array.isArray(json.value)) {
    const first = typeof json.value === 'object' ? Object.keys(json.value ?? {})[0] : undefined;
    const key = first === undefined ? parameter : `${parameter}.${first}`;
    return refused({ [key]: ['Cannot deserialize the JSON object into a list of orders.'] });
  }
  const rows = json.value.map((given: unknown, index) => ({
    given,
    row: check(shape, given, `${parameter}[${index}]`),
  }));
  return { is: 'bound', value: rows };
}

function readJson(body: string, parameter: string): Bound<unknown> {
  try {
    return { is: 'bound', value: JSON.parse(body === '' ? 'null' : body) };
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return refused({ [parameter]: ['Unexpected character encountered while parsing value.'] });
  }
}

function check<Value>(shape: z.ZodType<Value>, given: unknown, parameter: string): Bound<Value> {
  const read = shape.safeParse(given);
  if (read.success) return { is: 'bound', value: read.data };
  const state: Record<string, string[]> = {};
  for (const issue of read.error.issues) {
    const path = issue.path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('');
    (state[`${parameter}${path}`] ??= []).push(issue.message);
  }
  return refused(state);
}

const refused = (state: Readonly<Record<string, readonly string[]>>) => ({
  is: 'refused' as const,
  answer: modelProblem(state),
});
