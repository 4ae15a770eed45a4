/** Settings by path, such as `v1.apiKey`. */
type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

export const valueAt = (settings: Plain, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isPlain(at) ? at[key] : undefined), settings);

export const without = (settings: Plain, path: string): Plain => {
  const [first = '', ...rest] = path.split('.');
  const { [first]: inner, ...others } = settings;
  return rest.length === 0 || !isPlain(inner)
    ? others
    : { ...others, [first]: without(inner, rest.join('.')) };
};

export const withValue = (settings: Plain, path: string, value: unknown): Plain => {
  const [first = '', ...rest] = path.split('.');
  const inner = settings[first];
  return {
    ...settings,
    [first]: rest.length === 0
      ? value : withValue(isPlain(inner) ? inner : {}, rest.join('.'), value),
  };
};
