/** The description of the API, as far as its page reads it. */
import { z } from 'zod';

const media = z.record(
  z.string(), z.object({ schema: z.unknown(), example: z.unknown().optional() }));

const operationShape = z.object({
  operationId: z.string().optional(),
  summary: z.string().default(''),
  description: z.string().default(''),
  tags: z.array(z.string()).default([]),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.object({
    name: z.string(), in: z.string(), required: z.boolean().default(false),
    description: z.string().default(''), schema: z.unknown(), example: z.unknown().optional(),
  })).default([]),
  requestBody: z.object({ content: media }).optional(),
  responses: z.record(z.string(), z.object({
    description: z.string(), content: media.default({}),
  })).default({}),
});

export const documentShape = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default('') }),
  tags: z.array(z.object({ name: z.string(), description: z.string().default('') })).default([]),
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});

export type ApiDocument = z.output<typeof documentShape>;

export type ApiOperation = z.output<typeof operationShape> & {
  readonly method: string; readonly path: string;
};

export type ApiPart = {
  readonly name: string; readonly description: string;
  readonly operations: readonly ApiOperation[];
};

/** Operations by their first tag, in the order of the tags; what has none comes last. */
export const partsOf = ({ paths, tags }: ApiDocument): readonly ApiPart[] => {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) =>
      ({ ...one, path, method: method.toUpperCase() })));
  const tagOf = (one: ApiOperation): string => one.tags[0] ?? 'other';
  const known = tags.map((one) => one.name);
  const others = [...new Set(all.map(tagOf))].filter((name) => !known.includes(name));
  return [...tags, ...others.map((name) => ({ name, description: '' }))]
    .map((tag) => ({ ...tag, operations: all.filter((one) => tagOf(one) === tag.name) }))
    .filter((part) => part.operations.length > 0);
};
