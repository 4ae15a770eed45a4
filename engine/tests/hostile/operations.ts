/** Every operation that the API describes, with its example, and a few that it leaves out. */
import { z } from 'zod';
import type { Operation } from './requests.ts';

const exampleShape = z.union([z.string(), z.number()]).transform(String);
const operationShape = z.object({
  parameters: z.array(z.object({
    in: z.enum(['path', 'query', 'header', 'cookie']), name: z.string(),
    example: exampleShape.optional(),
  })).default([]),
  requestBody: z.object({
    content: z.record(z.string(), z.object({ example: z.unknown() })),
  }).optional(),
});
const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
});

/** An open line stays open: `live.db.test.ts` has it. */
const isStream = (path: string): boolean => path === '/v1/events';

const undescribed: readonly Operation[] = [
  ['POST', '/hooks/{connection}/{token}', { connection: 'shipstation-uk', token: 'knock-knock' },
    { resource_url: 'https://ssapi.shipstation.com/orders?x=1', resource_type: 'ORDER_NOTIFY' }],
  ['GET', '/custom-store/{connection}', { connection: 'shipstation-uk' }, undefined],
  ['POST', '/custom-store/{connection}', { connection: 'shipstation-uk' }, {}],
  ['GET', '/handbook/{page}', { page: 'pick.short' }, undefined],
  ['GET', '/openapi.json', {}, undefined],
  ['GET', '/docs/api', {}, undefined],
  ['GET', '/{anything}', { anything: 'favicon.ico' }, undefined],
].map(([method, path, places, body]) => ({ method, path, places, body, queries: {} }) as Operation);

export const operationsOf = (document: unknown): readonly Operation[] => [
  ...Object.entries(documentShape.parse(document).paths)
    .filter(([path]) => !isStream(path))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => {
      const { parameters, requestBody } = operation;
      const examplesIn = (where: string) => Object.fromEntries(parameters
        .filter((one) => one.in === where).map((one) => [one.name, one.example ?? 'x']));
      return {
        method: method.toUpperCase(), path,
        places: examplesIn('path'), queries: examplesIn('query'),
        body: Object.values(requestBody?.content ?? {})[0]?.example,
      };
    })),
  ...undescribed,
];

/** All words of the enumerations, and all texts of the examples. */
export const wordsOf = (value: unknown): readonly string[] => {
  const words = new Set<string>();
  const walk = (one: unknown): void => {
    if (Array.isArray(one)) {
      for (const inside of one) walk(inside);
    } else if (typeof one === 'object' && one !== null) {
      for (const [key, inside] of Object.entries(one)) {
        if (key === 'enum' && Array.isArray(inside)) {
          for (const word of inside) if (typeof word === 'string') words.add(word);
        } else walk(inside);
      }
    }
  };
  walk(value);
  return [...words];
};
