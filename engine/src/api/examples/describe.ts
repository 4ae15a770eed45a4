/**
 * Puts into the description of the API what its shapes do not say: stable names, what an operation
 * is for, and the examples. What nobody described stays as it is, and a test names it.
 */
import { onlyUsed } from './components.ts';
import type { Chapter, Described } from './example.ts';
import { sharedProblems, statusWords } from './problems.ts';

type Json = { readonly [key: string]: unknown };


const problemType = 'application/problem+json';

export const describeApi = (document: Json, chapters: readonly Chapter[]): Json => {
  const described: Chapter = Object.fromEntries(
    chapters.flatMap((chapter) => Object.entries(chapter))
      .map(([route, one]) => [asPath(route), one]));
  const paths = mapped(record(document['paths']), (methods, path) =>
    mapped(record(methods), (operation, method) =>
      withWords(record(operation), described[`${method.toUpperCase()} ${path}`])));
  const components = record(document['components']);
  const used = onlyUsed(record(components['schemas']), paths);
  return record(withoutNoise({
    ...document, components: { ...components, schemas: used.schemas }, paths: used.paths,
  }));
};

/** `/v1/orders/:id` as OpenAPI writes it. */
const asPath = (route: string): string => route.replaceAll(/:(\w+)/g, '{$1}');

const withWords = (operation: Json, about: Described | undefined): Json => ({
  ...(about === undefined ? {} : { operationId: about.operationId }),
  ...operation,
  ...(about?.description === undefined ? {} : { description: about.description }),
  ...(about?.isOpenToAll === true ? { security: [] } : {}),
  ...(Array.isArray(operation['parameters']) ? {
    parameters: operation['parameters'].map((one: unknown) => withExample(record(one), about)),
  } : {}),
  ...(operation['requestBody'] === undefined ? {} : {
    requestBody: bodyWithExample(record(operation['requestBody']), about),
  }),
  responses: mapped(record(operation['responses']), (answer, status) =>
    answerInWords(record(answer), status, about)),
});

const withExample = (parameter: Json, about: Described | undefined): Json => {
  const example = about?.parameters?.[String(parameter['name'])];
  return example === undefined ? parameter : { ...parameter, example };
};

const bodyWithExample = (body: Json, about: Described | undefined): Json => ({
  ...body,
  content: mapped(record(body['content']), (media) => about?.body === undefined
    ? media : { ...record(media), example: about.body }),
});

const answerInWords = (answer: Json, status: string, about: Described | undefined): Json => {
  const said = answer['description'];
  const description = said === 'Default Response' || said === undefined
    ? statusWords[status] ?? 'The answer.' : said;
  const isProblem = Number(status) >= 400;
  const own = about?.answers[status];
  const example = own ?? (isProblem ? sharedProblems[status] : undefined);
  const content = about?.contentType !== undefined && status === '200'
    ? { [about.contentType]: { schema: textOf(about.contentType) } }
    : record(answer['content']);
  if (Object.keys(content).length === 0) return { ...answer, description };
  return {
    ...answer, description,
    content: Object.fromEntries(Object.entries(content).map(([type, media]) => [
      isProblem ? problemType : type,
      example === undefined ? media : { ...record(media), example },
    ])),
  };
};

const textOf = (contentType: string): Json =>
  (contentType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' });

/** Any whole number is between these two, and an instant has a format beside its pattern. */
const widest = Number.MAX_SAFE_INTEGER;

const withoutNoise = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value)
    .filter(([key, one]) => !(key === 'maximum' && one === widest) &&
      !(key === 'minimum' && one === -widest) &&
      !(key === 'pattern' && 'format' in value && value.format === 'date-time'))
    .map(([key, one]: [string, unknown]) => [key, withoutNoise(one)]));
};

const record = (value: unknown): Json =>
  (typeof value === 'object' && value !== null ? { ...value } : {});

const mapped = (given: Json, change: (value: unknown, key: string) => unknown): Json =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value, key)]));
