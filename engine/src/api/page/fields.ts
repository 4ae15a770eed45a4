/** A schema as rows for people: one a field, with its path, type and what it is. */
import { z } from 'zod';

export type Field = {
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

type Schemas = Readonly<Record<string, unknown>>;

const schemaShape = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  maxItems: z.number().optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  anyOf: z.array(z.unknown()).optional(),
});

type Schema = z.output<typeof schemaShape> & { readonly isNullable: boolean };

/** Deeper than this nobody reads a table; the example shows it. */
const deepest = 5;

export const fieldsOf = (
  schema: unknown, schemas: Schemas, at = '', depth = 0,
): readonly Field[] => {
  const { properties, required, items } = resolved(schema, schemas);
  if (depth > deepest) return [];
  if (items !== undefined) return fieldsOf(items, schemas, `${at}[]`, depth);
  return Object.entries(properties ?? {}).flatMap(([name, member]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const known = resolved(member, schemas);
    return [
      {
        path, type: typeOf(known, schemas), isRequired: required.includes(name),
        description: known.description ?? '',
      },
      ...fieldsOf(member, schemas, path, depth + 1),
    ];
  });
};

export const typeInWords = (schema: unknown, schemas: Schemas): string =>
  typeOf(resolved(schema, schemas), schemas);

const typeOf = (schema: Schema, schemas: Schemas): string => {
  const { type, format, items, isNullable, anyOf } = schema;
  const words = schema.enum !== undefined ? schema.enum.map(String).join(' | ')
    : schema.const !== undefined ? JSON.stringify(schema.const)
    : items !== undefined ? `list of ${typeOf(resolved(items, schemas), schemas)}`
    : anyOf !== undefined
      ? anyOf.map((one) => typeOf(resolved(one, schemas), schemas)).join(' or ')
    : format === 'date-time' ? 'instant' : format ?? kindOf(type);
  return isNullable ? `${words} or null` : words;
};

const kindOf = (type: Schema['type']): string =>
  (type === undefined ? 'anything' : Array.isArray(type) ? type.join(' or ')
    : type === 'integer' ? 'whole number' : type === 'string' ? 'text' : type);

/** Follows references, and takes `anyOf: [it, null]` as what it means. */
const resolved = (schema: unknown, schemas: Schemas): Schema => {
  const read = schemaShape.safeParse(schema);
  const known = read.success ? read.data : schemaShape.parse({});
  if (known.$ref !== undefined) {
    return resolved(schemas[known.$ref.replace('#/components/schemas/', '')], schemas);
  }
  const others = known.anyOf?.filter((one) => schemaShape.safeParse(one).data?.type !== 'null');
  if (others === undefined) return { ...known, isNullable: false };
  const isNullable = others.length !== known.anyOf?.length;
  const [only] = others;
  return others.length === 1
    ? {
      ...resolved(only, schemas), isNullable,
      ...(known.description === undefined ? {} : { description: known.description }),
    }
    : { ...known, anyOf: others, isNullable };
};
