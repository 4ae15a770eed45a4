/**
 * Holds a request to ShipStation's V1, and the answer to it, against the contract in this folder.
 * Knows neither the engine nor the simulator, so that neither can flatter the other through it.
 */
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import {
  answerHeaders, operations, partsOf, refusalBodies, requestHeaders, type Operation,
} from './contract.ts';
import { misfit } from './together.ts';

export type Request = {
  readonly method: string;
  /** From behind the base address on, such as `/orders/createorder`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** As on the wire; null or empty for none. */
  readonly body: string | null;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export type Violation = {
  /** The operation, or method and path of a call that is none. */
  readonly call: string;
  /** Such as `request body /items/0/quantity`. */
  readonly where: string;
  readonly text: string;
};

/** Every violation of a request and of the answer to it; none when both keep to the contract. */
export function checkExchange(request: Request, answer: Answer): readonly Violation[] {
  return [...checkRequest(request), ...checkAnswer(request, answer)];
}

export function checkRequest(request: Request): readonly Violation[] {
  const found = find(request);
  if (found === null) return [unknownOperation(request)];
  const { operation } = found;
  const says = saying(operation.name);
  const query = named(operation, request.query);
  return [
    ...judge(operation.query, query).map(says('request query')),
    ...judgeRequestHeaders(request).map(says('request header')),
    ...judgeRequestBody(operation, request.body).map(says('request body')),
  ];
}

/** The request is needed to know the operation; it is not judged itself. */
export function checkAnswer(request: Request, answer: Answer): readonly Violation[] {
  const found = find(request);
  const says = saying(found?.operation.name ?? `${request.method} ${request.path}`);
  const headers = judge(answerHeaders, lower(answer.headers)).map(says('answer header'));
  if (answer.status !== 200) {
    return [...headers, ...judgeRefusal(answer).map(says(`answer ${answer.status}`))];
  }
  if (found === null) return [unknownOperation(request)];
  const { operation } = found;
  if (operation.answer === 'none') {
    return isGiven(answer.body)
      ? [...headers, says('answer body')({ at: '', text: 'is there where none is documented' })]
      : headers;
  }
  const body = parse(answer.body);
  if (body.is === 'no-json') return [...headers, says('answer body')({ at: '', text: body.text })];
  const problems = judge(operation.answer, body.value).map(says('answer body'));
  if (problems.length > 0) return [...headers, ...problems];
  return [...headers, ...judgeTogether(found, request, body.value).map(says('answer body'))];
}

export const sentenceOf = ({ call, where, text }: Violation): string => `${call}: ${where} ${text}`;

/** Splits an address into what lies behind the base address: path and query. */
export function behind(
  baseUrl: string,
  address: string,
): { readonly path: string; readonly query: Readonly<Record<string, string>> } {
  const url = new URL(address);
  const start = new URL(baseUrl).pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${start}/`)) throw new Error(`${address} is not at ${baseUrl}`);
  return {
    path: url.pathname.slice(start.length),
    query: Object.fromEntries(url.searchParams),
  };
}

type Found = { readonly operation: Operation; readonly ids: Readonly<Record<string, string>> };
type Problem = { readonly at: string; readonly text: string };

/** A path written out wins over one with an id in it. */
function find(request: Request): Found | null {
  const parts = partsOf(request.path);
  const fits = operations
    .filter(({ method }) => method === request.method.toUpperCase())
    .flatMap((operation) => operation.paths.map((path) => ({ operation, ids: match(path, parts) })))
    .flatMap(({ operation, ids }) => (ids === null ? [] : [{ operation, ids }]));
  return fits.toSorted((a, b) => Object.keys(a.ids).length - Object.keys(b.ids).length)[0] ?? null;
}

function match(path: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (path.length !== parts.length) return null;
  const ids: Record<string, string> = {};
  for (const [at, wanted] of path.entries()) {
    const given = parts[at] ?? '';
    const name = /^\{(.+)\}$/.exec(wanted)?.[1];
    const fits = name === undefined
      ? wanted === given.toLowerCase() : /^\d{1,15}$/.test(given);
    if (!fits) return null;
    if (name !== undefined) ids[name] = given;
  }
  return ids;
}

const unknownOperation = ({ method, path }: Request): Violation =>
  ({ call: `${method} ${path}`, where: 'request', text: 'is no operation of V1' });

const saying = (call: string) => (part: string) => ({ at, text }: Problem): Violation =>
  ({ call, where: at === '' ? part : `${part} ${at}`, text });

/** Under their documented names, whatever their capitals; a stranger keeps its own. */
const named = (operation: Operation, query: Request['query']): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([given, value]) => [
    operation.queryNames.find((name) => name.toLowerCase() === given.toLowerCase()) ?? given, value,
  ]));

const lower = (record: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));

const isGiven = (body: string | null): body is string => body !== null && body !== '';

type Parsed =
  | { readonly is: 'json'; readonly value: unknown }
  | { readonly is: 'no-json'; readonly text: string };

function parse(body: string | null): Parsed {
  if (!isGiven(body)) return { is: 'no-json', text: 'is empty' };
  try {
    return { is: 'json', value: JSON.parse(body) };
  } catch (problem) {
    return { is: 'no-json', text: `is no JSON: ${String(problem)}` };
  }
}

/** What a body calls itself matters where there is one. */
function judgeRequestHeaders({ headers, body }: Request): readonly Problem[] {
  const { 'content-type': type, ...others } = lower(headers);
  if (!isGiven(body)) return judge(requestHeaders, others);
  if (type !== undefined) return judge(requestHeaders, { ...others, 'content-type': type });
  return [...judge(requestHeaders, others), { at: '', text: 'lacks content-type' }];
}

function judgeRequestBody(operation: Operation, body: string | null): readonly Problem[] {
  if (operation.body === 'none') {
    return isGiven(body) ? [{ at: '', text: 'is there where none is documented' }] : [];
  }
  if (!isGiven(body) && operation.mayLackBody) return [];
  const parsed = parse(body);
  return parsed.is === 'no-json'
    ? [{ at: '', text: parsed.text }] : judge(operation.body, parsed.value);
}

function judgeRefusal({ status, body }: Answer): readonly Problem[] {
  const schema = refusalBodies.get(status);
  if (schema === undefined) return [{ at: '', text: 'is a status that V1 does not document' }];
  if (schema === null) return [];
  const parsed = parse(body);
  return parsed.is === 'no-json' ? [{ at: '', text: parsed.text }] : judge(schema, parsed.value);
}

function judgeTogether(
  { operation, ids }: Found,
  request: Request,
  answer: unknown,
): readonly Problem[] {
  const sent = parse(request.body);
  const pair = {
    request: { query: lower(request.query), ids, body: sent.is === 'json' ? sent.value : null },
    answer,
  };
  return operation.together.flatMap((rule) => {
    const text = misfit(rule, pair);
    return text === null ? [] : [{ at: '', text }];
  });
}

function judge(validate: ValidateFunction, value: unknown): readonly Problem[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // Of several allowed shapes each has complained already; what they say is worth more.
  const telling = errors.filter(({ keyword, params }) =>
    keyword !== 'anyOf' && !(keyword === 'type' && params['type'] === 'null'));
  return (telling.length > 0 ? telling : errors).map(problemOf);
}

const problemOf = ({ instancePath, keyword, params, message }: ErrorObject): Problem => {
  const stranger: unknown = params['additionalProperty'];
  return {
    at: instancePath,
    text: keyword === 'additionalProperties' && typeof stranger === 'string'
      ? `has the unknown field ${stranger}` : `${message ?? keyword}${detailOf(params)}`,
  };
};

const detailOf = (params: Readonly<Record<string, unknown>>): string => {
  const allowed: unknown = params['allowedValues'];
  return Array.isArray(allowed) ? ` (${allowed.map(String).join(', ')})` : '';
};
