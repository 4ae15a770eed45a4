/**
 * Every shape with a name is made twice, as it may be sent and as it is answered. Here the ones
 * that nobody uses go, and what only ever goes in is called by its plain name.
 */
type Json = { readonly [key: string]: unknown };

const prefix = '#/components/schemas/';

export const onlyUsed = (schemas: Json, paths: unknown): { schemas: Json; paths: unknown } => {
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of refsIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit(paths);
  const nameOf = (name: string): string => {
    const plain = name.replace(/Input$/, '');
    const isSame = JSON.stringify(schemas[name]) === JSON.stringify(schemas[plain]);
    return used.has(plain) && !isSame ? name : plain;
  };
  const renamed = (value: unknown): unknown => changeRefs(value, nameOf);
  return {
    schemas: Object.fromEntries(Object.entries(schemas)
      .filter(([name]) => used.has(name))
      .map(([name, schema]): [string, unknown] => [nameOf(name), renamed(schema)])
      .toSorted(([one], [other]) => (one < other ? -1 : 1))),
    paths: renamed(paths),
  };
};

const refsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    (key === '$ref' && typeof one === 'string' && one.startsWith(prefix)
      ? [one.slice(prefix.length)] : refsIn(one)));
};

const changeRefs = (value: unknown, nameOf: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => changeRefs(one, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [
    key, key === '$ref' && typeof one === 'string' && one.startsWith(prefix)
      ? prefix + nameOf(one.slice(prefix.length)) : changeRefs(one, nameOf),
  ]));
};
