/**
 * Spoils a good document in every way its schema forbids, one at a time: a contract is worth no
 * more than what it refuses.
 */
import { models } from './contract.ts';

export type Schema = Readonly<Record<string, unknown>>;
export type Mutation = { readonly at: string; readonly how: string; readonly value: unknown };

/** Also says which fields of the schema the document does not show, since those stay untried. */
export type Spoilt = {
  readonly mutations: readonly Mutation[];
  readonly unseen: readonly string[];
};

export function spoil(schema: Schema, value: unknown, at = ''): Spoilt {
  const plain = fitting(resolve(schema), value);
  const own: readonly Mutation[] = [
    ...wrongKinds(plain).map((wrong) => ({ at, ...wrong })),
    ...(isList(value) ? wrongLengths(plain, value).map((wrong) => ({ at, ...wrong })) : []),
    ...(isRecord(value) ? wrongFields(plain, value).map((wrong) => ({ at, ...wrong })) : []),
  ];
  const inner = [...fieldsOf(plain, value), ...firstItemOf(plain, value)];
  const below = inner.map(({ name, schema: part, value: old, put }) => {
    const { mutations, unseen } = spoil(part, old, `${at}/${name}`);
    return { unseen, mutations: mutations.map((one) => ({ ...one, value: put(one.value) })) };
  });
  const properties = isRecord(plain['properties']) ? Object.keys(plain['properties']) : [];
  const shown = isRecord(value) ? Object.keys(value) : [];
  return {
    mutations: [...own, ...below.flatMap(({ mutations }) => mutations)],
    unseen: [
      ...(isRecord(value) ? properties.filter((name) => !shown.includes(name)) : [])
        .map((name) => `${at}/${name}`),
      ...below.flatMap(({ unseen }) => unseen),
    ],
  };
}

/** Follows references; what stands beside a reference is added to what it names. */
export function resolve(schema: Schema): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const { $ref: _, ...beside } = schema;
  const target = resolve(lookUp(reference));
  return {
    ...target, ...beside,
    ...(target['properties'] !== undefined || beside['properties'] !== undefined
      ? { properties: { ...record(target['properties']), ...record(beside['properties']) } } : {}),
    ...(target['required'] !== undefined || beside['required'] !== undefined
      ? { required: [...list(target['required']), ...list(beside['required'])] } : {}),
  };
}

const everyModel = new Map<string, Schema>(models.map((model) => {
  const schema = record(model);
  return [String(schema['$id']).replace(/^.*\//, ''), rooted(schema)];
}));

function lookUp(reference: string): Schema {
  const [file = '', pointer = ''] = reference.split('#');
  const name = pointer.replace('/$defs/', '');
  const found = record(record(everyModel.get(file))['$defs'])[name];
  if (found === undefined) throw new Error(`No such model: ${reference}`);
  return record(found);
}

/** References inside a model to its own definitions get the name of its file. */
function rooted(model: Schema): Schema {
  const file = String(model['$id']).replace(/^.*\//, '');
  return record(JSON.parse(JSON.stringify(model).replaceAll('"#/$defs/', `"${file}#/$defs/`)));
}

/** Of several allowed shapes the one that this document has. */
function fitting(schema: Schema, value: unknown): Schema {
  const choices = list(schema['anyOf']).map((one) => resolve(record(one)));
  if (choices.length === 0) return schema;
  const fits = choices.find((one) => hasKind(one, value) && hasFields(one, value));
  // A value of a kind that another shape allows is no mistake.
  const kinds = choices.map((one) => kindsOf(one));
  const { type: _, ...rest } = fitting(fits ?? {}, value);
  return kinds.every((some) => some.length > 0) ? { ...rest, type: kinds.flat() } : rest;
}

const kindsOf = (schema: Schema): readonly string[] =>
  typeof schema['type'] === 'string' ? [schema['type']] : list(schema['type']).map(String);

function hasKind(schema: Schema, value: unknown): boolean {
  const kinds = kindsOf(schema);
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return kinds.length === 0 || kinds.includes(kind) ||
    (typeof value === 'number' && kinds.includes('integer'));
}

const hasFields = (schema: Schema, value: unknown): boolean =>
  list(schema['required']).every((name) => isRecord(value) && Object.hasOwn(value, String(name)));

type Wrong = { readonly how: string; readonly value: unknown };

const strangers: readonly (readonly [string, unknown])[] = [
  ['object', { unheard: 'of' }], ['array', [['unheard']]], ['boolean', true], ['integer', 7],
  ['number', 7.25], ['string', 'unheard of'], ['null', null],
];

function wrongKinds(schema: Schema): readonly Wrong[] {
  const kinds = kindsOf(schema);
  const isKnown = (kind: string) =>
    kinds.includes(kind) || (kind === 'integer' && kinds.includes('number'));
  const byKind = kinds.length === 0 ? [] : strangers.filter(([kind]) => !isKnown(kind));
  return [
    ...byKind.map(([kind, value]) => ({ how: `a value of kind ${kind}`, value })),
    ...(schema['enum'] === undefined ? [] : [{ how: 'an unknown word', value: 'unheard of' }]),
    ...(schema['const'] === undefined ? [] : [{ how: 'another word', value: 'unheard of' }]),
    ...(schema['pattern'] === undefined ? [] : [{ how: 'text of another form', value: '§' }]),
    ...(typeof schema['maxLength'] === 'number'
      ? [{ how: 'text that is too long', value: 'x'.repeat(schema['maxLength'] + 1) }] : []),
    ...(typeof schema['minLength'] === 'number' ? [{ how: 'no text', value: '' }] : []),
    ...(typeof schema['minimum'] === 'number'
      ? [{ how: 'a number too small', value: schema['minimum'] - 1 }] : []),
  ];
}

function wrongLengths(schema: Schema, value: readonly unknown[]): readonly Wrong[] {
  const most = schema['maxItems'];
  return [
    ...(schema['minItems'] === undefined ? [] : [{ how: 'an empty list', value: [] }]),
    ...(typeof most !== 'number'
      ? [] : [{ how: 'a list too long', value: Array.from({ length: most + 1 }, () => value[0]) }]),
  ];
}

function wrongFields(schema: Schema, value: Schema): readonly Wrong[] {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(value).filter(([own]) => own !== name));
  return [
    ...list(schema['required']).map(String)
      .map((name) => ({ how: `without ${name}`, value: without(name) })),
    ...(schema['additionalProperties'] !== false
      ? [] : [{ how: 'with a field more', value: { ...value, unheardOf: 'x' } }]),
  ];
}

type Inner = {
  readonly name: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly put: (changed: unknown) => unknown;
};

function fieldsOf(schema: Schema, value: unknown): readonly Inner[] {
  if (!isRecord(value)) return [];
  return Object.entries(record(schema['properties']))
    .filter(([name]) => Object.hasOwn(value, name))
    .map(([name, part]) => ({
      name, schema: record(part), value: value[name],
      put: (changed) => ({ ...value, [name]: changed }),
    }));
}

function firstItemOf(schema: Schema, value: unknown): readonly Inner[] {
  if (!isList(value) || value.length === 0 || schema['items'] === undefined) return [];
  return [{
    name: '0', schema: record(schema['items']), value: value[0],
    put: (changed) => [changed, ...value.slice(1)],
  }];
}

export function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function record(value: unknown): Schema {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return isList(value) ? value : [];
}
