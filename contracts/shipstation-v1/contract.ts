/**
 * Reads the contract's data and makes it ready to judge with. The data is the contract; this file
 * adds no fact about ShipStation of its own. Tests only: product code may not import this folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isTogether, type Together } from './together.ts';

const folder = import.meta.dirname;
const origin = 'https://contract.invalid/shipstation-v1/';

/** What one call of V1 takes and gives. */
export type Operation = {
  readonly name: string;
  readonly method: string;
  /** Parts of the path; a part in braces stands for an id. */
  readonly paths: readonly (readonly string[])[];
  readonly queryNames: readonly string[];
  readonly query: ValidateFunction;
  /** `none` where the call takes no body. */
  readonly body: ValidateFunction | 'none';
  readonly mayLackBody: boolean;
  /** `none` where the good answer is empty. */
  readonly answer: ValidateFunction | 'none';
  readonly together: readonly Together[];
  readonly evidence: string;
};

type Schema = Readonly<Record<string, unknown>>;

type Written = {
  readonly name: string;
  readonly call: string;
  readonly aliases?: readonly string[];
  readonly query?: Readonly<Record<string, Schema>>;
  readonly needed?: readonly string[];
  readonly body?: Schema;
  readonly mayLackBody?: true;
  readonly answer: Schema | null;
  readonly together?: readonly string[];
  readonly evidence: string;
};

type Refusals = {
  readonly byStatus: Readonly<Record<string, { readonly body: Schema | 'any' }>>;
  readonly headers: { readonly request: Schema; readonly answer: Schema };
};

const readJson = (...names: readonly string[]): unknown =>
  JSON.parse(readFileSync(path.join(folder, ...names), 'utf8'));

const filesOf = (name: string): readonly string[] => readdirSync(path.join(folder, name)).sort();

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: true });
ajv.addKeyword('x-evidence');

export const models: readonly object[] = filesOf('models').map((file) =>
  // Holds because every file there is a schema with definitions; ajv refuses anything else.
  readJson('models', file) as object);
for (const model of models) ajv.addSchema(model);

// The three below are looked at by the tests of this folder, each field of them.
export const refusals = readJson('refusals.json') as Refusals & object;
const { $id, $schema, $comment, $defs } = refusals as Refusals & Schema;
ajv.addSchema({ $id, $schema, $comment, $defs } as object);

const compile = (name: string, schema: Schema): ValidateFunction =>
  ajv.compile({ $id: `${origin}${name}`, ...schema });

const isGroup = ajv.compile<{ readonly operations: readonly Written[] }>(
  readJson('format.json') as object,
);

/** As written, for whoever wants to know what the contract knows. */
export const written: readonly Written[] = filesOf('operations').flatMap((file) => {
  const group = readJson('operations', file);
  if (isGroup(group)) return group.operations;
  throw new Error(`${file} is no group of operations: ${ajv.errorsText(isGroup.errors)}`);
});

export const operations: readonly Operation[] = written.map((one) => {
  const [method = '', plain = ''] = one.call.split(' ');
  const together = (one.together ?? []).filter(isTogether);
  if (together.length !== (one.together ?? []).length) throw new Error(`${one.name}: no such rule`);
  return {
    name: one.name,
    method,
    paths: [plain, ...(one.aliases ?? [])].map(partsOf),
    queryNames: Object.keys(one.query ?? {}),
    query: compile(`${one.name}/query`, {
      type: 'object', properties: reached(one.query ?? {}), required: one.needed ?? [],
      additionalProperties: false,
    }),
    body: one.body === undefined ? 'none' : compile(`${one.name}/body`, reached(one.body)),
    mayLackBody: one.mayLackBody === true,
    answer: one.answer === null ? 'none' : compile(`${one.name}/answer`, reached(one.answer)),
    together,
    evidence: one.evidence,
  };
});

/** Null where a body of any kind, or none, may come under this status. */
export const refusalBodies: ReadonlyMap<number, ValidateFunction | null> = new Map(
  Object.entries(refusals.byStatus).map(([status, { body }]) => [
    Number(status), body === 'any' ? null : compile(`status-${status}`, inRefusals(body)),
  ]),
);

export const requestHeaders = compile('request-headers', refusals.headers.request);
export const answerHeaders = compile('answer-headers', refusals.headers.answer);

/** Operations name the models beside each other; the schemas made of them lie one level below. */
function reached<Value extends object>(value: Value): Value {
  return mapReferences(value, (to) => `${origin}${to}`);
}

function inRefusals(schema: Schema): Schema {
  return mapReferences(schema, (to) => `${origin}refusals.json${to}`);
}

function mapReferences<Value extends object>(
  value: Value,
  to: (reference: string) => string,
): Value {
  const text = JSON.stringify(value, (key, part: unknown) =>
    key === '$ref' && typeof part === 'string' ? to(part) : part);
  // Holds because only the texts of references were exchanged for others.
  return JSON.parse(text) as Value;
}

export function partsOf(plain: string): readonly string[] {
  return plain.replace(/\/$/, '').split('/').slice(1);
}
