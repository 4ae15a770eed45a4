/** The contract takes what is good, and proves for every operation and field that it can refuse. */
import { describe, expect, test } from 'vitest';
import { checkAnswer, checkExchange, checkRequest, sentenceOf } from './check.ts';
import type { Answer, Request } from './check.ts';
import { operations, written } from './contract.ts';
import { isRecord, spoil, type Mutation, type Schema } from './mutations.ts';
import { samples } from './samples.ts';

const headers = { authorization: 'Basic a2V5OnNlY3JldA==', 'content-type': 'application/json' };
const rate = {
  'X-Rate-Limit-Limit': '40', 'X-Rate-Limit-Remaining': '39', 'X-Rate-Limit-Reset': '17',
};

const rows = written.map((operation) => {
  const sample = samples[operation.name];
  if (sample === undefined) throw new Error(`${operation.name} has no sample`);
  const [method = ''] = operation.call.split(' ');
  const request = (change: { query?: unknown; body?: unknown } = {}): Request => {
    const body = 'body' in change ? change.body : sample.body;
    return {
      method, path: sample.path, headers,
      // Holds because mutations that are no text are left out: a query is always text.
      query: (change.query ?? sample.query ?? {}) as Record<string, string>,
      body: body === undefined ? null : JSON.stringify(body),
    };
  };
  const answer = (value: unknown = sample.answer): Answer =>
    ({ status: 200, headers: rate, body: value === 'none' ? null : JSON.stringify(value) });
  return { name: operation.name, operation, sample, request, answer };
});

const querySchema = ({ query, needed }: (typeof written)[number]): Schema => ({
  type: 'object', properties: query ?? {}, required: needed ?? [], additionalProperties: false,
});

const isText = ({ value }: Mutation): boolean =>
  isRecord(value) && Object.values(value).every((part) => typeof part === 'string');

const titleOf = ({ at, how }: Mutation) => `${at} ${how}`;

describe.each(rows)('$name', ({ operation, sample, request, answer }) => {
  test('a good exchange is taken', () => {
    expect(checkExchange(request(), answer()).map(sentenceOf)).toEqual([]);
  });

  test('every spoilt query is refused', () => {
    const { mutations, unseen } = spoil(querySchema(operation), sample.query ?? {});
    const tried = mutations.filter(isText);
    const taken = tried.filter(({ value }) => checkRequest(request({ query: value })).length === 0);
    expect([tried.length > 0, taken.map(titleOf), unseen]).toEqual([true, [], []]);
  });

  test('every spoilt body is refused, and a body where none belongs', () => {
    const { mutations, unseen } = operation.body === undefined
      ? { mutations: [{ at: '', how: 'a body', value: {} }], unseen: [] }
      : spoil(operation.body, sample.body);
    const taken = mutations
      .filter(({ value }) => checkRequest(request({ body: value })).length === 0);
    expect([mutations.length > 0, taken.map(titleOf), unseen]).toEqual([true, [], []]);
  });

  test('every spoilt answer is refused', () => {
    const { mutations, unseen } = operation.answer === null
      ? { mutations: [{ at: '', how: 'a body', value: {} }], unseen: [] }
      : spoil(operation.answer, sample.answer);
    const taken = mutations
      .filter(({ value }) => checkAnswer(request(), answer(value)).length === 0);
    expect([mutations.length > 0, taken.map(titleOf), unseen]).toEqual([true, [], []]);
  });

  test('an answer may hold fields that nobody knows yet', () => {
    if (!isRecord(sample.answer)) return;
    expect(checkAnswer(request(), answer({ ...sample.answer, unheardOf: 1 }))).toEqual([]);
  });
});

test('each sample belongs to an operation, and each operation is found by its own path', () => {
  expect(Object.keys(samples).sort()).toEqual(operations.map(({ name }) => name).sort());
  for (const { name, request, answer } of rows) {
    const [violation] = checkAnswer(request(), { ...answer(), status: 299 });
    expect(violation).toMatchObject({ call: name, text: expect.stringContaining('document') });
  }
});
