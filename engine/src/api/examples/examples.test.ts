/** Every operation is described, and what stands in an example is what its shape allows. */
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operations as allOperations } from '../../core/model/dossier.ts';
import { exceptionCodes } from '../../core/model/exceptions.ts';

const json = 'application/json';
const problem = 'application/problem+json';

const media = z.record(
  z.string(), z.object({ schema: z.unknown(), example: z.unknown().optional() }));
const operationShape = z.object({
  operationId: z.string().optional(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  parameters: z.array(z.object({
    name: z.string(), schema: z.unknown(), example: z.unknown().optional(),
  })).optional(),
  requestBody: z.object({ content: media }).optional(),
  responses: z.record(
    z.string(), z.object({ description: z.string(), content: media.optional() })),
});

/** As it is served: `openapi.test.ts` holds the file to it. */
const document: unknown = JSON.parse(readFileSync(
  new URL('../../../../console/openapi.json', import.meta.url), 'utf8'));
const { paths, components } = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
}).parse(document);

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) =>
    ({ name: `${method.toUpperCase()} ${path}`, operation })));

const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: true });
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
ajv.addFormat('email', (text) => /^[^@\s]+@[^@\s]+$/.test(text));
ajv.addFormat('uri', (text) => URL.canParse(text));
ajv.addFormat('date-time', (text) => instant.test(text) && !Number.isNaN(Date.parse(text)));
ajv.addFormat('binary', true);

const wrongIn = (what: string, schema: unknown, example: unknown): string[] => {
  if (example === undefined) return [`${what} has no example`];
  if (typeof schema !== 'object' || schema === null) return [`${what} has no schema`];
  const judge = ajv.compile({ ...schema, components });
  return judge(example) ? [] : (judge.errors ?? []).map((one: ErrorObject) =>
    `${what}: ${one.instancePath} ${one.message ?? ''}`);
};

test('the description is OpenAPI 3.1, in the judgement of others', async () => {
  const config = await createConfig({ rules: {
    'struct': 'error', 'no-unresolved-refs': 'error', 'no-invalid-parameter-examples': 'error',
    'no-invalid-media-type-examples': 'error', 'operation-operationId-unique': 'error',
    'operation-parameters-unique': 'error', 'path-parameters-defined': 'error',
    'no-identical-paths': 'error', 'security-defined': 'error', 'tag-description': 'error',
    'operation-tag-defined': 'error', 'no-unused-components': 'error',
    'operation-2xx-response': 'error', 'no-server-trailing-slash': 'off',
  } });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  expect(found.map((one) => `${one.ruleId} ${one.location[0]?.pointer ?? ''}: ${one.message}`))
    .toEqual([]);
});

test('operation ids are words of their own', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(ids.filter((one, at) => ids.indexOf(one) !== at)).toEqual([]);
  expect(ids.filter((one) => one === undefined || !/^[a-z][a-zA-Z]{2,40}$/.test(one))).toEqual([]);
});

/** Every object anywhere in the examples. */
const objectsIn = (value: unknown): readonly object[] => {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
};
const examples = objectsIn(operations.map(({ operation }) => [
  operation.requestBody?.content[json]?.example,
  ...Object.values(operation.responses).flatMap(({ content = {} }) =>
    Object.values(content).map((one) => one.example)),
]));

const shownShape = z.object({ code: z.string(), severity: z.number(), owner: z.string() });
const waitingShape = z.object({ operation: z.string(), count: z.number() });
const auditedShape = z.object({ operation: z.string(), who: z.string() });

test('examples name exceptions, operations and routes that there are', () => {
  const codes: Readonly<Record<string, { readonly severity: number; readonly owner: string }>> =
    exceptionCodes;
  const routes = operations.map(({ name }) => name.replaceAll(/\{(\w+)\}/g, ':$1'));
  const wrong = examples.flatMap((one) => {
    const shown = shownShape.safeParse(one).data;
    const waiting = waitingShape.safeParse(one).data?.operation;
    const audited = auditedShape.safeParse(one).data?.operation;
    const known = shown === undefined ? undefined : codes[shown.code];
    return [
      ...(shown === undefined || known?.severity === shown.severity
        ? [] : [`${shown.code} of severity ${String(shown.severity)}`]),
      ...(waiting === undefined || allOperations.some((operation) => operation === waiting)
        ? [] : [`${waiting} waits`]),
      ...(audited === undefined || routes.includes(audited) ? [] : [`${audited} was audited`]),
    ];
  });
  expect(wrong).toEqual([]);
});

describe.each(operations)('$name', ({ operation }) => {
  test('says what it is for', () => {
    expect(operation.summary).toMatch(/^[A-Z].{5,}/);
    expect(operation.summary).not.toMatch(/\.$/);
    expect(operation.tags).toHaveLength(1);
    expect(operation.description ?? '').toMatch(/^.{15,}\.$/s);
  });

  test('has an example of every parameter, of its body and of every answer', () => {
    const body = operation.requestBody?.content[json];
    const missing = [
      ...(operation.parameters ?? []).flatMap(({ name, schema, example }) =>
        wrongIn(`parameter ${name}`, schema, example)),
      ...(operation.requestBody === undefined ? [] : wrongIn('body', body?.schema, body?.example)),
      ...Object.entries(operation.responses).flatMap(([status, { description, content = {} }]) => [
        ...(description.length > 3 && description !== 'Default Response'
          ? [] : [`${status} is not described`]),
        ...(Object.keys(content).length === 0 && status !== '204'
          ? [`${status} says nothing of its content`] : []),
        ...Object.entries(content).flatMap(([type, media]) => [
          ...(Number(status) >= 400 && type !== problem ? [`${status} is ${type}`] : []),
          ...wrongIn(status, media.schema, media.example),
          ...(Number(status) >= 400 ? statusDiffers(status, media.example) : []),
        ]),
      ]),
    ];
    expect(missing).toEqual([]);
  });
});

const statusDiffers = (status: string, example: unknown): string[] => {
  const said: unknown = typeof example === 'object' && example !== null
    ? Reflect.get(example, 'status') : null;
  return String(said) === status ? [] : [`${status} shows a problem of status ${String(said)}`];
};
